-- Who changed what through the control API, and who signed in. No reference to other tables: the
-- trail outlives what it speaks of.
CREATE TABLE audit_event (
  id               ${id},
  at               BIGINT NOT NULL,
  account_id       BIGINT NOT NULL,
  account          TEXT NOT NULL,
  through          TEXT NOT NULL,
  action           TEXT NOT NULL,
  method           TEXT NOT NULL,
  path             TEXT NOT NULL,
  status           INTEGER NOT NULL,
  cloud_project_id TEXT,
  registry_id      TEXT,
  address          TEXT NOT NULL,
  agent            TEXT NOT NULL,
  query_id         TEXT NOT NULL
);
CREATE INDEX audit_event_project ON audit_event (cloud_project_id, id);
CREATE INDEX audit_event_registry ON audit_event (registry_id, id);
CREATE INDEX audit_event_account ON audit_event (account_id, id);
CREATE INDEX audit_event_age ON audit_event (at);
