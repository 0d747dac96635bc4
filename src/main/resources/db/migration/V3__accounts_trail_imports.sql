-- Keys that sign the access tokens, shared by all nodes. The newest signs, each verifies.
CREATE TABLE token_key (
  kid        VARCHAR(36)   NOT NULL PRIMARY KEY,
  jwk        VARCHAR(2000) NOT NULL,
  created_at DATETIME(6)   NOT NULL
);

-- Links that work once. Only a hash is kept, so that reading the table opens nothing.
CREATE TABLE one_time_link (
  token_hash CHAR(64)    NOT NULL PRIMARY KEY,
  purpose    VARCHAR(20) NOT NULL,
  expires_at DATETIME(6) NOT NULL
);

-- What a request with an Idempotency-Key created. caller_kind and caller_id are 0 for a visitor.
CREATE TABLE idempotency_key (
  caller_kind  SMALLINT     NOT NULL,
  caller_id    BIGINT       NOT NULL,
  request_key  VARCHAR(128) NOT NULL,
  request_hash CHAR(64)     NOT NULL,
  created_id   BIGINT       NOT NULL,
  created_at   DATETIME(6)  NOT NULL,
  PRIMARY KEY (caller_kind, caller_id, request_key)
);

-- Log records on their way to MongoDB: committed with the change they tell of, removed once delivered.
CREATE TABLE log_outbox (
  id   BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  body VARCHAR(8000) NOT NULL
);

-- Which row of ours a row of an imported file became, so that a second run adds nothing.
CREATE TABLE import_reference (
  source      VARCHAR(20) NOT NULL,
  kind        VARCHAR(20) NOT NULL,
  external_id VARCHAR(64) NOT NULL,
  internal_id BIGINT      NOT NULL,
  PRIMARY KEY (source, kind, external_id)
);
