-- Weekly hours of a doctor in an office; wall-clock times there. day_of_week: 1 Monday to 7 Sunday.
-- An end_time of 00:00 is the end of the day.
CREATE TABLE working_hours (
  id            BIGINT   NOT NULL AUTO_INCREMENT PRIMARY KEY,
  doctor_id     BIGINT   NOT NULL,
  office_id     BIGINT   NOT NULL,
  day_of_week   SMALLINT NOT NULL,
  start_time    TIME     NOT NULL,
  end_time      TIME     NOT NULL,
  visit_minutes SMALLINT NOT NULL,
  valid_from    DATE,
  valid_to      DATE,
  CONSTRAINT working_hours_association FOREIGN KEY (doctor_id, office_id)
    REFERENCES office_doctor_association (doctor_id, office_id)
);

-- A UTC day of a doctor or a patient: 288 ticks of five minutes, busy ones set, least significant bit first.
-- The guard of every booking and the read model of every search. owner_kind: 1 patient, 2 doctor.
CREATE TABLE calendar_day (
  owner_kind SMALLINT   NOT NULL,
  day        DATE       NOT NULL,
  owner_id   BIGINT     NOT NULL,
  busy       BINARY(36) NOT NULL,
  PRIMARY KEY (owner_kind, day, owner_id)
);
