-- Keys that sign seals and prescriptions. The newest of a purpose signs; the others verify and have no private half left.
CREATE TABLE signing_key (
  kid         VARCHAR(36)  NOT NULL PRIMARY KEY,
  purpose     VARCHAR(20)  NOT NULL,
  key_number  BIGINT       NOT NULL,
  public_key  VARCHAR(200) NOT NULL,
  private_key VARCHAR(500),
  created_at  DATETIME(6)  NOT NULL,
  retired_at  DATETIME(6),
  CONSTRAINT signing_key_number UNIQUE (purpose, key_number)
);

-- A record gets its number here, committed before it leaves, so that it never gets another one.
ALTER TABLE log_outbox ADD COLUMN seq BIGINT;
ALTER TABLE log_outbox ADD CONSTRAINT log_outbox_seq UNIQUE (seq);

-- Where the trail ends, in one row; whoever numbers, delivers or seals holds its lock. hash runs over all records up to seq,
-- seal_hash over all seals. Up to purged_seq the records and seals are gone, which purge_signature says.
CREATE TABLE log_head (
  id               INT      NOT NULL PRIMARY KEY,
  seq              BIGINT   NOT NULL,
  hash             CHAR(64) NOT NULL,
  seal_number      BIGINT   NOT NULL,
  seal_hash        CHAR(64) NOT NULL,
  sealed_seq       BIGINT   NOT NULL,
  sealed_hash      CHAR(64) NOT NULL,
  purged_seq       BIGINT   NOT NULL,
  purged_hash      CHAR(64) NOT NULL,
  purged_seal      BIGINT   NOT NULL,
  purged_seal_hash CHAR(64) NOT NULL,
  purge_kid        VARCHAR(36),
  purge_signature  VARCHAR(200)
);
INSERT INTO log_head VALUES (1,
  0, '0000000000000000000000000000000000000000000000000000000000000000',
  0, '0000000000000000000000000000000000000000000000000000000000000000',
  0, '0000000000000000000000000000000000000000000000000000000000000000',
  0, '0000000000000000000000000000000000000000000000000000000000000000',
  0, '0000000000000000000000000000000000000000000000000000000000000000', NULL, NULL);

-- The hashes of records that no seal holds yet.
CREATE TABLE log_leaf (
  seq  BIGINT   NOT NULL PRIMARY KEY,
  hash CHAR(64) NOT NULL
);

-- Seals on their way to MongoDB.
CREATE TABLE log_seal_outbox (
  seal_number BIGINT     NOT NULL PRIMARY KEY,
  body        MEDIUMTEXT NOT NULL
);

-- Records that MongoDB refused. They belong to the trail, and a person has to look at them.
CREATE TABLE log_set_aside (
  seq          BIGINT        NOT NULL PRIMARY KEY,
  body         VARCHAR(8000) NOT NULL,
  reason       VARCHAR(500)  NOT NULL,
  set_aside_at DATETIME(6)   NOT NULL
);

-- Finds records by who, on whom, about what and how severe; and the first one of an hour. It only points: the records are
-- in MongoDB.
CREATE TABLE log_key (
  part  VARCHAR(10) NOT NULL,
  owner VARCHAR(24) NOT NULL,
  seq   BIGINT      NOT NULL,
  PRIMARY KEY (part, owner, seq)
);
