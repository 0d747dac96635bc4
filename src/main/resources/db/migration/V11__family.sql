-- Who acts for whom. A row is a request until consented_at is set, and over once ended_at is. dependant_id is null while the
-- clinic does not know, or nobody may learn, who is meant: then email is whom the manager asked, or child_name and
-- child_born_on are the child who is to become a patient. for_minor: an admin consented for somebody under 18, which holds
-- until that birthday; asked_again_at is when the manager asked for another consent after it. clinic_asked_at is set as
-- long as an admin is asked to decide. decided_by is the admin who decided, or null when the dependant did.
CREATE TABLE family_bond (
  id              BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  manager_id      BIGINT      NOT NULL,
  dependant_id    BIGINT,
  email           VARCHAR(255),
  child_name      VARCHAR(255),
  child_born_on   DATE,
  language        VARCHAR(10) NOT NULL,
  asked_at        DATETIME(6) NOT NULL,
  told_at         DATETIME(6),
  clinic_asked_at DATETIME(6),
  consented_at    DATETIME(6),
  for_minor       BOOLEAN     NOT NULL,
  asked_again_at  DATETIME(6),
  declined_at     DATETIME(6),
  decided_by      BIGINT,
  ended_at        DATETIME(6),
  CONSTRAINT family_bond_manager FOREIGN KEY (manager_id) REFERENCES patient (id),
  CONSTRAINT family_bond_dependant FOREIGN KEY (dependant_id) REFERENCES patient (id),
  CONSTRAINT family_bond_admin FOREIGN KEY (decided_by) REFERENCES admin (id)
);
CREATE INDEX family_bond_pair ON family_bond (manager_id, dependant_id, ended_at);
CREATE INDEX family_bond_of_dependant ON family_bond (dependant_id, ended_at);
CREATE INDEX family_bond_email ON family_bond (email);
CREATE INDEX family_bond_asked ON family_bond (asked_at);
CREATE INDEX family_bond_clinic ON family_bond (clinic_asked_at);

-- Which patient holds a time: the one whom it is for, or the one who manages that patient. Null when staff does.
ALTER TABLE slot_hold ADD COLUMN held_by BIGINT;
ALTER TABLE slot_hold ADD CONSTRAINT slot_hold_by FOREIGN KEY (held_by) REFERENCES patient (id);
