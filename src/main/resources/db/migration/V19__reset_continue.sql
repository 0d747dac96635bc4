-- What whoever forgot the password was about to do, as a path of ours: the link in the mail leads back to it.
ALTER TABLE reset_request ADD COLUMN continue_to VARCHAR(1000);
