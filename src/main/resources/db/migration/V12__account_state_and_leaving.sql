-- What was decided about an account; one without a row signs in as always. While disabled_at is set nobody signs in.
-- Access tokens that were issued before tokens_from do not count any more.
CREATE TABLE account_state (
  role        VARCHAR(10) NOT NULL,
  person_id   BIGINT      NOT NULL,
  disabled_at DATETIME(6),
  tokens_from DATETIME(6),
  PRIMARY KEY (role, person_id)
);

-- Patients who leave. closes_at can be put off by nobody, but the patient may take it back until then; closed_at is when
-- sign-in and contact data went; erase_at is when the clinical record goes too, and erased_at when it went.
CREATE TABLE patient_leaving (
  patient_id BIGINT      NOT NULL PRIMARY KEY,
  asked_at   DATETIME(6) NOT NULL,
  closes_at  DATETIME(6) NOT NULL,
  closed_at  DATETIME(6),
  erase_at   DATETIME(6),
  erased_at  DATETIME(6),
  CONSTRAINT patient_leaving_patient FOREIGN KEY (patient_id) REFERENCES patient (id)
);
CREATE INDEX patient_leaving_closes ON patient_leaving (closed_at, closes_at);
CREATE INDEX patient_leaving_erase ON patient_leaving (erased_at, erase_at);
