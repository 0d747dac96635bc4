-- What an office asks of those who book. An office without a row has the defaults of the settings.
CREATE TABLE booking_rules (
  office_id             BIGINT NOT NULL PRIMARY KEY,
  notice_minutes        INT    NOT NULL,
  horizon_days          INT    NOT NULL,
  cancel_notice_minutes INT    NOT NULL,
  buffer_minutes        INT    NOT NULL,
  max_upcoming          INT    NOT NULL,
  CONSTRAINT booking_rules_office FOREIGN KEY (office_id) REFERENCES office (id)
);

-- When a doctor is away, in all offices.
CREATE TABLE time_off (
  id         BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  doctor_id  BIGINT      NOT NULL,
  starts_at  DATETIME    NOT NULL,
  ends_at    DATETIME    NOT NULL,
  reason     VARCHAR(255),
  created_at DATETIME(6) NOT NULL,
  CONSTRAINT time_off_doctor FOREIGN KEY (doctor_id) REFERENCES doctor (id)
);
CREATE INDEX time_off_doctor_ends ON time_off (doctor_id, ends_at);

-- A date on which an office is closed, by the calendar on its wall.
CREATE TABLE closure (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  office_id  BIGINT       NOT NULL,
  closed_on  DATE         NOT NULL,
  name       VARCHAR(255) NOT NULL,
  created_at DATETIME(6)  NOT NULL,
  CONSTRAINT closure_office_day UNIQUE (office_id, closed_on),
  CONSTRAINT closure_office FOREIGN KEY (office_id) REFERENCES office (id)
);

-- A time that is kept for a patient until expires_at: others are not offered it.
CREATE TABLE slot_hold (
  id         BIGINT   NOT NULL AUTO_INCREMENT PRIMARY KEY,
  patient_id BIGINT   NOT NULL,
  doctor_id  BIGINT   NOT NULL,
  office_id  BIGINT   NOT NULL,
  starts_at  DATETIME NOT NULL,
  ends_at    DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  CONSTRAINT slot_hold_patient FOREIGN KEY (patient_id) REFERENCES patient (id),
  CONSTRAINT slot_hold_doctor FOREIGN KEY (doctor_id) REFERENCES doctor (id),
  CONSTRAINT slot_hold_office FOREIGN KEY (office_id) REFERENCES office (id)
);
CREATE INDEX slot_hold_doctor_starts ON slot_hold (doctor_id, starts_at);
CREATE INDEX slot_hold_expires ON slot_hold (expires_at);

-- Visits that were booked together: every so many days, so many times. refused: which of them could not be booked, each
-- as its number, from 0, and the reason, such as 3:slot-taken,7:closed.
CREATE TABLE appointment_series (
  id              BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  patient_id      BIGINT      NOT NULL,
  doctor_id       BIGINT      NOT NULL,
  office_id       BIGINT      NOT NULL,
  first_starts_at DATETIME    NOT NULL,
  every_days      INT         NOT NULL,
  visits          INT         NOT NULL,
  refused         VARCHAR(2000) NOT NULL,
  created_at      DATETIME(6) NOT NULL,
  CONSTRAINT series_patient FOREIGN KEY (patient_id) REFERENCES patient (id),
  CONSTRAINT series_doctor FOREIGN KEY (doctor_id) REFERENCES doctor (id),
  CONSTRAINT series_office FOREIGN KEY (office_id) REFERENCES office (id)
);
ALTER TABLE appointment ADD COLUMN series_id BIGINT;
ALTER TABLE appointment ADD CONSTRAINT appointment_series_id FOREIGN KEY (series_id) REFERENCES appointment_series (id);

-- Which schedules changed, so that a node reads only those again: the stamp grows with every change.
-- owner_kind: 0 the last stamp that was given, 2 a doctor, 3 an office.
CREATE TABLE schedule_stamp (
  owner_kind SMALLINT NOT NULL,
  owner_id   BIGINT   NOT NULL,
  stamp      BIGINT   NOT NULL,
  PRIMARY KEY (owner_kind, owner_id)
);
CREATE INDEX schedule_stamp_stamp ON schedule_stamp (stamp);
INSERT INTO schedule_stamp (owner_kind, owner_id, stamp) VALUES (0, 0, 1);
