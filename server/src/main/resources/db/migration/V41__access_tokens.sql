-- What a user gives to programs instead of a password. Projects: JSON list of names, null for all.
CREATE TABLE access_token (
  id           ${id},
  registry_id  TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  user_id      BIGINT NOT NULL REFERENCES registry_user (id) ON DELETE CASCADE,
  name         TEXT NOT NULL,
  level        TEXT NOT NULL,
  projects     TEXT,
  token_hash   TEXT NOT NULL UNIQUE,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT,
  last_used_at BIGINT,
  UNIQUE (user_id, name)
);
CREATE INDEX access_token_registry ON access_token (registry_id, id);
