-- Who did what in a registry. No foreign key to projects or users: the log outlives them.
CREATE TABLE audit_log (
  id            ${id},
  registry_id   TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  project_id    BIGINT,
  username      TEXT NOT NULL,
  resource      TEXT NOT NULL,
  resource_type TEXT NOT NULL,
  operation     TEXT NOT NULL,
  description   TEXT NOT NULL,
  succeeded     INTEGER NOT NULL,
  address       TEXT NOT NULL,
  agent         TEXT NOT NULL,
  happened_at   BIGINT NOT NULL
);
CREATE INDEX audit_log_registry ON audit_log (registry_id, id);
CREATE INDEX audit_log_project ON audit_log (project_id, id);
CREATE INDEX audit_log_time ON audit_log (happened_at);
