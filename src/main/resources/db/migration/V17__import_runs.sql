-- Imports that admins started on a page. The one that runs, on whatever node, has running = 1, which is unique; its node
-- writes seen_at every second or so. What a node left behind is over a few minutes after seen_at.
CREATE TABLE import_run (
  id           BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  started_by   BIGINT      NOT NULL,
  started_at   DATETIME(6) NOT NULL,
  seen_at      DATETIME(6) NOT NULL,
  ended_at     DATETIME(6),
  running      SMALLINT,
  outcome      VARCHAR(20),
  message      VARCHAR(500),
  current_file VARCHAR(60),
  bytes_read   BIGINT      NOT NULL,
  bytes_total  BIGINT      NOT NULL,
  CONSTRAINT import_run_running UNIQUE (running)
);

-- What became of the rows of each file that was read to its end.
CREATE TABLE import_run_file (
  run_id        BIGINT      NOT NULL,
  file_name     VARCHAR(60) NOT NULL,
  ended_at      DATETIME(6) NOT NULL,
  rows_read     BIGINT      NOT NULL,
  taken         BIGINT      NOT NULL,
  already_there BIGINT      NOT NULL,
  rejected      BIGINT      NOT NULL,
  other_classes BIGINT      NOT NULL,
  PRIMARY KEY (run_id, file_name),
  CONSTRAINT import_run_file_run FOREIGN KEY (run_id) REFERENCES import_run (id) ON DELETE CASCADE
);

-- Each row that was not taken: where it stands and why, nothing of what it says.
CREATE TABLE import_rejection (
  run_id      BIGINT       NOT NULL,
  seq         BIGINT       NOT NULL,
  file_name   VARCHAR(60)  NOT NULL,
  line_number BIGINT       NOT NULL,
  column_name VARCHAR(100) NOT NULL,
  reason      VARCHAR(200) NOT NULL,
  PRIMARY KEY (run_id, seq),
  CONSTRAINT import_rejection_run FOREIGN KEY (run_id) REFERENCES import_run (id) ON DELETE CASCADE
);
