-- Several providers beside one another: the one whose alias is empty is the primary one, which the
-- control API manages.
CREATE TABLE oidc_provider_several (
  id                       TEXT PRIMARY KEY,
  registry_id              TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  alias                    TEXT NOT NULL,
  name                     TEXT NOT NULL,
  endpoint                 TEXT NOT NULL,
  client_id                TEXT NOT NULL,
  client_secret_sealed     ${bytes} NOT NULL,
  scope                    TEXT NOT NULL,
  groups_claim             TEXT NOT NULL DEFAULT '',
  group_filter             TEXT NOT NULL DEFAULT '',
  admin_group              TEXT NOT NULL DEFAULT '',
  user_claim               TEXT NOT NULL DEFAULT '',
  verify_cert              INTEGER NOT NULL,
  auto_onboard             INTEGER NOT NULL,
  allowed_groups           TEXT NOT NULL DEFAULT '[]',
  authorization_parameters TEXT NOT NULL DEFAULT '{}',
  certificates             TEXT NOT NULL DEFAULT '',
  end_session              INTEGER NOT NULL DEFAULT 1,
  former_issuers           TEXT NOT NULL DEFAULT '[]',
  status                   TEXT NOT NULL,
  created_at               BIGINT NOT NULL,
  updated_at               BIGINT NOT NULL,
  UNIQUE (registry_id, alias)
);
INSERT INTO oidc_provider_several
  (id, registry_id, alias, name, endpoint, client_id, client_secret_sealed, scope, groups_claim,
   group_filter, admin_group, user_claim, verify_cert, auto_onboard, status, created_at, updated_at)
SELECT id, registry_id, '', name, endpoint, client_id, client_secret_sealed, scope, groups_claim,
   group_filter, admin_group, user_claim, verify_cert, auto_onboard, status, created_at, updated_at
FROM oidc_provider;
DROP TABLE oidc_provider;
ALTER TABLE oidc_provider_several RENAME TO oidc_provider;

-- A user may be known at several providers.
CREATE TABLE user_identity_several (
  id                   ${id},
  user_id              BIGINT NOT NULL REFERENCES registry_user (id) ON DELETE CASCADE,
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
INSERT INTO user_identity_several
  (user_id, registry_id, issuer, subject, groups, refresh_token_sealed, id_token_sealed,
   access_expires_at, checked_at, refused_reason, refused_at, created_at, updated_at)
SELECT user_id, registry_id, issuer, subject, groups, refresh_token_sealed, id_token_sealed,
   access_expires_at, checked_at, refused_reason, refused_at, created_at, updated_at
FROM user_identity;
DROP TABLE user_identity;
ALTER TABLE user_identity_several RENAME TO user_identity;
CREATE INDEX user_identity_user ON user_identity (user_id);
CREATE INDEX user_identity_refresh ON user_identity (access_expires_at);

-- Whom and what a session stands for at the provider, so that the provider can end it.
ALTER TABLE session ADD COLUMN issuer TEXT;
ALTER TABLE session ADD COLUMN subject TEXT;
ALTER TABLE session ADD COLUMN provider_session TEXT;
CREATE INDEX session_of_person ON session (registry_id, issuer, subject);
CREATE INDEX session_of_provider_session ON session (registry_id, issuer, provider_session);

-- Users who may not do anything until an administrator lets them again.
CREATE TABLE disabled_user (
  user_id     BIGINT PRIMARY KEY REFERENCES registry_user (id) ON DELETE CASCADE,
  reason      TEXT NOT NULL,
  disabled_by TEXT NOT NULL,
  created_at  BIGINT NOT NULL
);

-- Every try to sign in, and how it ended. claims: masked JSON of what the provider said.
CREATE TABLE sign_in_event (
  id            ${id},
  registry_id   TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  at            BIGINT NOT NULL,
  way           TEXT NOT NULL,
  outcome       TEXT NOT NULL,
  reason        TEXT,
  provider      TEXT,
  issuer        TEXT,
  subject       TEXT,
  username      TEXT,
  user_id       BIGINT,
  groups        TEXT NOT NULL DEFAULT '[]',
  administrator INTEGER NOT NULL DEFAULT 0,
  claims        TEXT,
  address       TEXT NOT NULL,
  agent         TEXT NOT NULL
);
CREATE INDEX sign_in_event_registry ON sign_in_event (registry_id, id);
CREATE INDEX sign_in_event_at ON sign_in_event (at);

-- Failed passwords, counted over all servers. key_hash: of registry, name and address.
CREATE TABLE sign_in_failure (
  key_hash   TEXT PRIMARY KEY,
  failures   INTEGER NOT NULL,
  until      BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX sign_in_failure_age ON sign_in_failure (updated_at);
