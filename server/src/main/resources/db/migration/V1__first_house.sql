-- One set for SQLite and PostgreSQL. Times: epoch microseconds UTC. Booleans: 0/1. Secrets: columns
-- ending in _sealed are AES-GCM under the master key, columns ending in _hash cannot be reversed.
-- ${id}: generated 64-bit key, never reused. ${bytes}: binary. ${bytewise}: text ordered byte by byte.

-- ---------------------------------------------------------------- control plane
CREATE TABLE account (
  id            ${id},
  name          TEXT NOT NULL UNIQUE,
  email         TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at    BIGINT NOT NULL
);

CREATE TABLE application (
  id              ${id},
  account_id      BIGINT NOT NULL REFERENCES account (id),
  application_key TEXT NOT NULL UNIQUE,
  secret_sealed   ${bytes} NOT NULL,
  name            TEXT NOT NULL,
  description     TEXT NOT NULL,
  status          TEXT NOT NULL,
  created_at      BIGINT NOT NULL
);

CREATE TABLE credential (
  id                ${id},
  application_id    BIGINT NOT NULL REFERENCES application (id),
  account_id        BIGINT REFERENCES account (id),
  consumer_key_hash TEXT NOT NULL UNIQUE,
  status            TEXT NOT NULL,
  rules             TEXT NOT NULL,
  allowed_ips       TEXT,
  created_at        BIGINT NOT NULL,
  expires_at        BIGINT,
  last_used_at      BIGINT
);

CREATE TABLE oauth_client (
  client_id    TEXT PRIMARY KEY,
  account_id   BIGINT NOT NULL REFERENCES account (id),
  secret_hash  TEXT NOT NULL,
  name         TEXT NOT NULL,
  description  TEXT NOT NULL,
  flow         TEXT NOT NULL,
  callback_urls TEXT NOT NULL,
  created_at   BIGINT NOT NULL
);

CREATE TABLE oauth_token (
  token_hash TEXT PRIMARY KEY,
  client_id  TEXT NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
  account_id BIGINT NOT NULL REFERENCES account (id),
  scope      TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX oauth_token_expiry ON oauth_token (expires_at);

CREATE TABLE cloud_project (
  id          TEXT PRIMARY KEY,
  account_id  BIGINT NOT NULL REFERENCES account (id),
  description TEXT NOT NULL,
  status      TEXT NOT NULL,
  created_at  BIGINT NOT NULL
);
CREATE INDEX cloud_project_account ON cloud_project (account_id, id);

CREATE TABLE registry (
  id               TEXT PRIMARY KEY,
  cloud_project_id TEXT NOT NULL REFERENCES cloud_project (id),
  name             TEXT NOT NULL,
  region           TEXT NOT NULL,
  plan_id          TEXT NOT NULL,
  status           TEXT NOT NULL,
  host_label       TEXT NOT NULL UNIQUE,
  iam_enabled      INTEGER NOT NULL DEFAULT 0,
  is_default       INTEGER NOT NULL DEFAULT 0,
  token_key_sealed ${bytes} NOT NULL,
  created_at       BIGINT NOT NULL,
  updated_at       BIGINT NOT NULL,
  delivered_at     BIGINT
);
CREATE INDEX registry_cloud_project ON registry (cloud_project_id, created_at);
CREATE INDEX registry_status ON registry (status);

-- ---------------------------------------------------------------- identity, one set per registry
CREATE TABLE registry_user (
  id            ${id},
  registry_id   TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  username      TEXT NOT NULL,
  email         TEXT,
  real_name     TEXT NOT NULL DEFAULT '',
  comment       TEXT NOT NULL DEFAULT '',
  origin        TEXT NOT NULL,
  password_hash TEXT,
  sysadmin      INTEGER NOT NULL DEFAULT 0,
  created_at    BIGINT NOT NULL,
  updated_at    BIGINT NOT NULL,
  UNIQUE (registry_id, username),
  UNIQUE (registry_id, email)
);

-- A person at a provider. Issuer and subject stay apart so that an issuer can be migrated.
CREATE TABLE user_identity (
  user_id              BIGINT PRIMARY KEY REFERENCES registry_user (id) ON DELETE CASCADE,
  registry_id          TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  issuer               TEXT NOT NULL,
  subject              TEXT NOT NULL,
  groups               TEXT NOT NULL DEFAULT '[]',
  refresh_token_sealed ${bytes},
  id_token_sealed      ${bytes},
  access_expires_at    BIGINT,
  checked_at           BIGINT NOT NULL,
  refused_reason       TEXT,
  refused_at           BIGINT,
  created_at           BIGINT NOT NULL,
  updated_at           BIGINT NOT NULL,
  UNIQUE (registry_id, issuer, subject)
);
CREATE INDEX user_identity_refresh ON user_identity (access_expires_at);

CREATE TABLE cli_secret (
  user_id       BIGINT PRIMARY KEY REFERENCES registry_user (id) ON DELETE CASCADE,
  secret_sealed ${bytes} NOT NULL,
  created_at    BIGINT NOT NULL,
  last_used_at  BIGINT
);

CREATE TABLE oidc_provider (
  registry_id          TEXT PRIMARY KEY REFERENCES registry (id) ON DELETE CASCADE,
  id                   TEXT NOT NULL,
  name                 TEXT NOT NULL,
  endpoint             TEXT NOT NULL,
  client_id            TEXT NOT NULL,
  client_secret_sealed ${bytes} NOT NULL,
  scope                TEXT NOT NULL,
  groups_claim         TEXT NOT NULL DEFAULT '',
  group_filter         TEXT NOT NULL DEFAULT '',
  admin_group          TEXT NOT NULL DEFAULT '',
  user_claim           TEXT NOT NULL DEFAULT '',
  verify_cert          INTEGER NOT NULL,
  auto_onboard         INTEGER NOT NULL,
  status               TEXT NOT NULL,
  created_at           BIGINT NOT NULL,
  updated_at           BIGINT NOT NULL
);

CREATE TABLE session (
  id_hash      TEXT PRIMARY KEY,
  registry_id  TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  user_id      BIGINT NOT NULL REFERENCES registry_user (id) ON DELETE CASCADE,
  way          TEXT NOT NULL,
  id_token_sealed ${bytes},
  address      TEXT NOT NULL,
  agent        TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL
);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_expiry ON session (expires_at);

-- People the provider vouched for who have yet to choose a username.
CREATE TABLE onboarding (
  ticket_hash   TEXT PRIMARY KEY,
  registry_id   TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  person_sealed ${bytes} NOT NULL,
  expires_at    BIGINT NOT NULL
);
CREATE INDEX onboarding_expiry ON onboarding (expires_at);
CREATE INDEX onboarding_registry ON onboarding (registry_id);

-- Sign-in attempts that were used up: a second use is a replay.
CREATE TABLE spent_ticket (
  ticket_hash TEXT PRIMARY KEY,
  expires_at  BIGINT NOT NULL
);
CREATE INDEX spent_ticket_expiry ON spent_ticket (expires_at);

CREATE TABLE user_group (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  type        INTEGER NOT NULL,
  created_at  BIGINT NOT NULL,
  UNIQUE (registry_id, name)
);

-- ---------------------------------------------------------------- content
CREATE TABLE project (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id),
  name        TEXT NOT NULL,
  public      INTEGER NOT NULL,
  owner_id    BIGINT,
  owner_name  TEXT NOT NULL DEFAULT '',
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  UNIQUE (registry_id, name)
);

