-- Every time in these tables is UTC, but appointment.appointment_date, which is the wall clock at the office.

CREATE TABLE patient (
  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name          VARCHAR(255) NOT NULL,
  avatar_url    VARCHAR(255),
  email         VARCHAR(255),
  password      VARCHAR(255),
  phone         VARCHAR(20),
  address       VARCHAR(255),
  state         VARCHAR(20),
  city          VARCHAR(50),
  date_of_birth DATE,
  created_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  updated_at    DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  version       INT          NOT NULL DEFAULT 1,
  CONSTRAINT patient_email UNIQUE (email)
);

CREATE TABLE doctor (
  id             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name           VARCHAR(255) NOT NULL,
  avatar_url     VARCHAR(255),
  email          VARCHAR(255),
  password       VARCHAR(255),
  phone          VARCHAR(20),
  specialty      VARCHAR(100) NOT NULL,
  license_number VARCHAR(50),
  updated_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  created_at     DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  version        INT          NOT NULL DEFAULT 1,
  CONSTRAINT doctor_email UNIQUE (email)
);
CREATE INDEX doctor_specialty ON doctor (specialty, name);

CREATE TABLE office (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name       VARCHAR(255) NOT NULL,
  address    VARCHAR(255),
  state      VARCHAR(20),
  city       VARCHAR(50),
  phone      VARCHAR(20),
  time_zone  VARCHAR(64)  NOT NULL,
  updated_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  created_at DATETIME(6)  NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  version    INT          NOT NULL DEFAULT 1
);
CREATE INDEX office_place ON office (state, city);

CREATE TABLE office_doctor_association (
  id         BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  doctor_id  BIGINT      NOT NULL,
  office_id  BIGINT      NOT NULL,
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  CONSTRAINT association_doctor_office UNIQUE (doctor_id, office_id),
  CONSTRAINT association_doctor FOREIGN KEY (doctor_id) REFERENCES doctor (id),
  CONSTRAINT association_office FOREIGN KEY (office_id) REFERENCES office (id)
);

CREATE TABLE appointment (
  id               BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  patient_id       BIGINT      NOT NULL,
  doctor_id        BIGINT      NOT NULL,
  office_id        BIGINT      NOT NULL,
  appointment_date DATETIME    NOT NULL,
  status           ENUM ('scheduled', 'completed', 'cancelled') NOT NULL DEFAULT 'scheduled',
  updated_at       DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  created_at       DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  starts_at        DATETIME    NOT NULL,
  ends_at          DATETIME    NOT NULL,
  reason           VARCHAR(500),
  version          INT         NOT NULL DEFAULT 1,
  arrived_at       DATETIME(6),
  cancelled_at     DATETIME(6),
  cancelled_by     VARCHAR(20),
  cancel_reason    VARCHAR(500),
  -- The backstop of the calendar: one appointment that is not cancelled per doctor and start.
  held_start       DATETIME GENERATED ALWAYS AS (CASE WHEN status = 'cancelled' THEN NULL ELSE starts_at END),
  CONSTRAINT appointment_doctor_start UNIQUE (doctor_id, held_start),
  CONSTRAINT appointment_patient FOREIGN KEY (patient_id) REFERENCES patient (id),
  CONSTRAINT appointment_doctor FOREIGN KEY (doctor_id) REFERENCES doctor (id),
  CONSTRAINT appointment_office FOREIGN KEY (office_id) REFERENCES office (id)
);
CREATE INDEX appointment_patient_starts ON appointment (patient_id, starts_at);
CREATE INDEX appointment_doctor_starts ON appointment (doctor_id, starts_at);
CREATE INDEX appointment_office_starts ON appointment (office_id, starts_at);
CREATE INDEX appointment_starts ON appointment (starts_at);

CREATE TABLE admin (
  id       BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name     VARCHAR(255) NOT NULL,
  email    VARCHAR(255) NOT NULL,
  password VARCHAR(255),
  CONSTRAINT admin_email UNIQUE (email)
);
