-- Whether a patient filled in the own birthday later, where none had been known, and no admin has seen it since: then an
-- admin agrees too before somebody acts for the patient.
ALTER TABLE patient ADD COLUMN birthday_own_word BOOLEAN NOT NULL DEFAULT FALSE;

-- Wrong codes of a second factor are counted in attempt_limit.
ALTER TABLE authenticator_app DROP COLUMN wrong_codes;
ALTER TABLE authenticator_app DROP COLUMN waits_until;
