-- One row per prescription, written before its document: its number comes of the id, and lists are read by it. What was
-- prescribed is in MongoDB alone. Until written_at is set, the document may not be there yet.
CREATE TABLE prescription_entry (
  id              BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  document_id     CHAR(24)    NOT NULL,
  patient_id      BIGINT      NOT NULL,
  doctor_id       BIGINT      NOT NULL,
  appointment_id  BIGINT,
  replaces        CHAR(24),
  prescribed_at   DATETIME(6) NOT NULL,
  created_at      DATETIME(6) NOT NULL,
  written_at      DATETIME(6),
  refill_asked_at DATETIME(6),
  CONSTRAINT prescription_entry_document UNIQUE (document_id),
  CONSTRAINT prescription_entry_replaces UNIQUE (replaces),
  CONSTRAINT prescription_entry_patient FOREIGN KEY (patient_id) REFERENCES patient (id),
  CONSTRAINT prescription_entry_doctor FOREIGN KEY (doctor_id) REFERENCES doctor (id),
  CONSTRAINT prescription_entry_appointment FOREIGN KEY (appointment_id) REFERENCES appointment (id)
);
CREATE INDEX prescription_entry_of_patient ON prescription_entry (patient_id, prescribed_at, id);
CREATE INDEX prescription_entry_of_doctor ON prescription_entry (doctor_id, prescribed_at, id);
CREATE INDEX prescription_entry_refills ON prescription_entry (doctor_id, refill_asked_at);
CREATE INDEX prescription_entry_unfinished ON prescription_entry (written_at, created_at);

-- What each doctor prescribed how often, to suggest while typing; nothing of whom it was for. name_key is the name in
-- lower case, without accents.
CREATE TABLE prescribed_medicine (
  doctor_id BIGINT       NOT NULL,
  name_key  VARCHAR(190) NOT NULL,
  name      VARCHAR(500) NOT NULL,
  dosage    VARCHAR(500) NOT NULL,
  times     INT          NOT NULL,
  last_at   DATETIME(6)  NOT NULL,
  PRIMARY KEY (doctor_id, name_key),
  CONSTRAINT prescribed_medicine_doctor FOREIGN KEY (doctor_id) REFERENCES doctor (id)
);
CREATE INDEX prescribed_medicine_name ON prescribed_medicine (name_key);

-- What a patient is allergic to. One that is removed stays, with who did it and when. Imported ones have no recorded_by.
CREATE TABLE allergy (
  id          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  patient_id  BIGINT       NOT NULL,
  substance   VARCHAR(200) NOT NULL,
  reaction    VARCHAR(200),
  severity    VARCHAR(10),
  source      VARCHAR(20)  NOT NULL,
  recorded_at DATETIME(6)  NOT NULL,
  recorded_by BIGINT,
  removed_at  DATETIME(6),
  removed_by  BIGINT,
  CONSTRAINT allergy_patient FOREIGN KEY (patient_id) REFERENCES patient (id),
  CONSTRAINT allergy_recorded_by FOREIGN KEY (recorded_by) REFERENCES doctor (id),
  CONSTRAINT allergy_removed_by FOREIGN KEY (removed_by) REFERENCES doctor (id)
);
CREATE INDEX allergy_of_patient ON allergy (patient_id, removed_at);