CREATE TABLE project_member (
  id         ${id},
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  user_id    BIGINT REFERENCES registry_user (id) ON DELETE CASCADE,
  group_id   BIGINT REFERENCES user_group (id) ON DELETE CASCADE,
  role       INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (project_id, user_id),
  UNIQUE (project_id, group_id),
  CHECK ((user_id IS NULL) <> (group_id IS NULL))
);
CREATE INDEX project_member_user ON project_member (user_id, project_id);
CREATE INDEX project_member_group ON project_member (group_id, project_id);

CREATE TABLE repository (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id),
  project_id  BIGINT NOT NULL REFERENCES project (id),
  name        TEXT ${bytewise} NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  pull_count  BIGINT NOT NULL DEFAULT 0,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  UNIQUE (registry_id, name)
);
CREATE INDEX repository_project ON repository (project_id, name);

-- Bytes on stable storage, stored once for all registries.
CREATE TABLE blob (
  digest     TEXT PRIMARY KEY,
  size       BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  touched_at BIGINT NOT NULL
);

-- What a repository may see: the only way to a blob.
CREATE TABLE repository_blob (
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  digest        TEXT NOT NULL REFERENCES blob (digest),
  linked_at     BIGINT NOT NULL,
  PRIMARY KEY (repository_id, digest)
);
CREATE INDEX repository_blob_digest ON repository_blob (digest, repository_id);

CREATE TABLE manifest (
  id                ${id},
  repository_id     BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  digest            TEXT ${bytewise} NOT NULL,
  media_type        TEXT NOT NULL,
  artifact_type     TEXT,
  config_media_type TEXT,
  subject_digest    TEXT,
  annotations       TEXT NOT NULL,
  size              BIGINT NOT NULL,
  total_size        BIGINT NOT NULL,
  content           ${bytes} NOT NULL,
  pushed_at         BIGINT NOT NULL,
  pulled_at         BIGINT,
  UNIQUE (repository_id, digest)
);
CREATE INDEX manifest_subject ON manifest (repository_id, subject_digest, digest);

-- What a manifest points at: config, layer, child manifest or blob child of an index.
CREATE TABLE manifest_reference (
  manifest_id BIGINT NOT NULL REFERENCES manifest (id) ON DELETE CASCADE,
  digest      TEXT NOT NULL,
  position    INTEGER NOT NULL,
  PRIMARY KEY (manifest_id, position)
);
CREATE INDEX manifest_reference_digest ON manifest_reference (digest);

CREATE TABLE tag (
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  name          TEXT ${bytewise} NOT NULL,
  manifest_id   BIGINT NOT NULL REFERENCES manifest (id) ON DELETE CASCADE,
  pushed_at     BIGINT NOT NULL,
  pulled_at     BIGINT,
  PRIMARY KEY (repository_id, name)
);
CREATE INDEX tag_manifest ON tag (manifest_id, name);

CREATE TABLE upload (
  id            TEXT PRIMARY KEY,
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  started_by    TEXT NOT NULL,
  created_at    BIGINT NOT NULL,
  expires_at    BIGINT NOT NULL
);
CREATE INDEX upload_expiry ON upload (expires_at);
CREATE INDEX upload_repository ON upload (repository_id);
