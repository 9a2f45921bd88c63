-- Host names of a registry beside its generated one, each with its certificate.
CREATE TABLE registry_domain (
  domain      TEXT PRIMARY KEY,
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  certificate TEXT NOT NULL,
  key_sealed  ${bytes} NOT NULL,
  valid_from  BIGINT NOT NULL,
  valid_to    BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL
);
CREATE INDEX registry_domain_registry ON registry_domain (registry_id, domain);

-- Where to tell that a registry fills up, and up to which threshold that was told.
CREATE TABLE registry_alert (
  registry_id   TEXT PRIMARY KEY REFERENCES registry (id) ON DELETE CASCADE,
  url           TEXT NOT NULL,
  secret_sealed ${bytes} NOT NULL,
  thresholds    TEXT NOT NULL,
  told          INTEGER NOT NULL DEFAULT 0,
  created_at    BIGINT NOT NULL,
  updated_at    BIGINT NOT NULL
);

CREATE TABLE alert_delivery (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  body        TEXT NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  due_at      BIGINT NOT NULL,
  problem     TEXT,
  created_at  BIGINT NOT NULL
);
CREATE INDEX alert_delivery_due ON alert_delivery (due_at);
CREATE INDEX alert_delivery_registry ON alert_delivery (registry_id);

CREATE TABLE registry_metrics_token (
  registry_id TEXT PRIMARY KEY REFERENCES registry (id) ON DELETE CASCADE,
  token_hash  TEXT NOT NULL,
  created_at  BIGINT NOT NULL
);

-- Access logs, for the registries whose owners asked for one.
CREATE TABLE access_log_setting (
  registry_id TEXT PRIMARY KEY REFERENCES registry (id) ON DELETE CASCADE,
  days        INTEGER NOT NULL
);

CREATE TABLE access_log (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  at          BIGINT NOT NULL,
  method      TEXT NOT NULL,
  path        TEXT NOT NULL,
  status      INTEGER NOT NULL,
  bytes       BIGINT NOT NULL,
  millis      BIGINT NOT NULL,
  actor       TEXT NOT NULL,
  address     TEXT NOT NULL,
  agent       TEXT NOT NULL,
  request_id  TEXT NOT NULL
);
CREATE INDEX access_log_registry ON access_log (registry_id, id);
CREATE INDEX access_log_age ON access_log (registry_id, at);
