-- Changes of documents that were begun: the log record of each, committed before MongoDB is asked to make the change. When it is
-- known to be made, the record joins log_outbox and told_at is set: so it joins once, however many ask for the same change. Whether it was
-- made is seen by whether proof, a filter, finds the document. Rows go after a day.
CREATE TABLE log_begun (
  id         CHAR(24)      NOT NULL PRIMARY KEY,
  collection VARCHAR(40)   NOT NULL,
  proof      VARCHAR(500)  NOT NULL,
  body       VARCHAR(8000) NOT NULL,
  begun_at   DATETIME(6)   NOT NULL,
  told_at    DATETIME(6),
  CONSTRAINT log_begun_once UNIQUE (collection, proof)
);

CREATE INDEX log_begun_untold ON log_begun (told_at, id);
