-- A doctor opened the record of a patient not in care. reason and review_note are for the clinic, never for the log.
CREATE TABLE emergency_access (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  doctor_id   BIGINT       NOT NULL,
  patient_id  BIGINT       NOT NULL,
  reason      VARCHAR(500) NOT NULL,
  opened_at   DATETIME(6)  NOT NULL,
  expires_at  DATETIME(6)  NOT NULL,
  reviewed_at DATETIME(6),
  reviewed_by BIGINT,
  review_note VARCHAR(500),
  CONSTRAINT emergency_access_doctor FOREIGN KEY (doctor_id) REFERENCES doctor (id),
  CONSTRAINT emergency_access_patient FOREIGN KEY (patient_id) REFERENCES patient (id),
  CONSTRAINT emergency_access_admin FOREIGN KEY (reviewed_by) REFERENCES admin (id)
);
CREATE INDEX emergency_access_pair ON emergency_access (doctor_id, patient_id, expires_at);
CREATE INDEX emergency_access_patient_opened ON emergency_access (patient_id, opened_at);
CREATE INDEX emergency_access_reviewed ON emergency_access (reviewed_at, opened_at);
CREATE INDEX patient_born ON patient (date_of_birth);
