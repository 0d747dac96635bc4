-- Keys take turns. Each has a number, so that two nodes that make the next one at once make one.
ALTER TABLE token_key ADD COLUMN key_number BIGINT;
ALTER TABLE token_key ADD CONSTRAINT token_key_number UNIQUE (key_number);
ALTER TABLE token_key MODIFY COLUMN jwk VARCHAR(4000) NOT NULL;

-- What came of one sign-in to the API: the refresh token that is good now, and the one before it. Only hashes are kept.
CREATE TABLE refresh_family (
  family     CHAR(32)    NOT NULL PRIMARY KEY,
  role       VARCHAR(10) NOT NULL,
  person_id  BIGINT      NOT NULL,
  token_hash CHAR(64)    NOT NULL,
  last_hash  CHAR(64),
  rotated_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL
);
CREATE INDEX refresh_family_person ON refresh_family (role, person_id);

-- Tokens of other programs, made by an admin. Only a hash is kept; scopes are separated by blanks.
CREATE TABLE service_token (
  id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name         VARCHAR(100) NOT NULL,
  token_hash   CHAR(64)     NOT NULL,
  scopes       VARCHAR(500) NOT NULL,
  created_by   BIGINT       NOT NULL,
  created_at   DATETIME(6)  NOT NULL,
  expires_at   DATETIME(6)  NOT NULL,
  last_used_at DATETIME(6),
  revoked_at   DATETIME(6),
  CONSTRAINT service_token_hash UNIQUE (token_hash),
  CONSTRAINT service_token_admin FOREIGN KEY (created_by) REFERENCES admin (id)
);

-- An authenticator app. confirmed_at is null until a first code was right; last_step is the last 30 seconds whose code was
-- used, so that none works twice; after wrong_codes in a row no code is taken before waits_until.
CREATE TABLE authenticator_app (
  role         VARCHAR(10)  NOT NULL,
  person_id    BIGINT       NOT NULL,
  secret       VARCHAR(200) NOT NULL,
  confirmed_at DATETIME(6),
  last_step    BIGINT       NOT NULL,
  wrong_codes  INT          NOT NULL,
  waits_until  DATETIME(6),
  PRIMARY KEY (role, person_id)
);

-- Codes for when the app or the passkey is lost. Each is removed when it is used.
CREATE TABLE recovery_code (
  code_hash CHAR(64)    NOT NULL PRIMARY KEY,
  role      VARCHAR(10) NOT NULL,
  person_id BIGINT      NOT NULL
);
CREATE INDEX recovery_code_person ON recovery_code (role, person_id);

-- Who a passkey belongs to. The handle goes to the device and says nothing about the person.
CREATE TABLE passkey_owner (
  handle    VARCHAR(100) NOT NULL PRIMARY KEY,
  role      VARCHAR(10)  NOT NULL,
  person_id BIGINT       NOT NULL,
  CONSTRAINT passkey_owner_person UNIQUE (role, person_id)
);

-- Passkeys, in the columns that Spring Security names.
CREATE TABLE user_credentials (
  credential_id                VARCHAR(700)  NOT NULL PRIMARY KEY,
  user_entity_user_id          VARCHAR(100)  NOT NULL,
  public_key                   BLOB          NOT NULL,
  signature_count              BIGINT,
  uv_initialized               BOOLEAN,
  backup_eligible              BOOLEAN       NOT NULL,
  authenticator_transports     VARCHAR(1000),
  public_key_credential_type   VARCHAR(100),
  backup_state                 BOOLEAN       NOT NULL,
  attestation_object           BLOB,
  attestation_client_data_json BLOB,
  created                      DATETIME(6),
  last_used                    DATETIME(6),
  label                        VARCHAR(1000) NOT NULL,
  CONSTRAINT user_credentials_owner FOREIGN KEY (user_entity_user_id) REFERENCES passkey_owner (handle)
);

-- Of which roles the clinic asks for a second factor. A role without a row is free to have one.
CREATE TABLE second_factor_rule (
  role     VARCHAR(10) NOT NULL PRIMARY KEY,
  required BOOLEAN     NOT NULL
);

-- Browsers in which somebody has signed in, by the hash of a cookie.
CREATE TABLE known_device (
  role        VARCHAR(10) NOT NULL,
  person_id   BIGINT      NOT NULL,
  device_hash CHAR(64)    NOT NULL,
  seen_at     DATETIME(6) NOT NULL,
  PRIMARY KEY (role, person_id, device_hash)
);
