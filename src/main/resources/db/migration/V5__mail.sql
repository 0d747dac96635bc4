-- Messages to people, committed with the change that caused them and sent afterwards, once each.
CREATE TABLE mail_outbox (
  id          BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  message_id  VARCHAR(36)   NOT NULL,
  recipient   VARCHAR(255)  NOT NULL,
  language    VARCHAR(8)    NOT NULL,
  subject     VARCHAR(255)  NOT NULL,
  -- Holds links that open accounts: emptied as soon as the message has left, or never will.
  body        VARCHAR(4000),
  state       VARCHAR(10)   NOT NULL,
  tries       INT           NOT NULL DEFAULT 0,
  next_try_at DATETIME(6)   NOT NULL,
  -- After this the message would say nothing true any more.
  useless_at  DATETIME(6)   NOT NULL,
  claimed_at  DATETIME(6),
  created_at  DATETIME(6)   NOT NULL,
  done_at     DATETIME(6),
  CONSTRAINT mail_message UNIQUE (message_id)
);
CREATE INDEX mail_due ON mail_outbox (state, next_try_at);

-- What a link is about: an account, or something that waits for its link; and the address it was sent to.
ALTER TABLE one_time_link ADD COLUMN subject_kind SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE one_time_link ADD COLUMN subject_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE one_time_link ADD COLUMN email VARCHAR(255);
CREATE INDEX one_time_link_subject ON one_time_link (subject_kind, subject_id, purpose);
CREATE INDEX one_time_link_expires ON one_time_link (expires_at);

-- Who asked for a new password. The looking up happens afterwards, so that asking takes the same time for any address.
CREATE TABLE reset_request (
  id         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email      VARCHAR(255) NOT NULL,
  language   VARCHAR(8)   NOT NULL,
  created_at DATETIME(6)  NOT NULL
);

-- People who registered and have not opened the link in their mail yet. No one of them is a patient.
CREATE TABLE pending_registration (
  id            BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  name          VARCHAR(255) NOT NULL,
  email         VARCHAR(255) NOT NULL,
  password      VARCHAR(255) NOT NULL,
  phone         VARCHAR(20),
  address       VARCHAR(255),
  state         VARCHAR(20),
  city          VARCHAR(50),
  date_of_birth DATE,
  -- The page to go on to, such as the booking that was begun.
  continue_at   VARCHAR(1000) NOT NULL,
  created_at    DATETIME(6)  NOT NULL
);
CREATE INDEX pending_registration_email ON pending_registration (email);
CREATE INDEX pending_registration_created ON pending_registration (created_at);
