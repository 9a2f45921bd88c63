-- Accounts of programs. login is what stands behind the registry's prefix: "name", or "project+name".
CREATE TABLE robot (
  id                   ${id},
  registry_id          TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  project_id           BIGINT REFERENCES project (id) ON DELETE CASCADE,
  login                TEXT NOT NULL,
  description          TEXT NOT NULL DEFAULT '',
  disabled             INTEGER NOT NULL DEFAULT 0,
  duration_days        BIGINT NOT NULL,
  expires_at           BIGINT,
  permissions          TEXT NOT NULL,
  secret_hash          TEXT NOT NULL,
  previous_secret_hash TEXT,
  previous_until       BIGINT,
  creator_type         TEXT NOT NULL,
  creator_id           BIGINT NOT NULL,
  created_at           BIGINT NOT NULL,
  updated_at           BIGINT NOT NULL,
  last_used_at         BIGINT,
  UNIQUE (registry_id, login)
);
CREATE INDEX robot_project ON robot (project_id, login);
CREATE INDEX robot_expiry ON robot (expires_at);

-- What administrators of a registry changed from its defaults.
CREATE TABLE registry_setting (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  value       TEXT NOT NULL,
  updated_at  BIGINT NOT NULL,
  PRIMARY KEY (registry_id, name)
);
