-- The sessions of browsers, shared by all nodes, in the layout and under the names that Spring Session expects. Times are
-- milliseconds since 1970, MAX_INACTIVE_INTERVAL is in seconds. PRINCIPAL_NAME is who signed in, such as doctor:7.
CREATE TABLE SPRING_SESSION (
  PRIMARY_ID            CHAR(36) NOT NULL,
  SESSION_ID            CHAR(36) NOT NULL,
  CREATION_TIME         BIGINT   NOT NULL,
  LAST_ACCESS_TIME      BIGINT   NOT NULL,
  MAX_INACTIVE_INTERVAL INT      NOT NULL,
  EXPIRY_TIME           BIGINT   NOT NULL,
  PRINCIPAL_NAME        VARCHAR(100),
  CONSTRAINT SPRING_SESSION_PK PRIMARY KEY (PRIMARY_ID)
);
CREATE UNIQUE INDEX SPRING_SESSION_IX1 ON SPRING_SESSION (SESSION_ID);
CREATE INDEX SPRING_SESSION_IX2 ON SPRING_SESSION (EXPIRY_TIME);
CREATE INDEX SPRING_SESSION_IX3 ON SPRING_SESSION (PRINCIPAL_NAME);

CREATE TABLE SPRING_SESSION_ATTRIBUTES (
  SESSION_PRIMARY_ID CHAR(36)     NOT NULL,
  ATTRIBUTE_NAME     VARCHAR(200) NOT NULL,
  ATTRIBUTE_BYTES    BLOB         NOT NULL,
  CONSTRAINT SPRING_SESSION_ATTRIBUTES_PK PRIMARY KEY (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
  CONSTRAINT SPRING_SESSION_ATTRIBUTES_FK FOREIGN KEY (SESSION_PRIMARY_ID) REFERENCES SPRING_SESSION (PRIMARY_ID) ON DELETE CASCADE
);

-- How often something was tried, and from when on it may be tried again. id is a hash of what is counted: a sign-in to an
-- account from an address, an account, an address. An account that does not exist is counted as one that does.
CREATE TABLE attempt_limit (
  id         CHAR(64)    NOT NULL PRIMARY KEY,
  attempts   INT         NOT NULL,
  free_at    DATETIME(6) NOT NULL,
  expires_at DATETIME(6) NOT NULL
);
CREATE INDEX attempt_limit_expires ON attempt_limit (expires_at);

-- From where somebody signed in to an account: a hash of the browser's device cookie or of the address. What strangers
-- try elsewhere keeps nobody out here.
CREATE TABLE known_place (
  account_hash CHAR(64)    NOT NULL,
  place_hash   CHAR(64)    NOT NULL,
  expires_at   DATETIME(6) NOT NULL,
  PRIMARY KEY (account_hash, place_hash)
);
CREATE INDEX known_place_expires ON known_place (expires_at);
