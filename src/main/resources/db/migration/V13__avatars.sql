-- The photos of patients and doctors, drawn anew from what was sent. avatar_url of the owner is /avatars/ and the name, which
-- nobody can guess. content_hash is the SHA-256 of the image, in hex.
CREATE TABLE avatar (
  owner_kind   VARCHAR(10) NOT NULL,
  owner_id     BIGINT      NOT NULL,
  name         VARCHAR(50) NOT NULL,
  image        MEDIUMBLOB  NOT NULL,
  content_hash CHAR(64)    NOT NULL,
  updated_at   DATETIME(6) NOT NULL,
  PRIMARY KEY (owner_kind, owner_id),
  CONSTRAINT avatar_name UNIQUE (name)
);
