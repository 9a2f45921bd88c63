-- All tables, one text for SQLite and PostgreSQL. Times: epoch microseconds UTC. Booleans: 0/1.
-- Secrets: columns ending in _sealed are AES-GCM under the master key, columns ending in _hash cannot
-- be reversed. ${id}: generated 64-bit key, never reused. ${bytes}: binary. ${bytewise}: text ordered
-- byte by byte, as all digests are: PostgreSQL uses no index for a comparison with text that is
-- ordered otherwise. Which class writes a table: TableOwners in the tests.

-- ---------------------------------------------------------------- the installation
-- What holds for the whole database. master_key: the fingerprint of the key that the sealed columns
-- are under, from the first start on; id: the first one there was. oldest_schema: the number of the
-- oldest migration whose programs these tables still serve; a migration that takes something away
-- from them raises it. removals_held_until: until then no blob is taken away, since somebody copies
-- them (epoch microseconds).
CREATE TABLE installation (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
INSERT INTO installation (name, value)
VALUES ('oldest_schema', '1'), ('removals_held_until', '0');

-- ---------------------------------------------------------------- accounts and what they manage
CREATE TABLE account (
  id                  ${id},
  name                TEXT NOT NULL UNIQUE,
  email               TEXT NOT NULL,
  description         TEXT NOT NULL DEFAULT '',
  password_hash       TEXT NOT NULL,
  created_at          BIGINT NOT NULL,
  updated_at          BIGINT,
  administrator       INTEGER NOT NULL DEFAULT 0,
  disabled_at         BIGINT,
  password_changed_at BIGINT
);

CREATE TABLE account_session (
  id           ${id},
  account_id   BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  secret_hash  TEXT NOT NULL UNIQUE,
  address      TEXT NOT NULL,
  agent        TEXT NOT NULL,
  created_at   BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL
);
CREATE INDEX account_session_account ON account_session (account_id, id);
CREATE INDEX account_session_expiry ON account_session (expires_at);

-- One authenticator per account. last_step: the time step of the last code taken, never taken
-- again.
CREATE TABLE account_totp (
  account_id    BIGINT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
  secret_sealed ${bytes} NOT NULL,
  last_step     BIGINT NOT NULL,
  created_at    BIGINT NOT NULL,
  enabled_at    BIGINT
);

CREATE TABLE account_recovery_code (
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  code_hash  TEXT NOT NULL,
  PRIMARY KEY (account_id, code_hash)
);

CREATE TABLE application (
  id              ${id},
  account_id      BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  application_key TEXT NOT NULL UNIQUE,
  secret_sealed   ${bytes} NOT NULL,
  name            TEXT NOT NULL,
  description     TEXT NOT NULL,
  status          TEXT NOT NULL,
  created_at      BIGINT NOT NULL
);

-- token_hash: a consumer key somebody has yet to accept is found by the token of its validation
-- page.
CREATE TABLE credential (
  id                ${id},
  application_id    BIGINT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
  account_id        BIGINT REFERENCES account (id) ON DELETE CASCADE,
  consumer_key_hash TEXT NOT NULL UNIQUE,
  status            TEXT NOT NULL,
  rules             TEXT NOT NULL,
  allowed_ips       TEXT,
  created_at        BIGINT NOT NULL,
  expires_at        BIGINT,
  last_used_at      BIGINT,
  redirection       TEXT,
  token_hash        TEXT
);
CREATE UNIQUE INDEX credential_token ON credential (token_hash);
-- The keys of an application by age, those that wait for their answer apart.
CREATE INDEX credential_application ON credential (application_id, status, id);

CREATE TABLE oauth_client (
  client_id     TEXT PRIMARY KEY,
  account_id    BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  secret_hash   TEXT NOT NULL,
  name          TEXT NOT NULL,
  description   TEXT NOT NULL,
  flow          TEXT NOT NULL,
  callback_urls TEXT NOT NULL,
  created_at    BIGINT NOT NULL
);

-- code_hash: which code a token came from; when the code comes twice, its tokens end.
CREATE TABLE oauth_token (
  token_hash TEXT PRIMARY KEY,
  client_id  TEXT NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  scope      TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  code_hash  TEXT
);
CREATE INDEX oauth_token_expiry ON oauth_token (expires_at);
CREATE INDEX oauth_token_code ON oauth_token (code_hash);

-- Authorization codes on their way to their client (RFC 6749 section 4.1), each good once.
CREATE TABLE oauth_code (
  code_hash    TEXT PRIMARY KEY,
  client_id    TEXT NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
  account_id   BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  redirect_uri TEXT NOT NULL,
  challenge    TEXT NOT NULL,
  expires_at   BIGINT NOT NULL,
  used_at      BIGINT
);
CREATE INDEX oauth_code_expiry ON oauth_code (expires_at);

-- Refresh tokens of the authorization code flow (RFC 6749 section 6), each good once. A used one is
-- kept until it expires, so that a second use is noticed. code_hash: the code all of them came
-- from.
CREATE TABLE oauth_refresh (
  token_hash TEXT PRIMARY KEY,
  code_hash  TEXT NOT NULL,
  client_id  TEXT NOT NULL REFERENCES oauth_client (client_id) ON DELETE CASCADE,
  account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  expires_at BIGINT NOT NULL,
  used_at    BIGINT
);
CREATE INDEX oauth_refresh_code ON oauth_refresh (code_hash);
CREATE INDEX oauth_refresh_client ON oauth_refresh (client_id);
CREATE INDEX oauth_refresh_expiry ON oauth_refresh (expires_at);

CREATE TABLE cloud_project (
  id          TEXT PRIMARY KEY,
  account_id  BIGINT NOT NULL REFERENCES account (id),
  description TEXT NOT NULL,
  status      TEXT NOT NULL,
  created_at  BIGINT NOT NULL
);
CREATE INDEX cloud_project_account ON cloud_project (account_id, id);

CREATE TABLE cloud_project_member (
  cloud_project_id TEXT NOT NULL REFERENCES cloud_project (id) ON DELETE CASCADE,
  account_id       BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role             TEXT NOT NULL,
  created_at       BIGINT NOT NULL,
  PRIMARY KEY (cloud_project_id, account_id)
);
CREATE INDEX cloud_project_member_account ON cloud_project_member (account_id, cloud_project_id);

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

-- ---------------------------------------------------------------- registries
-- next_plan_id: the plan a registry that is SCALING_UP will have; null in every other state.
-- library_wanted: whether it was asked to have the public project "library" from the start.
-- ip_restrictions_at: when its IP restrictions last changed, so that other servers read these only.
-- storage_per_project: the storage_limit that new projects get. owner_sysadmin: the administrator
-- flag that its built-in owner shows. store: the region in whose store its blobs are, '' for the
-- store of all regions that have none of their own; it never changes.
CREATE TABLE registry (
  id                  TEXT PRIMARY KEY,
  cloud_project_id    TEXT NOT NULL REFERENCES cloud_project (id),
  name                TEXT NOT NULL,
  region              TEXT NOT NULL,
  plan_id             TEXT NOT NULL,
  status              TEXT NOT NULL,
  host_label          TEXT NOT NULL UNIQUE,
  iam_enabled         INTEGER NOT NULL DEFAULT 0,
  is_default          INTEGER NOT NULL DEFAULT 0,
  token_key_sealed    ${bytes} NOT NULL,
  created_at          BIGINT NOT NULL,
  updated_at          BIGINT NOT NULL,
  delivered_at        BIGINT,
  storage_per_project BIGINT NOT NULL DEFAULT -1,
  next_plan_id        TEXT,
  library_wanted      INTEGER NOT NULL DEFAULT 0,
  ip_restrictions_at  BIGINT NOT NULL DEFAULT 0,
  owner_sysadmin      INTEGER NOT NULL DEFAULT 1,
  store               TEXT NOT NULL DEFAULT ''
);
CREATE INDEX registry_cloud_project ON registry (cloud_project_id, created_at);
CREATE INDEX registry_status ON registry (status);
CREATE INDEX registry_ip_restrictions ON registry (ip_restrictions_at);

-- What administrators of a registry changed from its defaults.
CREATE TABLE registry_setting (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  value       TEXT NOT NULL,
  updated_at  BIGINT NOT NULL,
  PRIMARY KEY (registry_id, name)
);

-- Where requests to a registry may come from; no rows of a surface: from anywhere.
CREATE TABLE ip_restriction (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  surface     TEXT NOT NULL,
  position    INTEGER NOT NULL,
  ip_block    TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  PRIMARY KEY (registry_id, surface, position)
);

-- Host names of a registry beside its generated one, each with its certificate. proven_at,
-- challenge: when a name was shown to be its registry's, and by which record.
CREATE TABLE registry_domain (
  domain      TEXT PRIMARY KEY,
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  certificate TEXT NOT NULL,
  key_sealed  ${bytes} NOT NULL,
  valid_from  BIGINT NOT NULL,
  valid_to    BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  proven_at   BIGINT NOT NULL DEFAULT 0,
  challenge   TEXT
);
CREATE INDEX registry_domain_registry ON registry_domain (registry_id, domain);

-- Names that registries want and have not shown to be theirs: several may want one.
CREATE TABLE domain_claim (
  domain      TEXT NOT NULL,
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  account_id  BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  challenge   TEXT NOT NULL,
  certificate TEXT NOT NULL,
  key_sealed  ${bytes} NOT NULL,
  valid_from  BIGINT NOT NULL,
  valid_to    BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  expires_at  BIGINT NOT NULL,
  PRIMARY KEY (domain, registry_id)
);
CREATE INDEX domain_claim_registry ON domain_claim (registry_id, domain);
CREATE INDEX domain_claim_age ON domain_claim (expires_at);

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

-- ---------------------------------------------------------------- people of a registry
-- last_seen_at: to within a quarter of an hour. credential_generation: raised whenever everything a
-- user was given ends; registry tokens name the number they were got under and are void when it has
-- moved on. User 1 is the built-in owner of every registry and belongs to none: nobody signs in as
-- it, and no list of a registry's users has it.
CREATE TABLE registry_user (
  id                    ${id},
  registry_id           TEXT REFERENCES registry (id) ON DELETE CASCADE,
  username              TEXT NOT NULL,
  email                 TEXT,
  real_name             TEXT NOT NULL DEFAULT '',
  comment               TEXT NOT NULL DEFAULT '',
  origin                TEXT NOT NULL,
  password_hash         TEXT,
  sysadmin              INTEGER NOT NULL DEFAULT 0,
  created_at            BIGINT NOT NULL,
  updated_at            BIGINT NOT NULL,
  last_seen_at          BIGINT,
  credential_generation BIGINT NOT NULL DEFAULT 0,
  UNIQUE (registry_id, username),
  UNIQUE (registry_id, email),
  CHECK (registry_id IS NOT NULL OR id = 1)
);
INSERT INTO registry_user (username, real_name, comment, origin, sysadmin, created_at, updated_at)
VALUES ('admin', 'system admin', 'admin user', 'BUILT_IN', 1, 0, 0);

-- Users who may not do anything until an administrator lets them again.
CREATE TABLE disabled_user (
  user_id     BIGINT PRIMARY KEY REFERENCES registry_user (id) ON DELETE CASCADE,
  reason      TEXT NOT NULL,
  disabled_by TEXT NOT NULL,
  created_at  BIGINT NOT NULL
);

-- Several providers beside one another: the one whose alias is empty is the primary one, which the
-- control API manages. admin_groups: more groups whose members administer the registry, a JSON list
-- of names.
CREATE TABLE oidc_provider (
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
  admin_groups             TEXT NOT NULL DEFAULT '[]',
  UNIQUE (registry_id, alias)
);

-- A user may be known at several providers.
CREATE TABLE user_identity (
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
CREATE INDEX user_identity_user ON user_identity (user_id);
CREATE INDEX user_identity_refresh ON user_identity (registry_id, access_expires_at);

CREATE TABLE cli_secret (
  user_id       BIGINT PRIMARY KEY REFERENCES registry_user (id) ON DELETE CASCADE,
  secret_sealed ${bytes} NOT NULL,
  created_at    BIGINT NOT NULL,
  last_used_at  BIGINT
);

-- issuer, subject, provider_session: whom and what a session stands for at the provider, so that
-- the provider can end it.
CREATE TABLE session (
  id_hash          TEXT PRIMARY KEY,
  registry_id      TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  user_id          BIGINT NOT NULL REFERENCES registry_user (id) ON DELETE CASCADE,
  way              TEXT NOT NULL,
  id_token_sealed  ${bytes},
  address          TEXT NOT NULL,
  agent            TEXT NOT NULL,
  created_at       BIGINT NOT NULL,
  last_seen_at     BIGINT NOT NULL,
  expires_at       BIGINT NOT NULL,
  issuer           TEXT,
  subject          TEXT,
  provider_session TEXT
);
CREATE INDEX session_of_user ON session (user_id);
CREATE INDEX session_expiry ON session (expires_at);
CREATE INDEX session_of_person ON session (registry_id, issuer, subject);
CREATE INDEX session_of_provider_session ON session (registry_id, issuer, provider_session);

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
-- The sign-ins of one way, page by page: openIdConnect/attempts.
CREATE INDEX sign_in_event_way ON sign_in_event (registry_id, way, id);

-- Wrong guesses of any secret that can be guessed, wherever it is tried, counted over all servers.
-- key_hash: of a secret, of a network, or of both. proven_at: when its owner last came in from
-- there.
CREATE TABLE sign_in_failure (
  key_hash   TEXT PRIMARY KEY,
  failures   INTEGER NOT NULL,
  until      BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  proven_at  BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX sign_in_failure_age ON sign_in_failure (updated_at);

-- A group of a provider is known by the provider's issuer (without a slash at its end) and its name;
-- an empty issuer stands for the primary provider of a registry that has none yet. identity is what
-- must be unique in the registry: "issuer name", or "local name" for groups whose members are here.
-- ldap_group_dn is shown as it was given, and means nothing.
CREATE TABLE user_group (
  id            ${id},
  registry_id   TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  identity      TEXT NOT NULL,
  type          INTEGER NOT NULL,
  created_at    BIGINT NOT NULL,
  name          TEXT NOT NULL DEFAULT '',
  issuer        TEXT NOT NULL DEFAULT '',
  ldap_group_dn TEXT NOT NULL DEFAULT '',
  UNIQUE (registry_id, identity)
);
CREATE INDEX user_group_name ON user_group (registry_id, name);

-- Members of groups that are kept here; those of a provider's groups are known by the provider
-- only.
CREATE TABLE user_group_member (
  group_id BIGINT NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
  user_id  BIGINT NOT NULL REFERENCES registry_user (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX user_group_member_user ON user_group_member (user_id, group_id);

-- Roles of a registry's own making: a JSON list of permissions such as "repository:pull".
CREATE TABLE custom_role (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  permissions TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  UNIQUE (registry_id, name)
);

-- ---------------------------------------------------------------- projects and rights in them
-- storage_limit: what it may hold, in bytes; -1 for as much as the registry's plan allows.
CREATE TABLE project (
  id            ${id},
  registry_id   TEXT NOT NULL REFERENCES registry (id),
  name          TEXT NOT NULL,
  public        INTEGER NOT NULL,
  owner_id      BIGINT,
  owner_name    TEXT NOT NULL DEFAULT '',
  created_at    BIGINT NOT NULL,
  updated_at    BIGINT NOT NULL,
  storage_limit BIGINT NOT NULL DEFAULT -1,
  UNIQUE (registry_id, name)
);

-- Harbor's project metadata besides who may read the project.
CREATE TABLE project_metadata (
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  name       TEXT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (project_id, name)
);

-- Vulnerabilities that a project accepts, or the registry, where project_id is null. cves: their
-- names, a line each; expires_at: seconds since 1970, null for no end.
CREATE TABLE cve_allowlist (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  project_id  BIGINT REFERENCES project (id) ON DELETE CASCADE,
  cves        TEXT NOT NULL,
  expires_at  BIGINT,
  changed_at  BIGINT NOT NULL
);
CREATE UNIQUE INDEX cve_allowlist_of_project ON cve_allowlist (project_id);
CREATE UNIQUE INDEX cve_allowlist_of_registry ON cve_allowlist (registry_id)
  WHERE project_id IS NULL;

-- A membership may be of a role of the registry's own making, and only for the repositories whose
-- names fit a pattern.
CREATE TABLE project_member (
  id                 ${id},
  project_id         BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  user_id            BIGINT REFERENCES registry_user (id) ON DELETE CASCADE,
  group_id           BIGINT REFERENCES user_group (id) ON DELETE CASCADE,
  role               INTEGER NOT NULL,
  created_at         BIGINT NOT NULL,
  custom_role_id     BIGINT REFERENCES custom_role (id),
  repository_pattern TEXT,
  UNIQUE (project_id, user_id),
  UNIQUE (project_id, group_id),
  CHECK ((user_id IS NULL) <> (group_id IS NULL))
);
CREATE INDEX project_member_user ON project_member (user_id, project_id);
CREATE INDEX project_member_group ON project_member (group_id, project_id);
CREATE INDEX project_member_custom_role ON project_member (custom_role_id);

-- Accounts of programs. login is what stands behind the registry's prefix: "name", or
-- "project+name". credential_generation: raised whenever a robot's secret is replaced or a trust of
-- it ends; registry tokens name the number they were got under and are void when it has moved on.
CREATE TABLE robot (
  id                    ${id},
  registry_id           TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  project_id            BIGINT REFERENCES project (id) ON DELETE CASCADE,
  login                 TEXT NOT NULL,
  description           TEXT NOT NULL DEFAULT '',
  disabled              INTEGER NOT NULL DEFAULT 0,
  duration_days         BIGINT NOT NULL,
  expires_at            BIGINT,
  permissions           TEXT NOT NULL,
  secret_hash           TEXT NOT NULL,
  previous_secret_hash  TEXT,
  previous_until        BIGINT,
  creator_type          TEXT NOT NULL,
  creator_id            BIGINT NOT NULL,
  created_at            BIGINT NOT NULL,
  updated_at            BIGINT NOT NULL,
  last_used_at          BIGINT,
  credential_generation BIGINT NOT NULL DEFAULT 0,
  UNIQUE (registry_id, login)
);
CREATE INDEX robot_project ON robot (project_id, login);
CREATE INDEX robot_expiry ON robot (expires_at);

-- Whose ID tokens prove that a program is a robot. Claims: JSON object from claim to value; jwks:
-- the issuer's keys, null to read them where the issuer publishes them.
CREATE TABLE robot_trust (
  id         ${id},
  robot_id   BIGINT NOT NULL REFERENCES robot (id) ON DELETE CASCADE,
  issuer     TEXT NOT NULL,
  audience   TEXT NOT NULL,
  claims     TEXT NOT NULL,
  jwks       TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX robot_trust_robot ON robot_trust (robot_id, id);

-- The projects that system-level robots, limited access tokens and programs that wait at a browser
-- are for, by id: what was given for a project goes with it, and another project of the same name
-- later has none of it. The names that were written beside the rights stay, and count only together
-- with a row here; names without a project are of no meaning.
CREATE TABLE project_of_robot (
  robot_id   BIGINT NOT NULL REFERENCES robot (id) ON DELETE CASCADE,
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  PRIMARY KEY (robot_id, project_id)
);
CREATE INDEX project_of_robot_project ON project_of_robot (project_id);

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
CREATE INDEX access_token_end ON access_token (expires_at);

CREATE TABLE project_of_access_token (
  token_id   BIGINT NOT NULL REFERENCES access_token (id) ON DELETE CASCADE,
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  PRIMARY KEY (token_id, project_id)
);
CREATE INDEX project_of_access_token_project ON project_of_access_token (project_id);

-- Programs that wait for somebody to let them in at a browser (RFC 8628). Projects: JSON list of
-- names, null for all. State: WAITING, APPROVED, DENIED; an approved one is gone once it was used.
CREATE TABLE device_login (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  device_hash TEXT NOT NULL UNIQUE,
  user_hash   TEXT NOT NULL,
  client      TEXT NOT NULL,
  device      TEXT NOT NULL,
  level       TEXT NOT NULL,
  projects    TEXT,
  lifetime    BIGINT NOT NULL,
  address     TEXT NOT NULL,
  agent       TEXT NOT NULL,
  state       TEXT NOT NULL,
  user_id     BIGINT REFERENCES registry_user (id) ON DELETE CASCADE,
  pause       BIGINT NOT NULL,
  polled_at   BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  expires_at  BIGINT NOT NULL,
  UNIQUE (registry_id, user_hash)
);
CREATE INDEX device_login_address ON device_login (registry_id, address);
CREATE INDEX device_login_age ON device_login (expires_at);

CREATE TABLE project_of_device_login (
  login_id   BIGINT NOT NULL REFERENCES device_login (id) ON DELETE CASCADE,
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  PRIMARY KEY (login_id, project_id)
);
CREATE INDEX project_of_device_login_project ON project_of_device_login (project_id);

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

-- Where a registry's administrators want its events besides. kind: SYSLOG_UDP, SYSLOG_TCP, SYSLOG_TLS
-- or HTTP. certificates: PEM of the authorities that count. auth_sealed: the header Authorization.
CREATE TABLE audit_target (
  id           ${id},
  registry_id  TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  name         TEXT NOT NULL,
  kind         TEXT NOT NULL,
  address      TEXT NOT NULL,
  verify_cert  INTEGER NOT NULL,
  certificates TEXT NOT NULL,
  auth_sealed  ${bytes},
  enabled      INTEGER NOT NULL,
  created_at   BIGINT NOT NULL,
  updated_at   BIGINT NOT NULL,
  UNIQUE (registry_id, name)
);

-- ---------------------------------------------------------------- messages to others
-- Messages to receivers that owners named, written together with what they tell of. registry_id is no
-- reference: what a registry said last is sent when it is gone, and the control plane has a UUID of
-- zeros. Of one kind, owner and target is one receiver; its messages of one lane follow one another.
-- event_id: what a receiver knows a message again by. due_at: when it may be sent next; while one
-- server sends it, when another may take it up. content: what is known of the event, as JSON.
CREATE TABLE outbox (
  id          ${id},
  registry_id TEXT NOT NULL,
  kind        TEXT NOT NULL,
  owner_id    BIGINT NOT NULL,
  target      INTEGER NOT NULL,
  lane        TEXT NOT NULL,
  event_id    TEXT NOT NULL,
  event_type  TEXT NOT NULL,
  content     TEXT NOT NULL,
  status      TEXT NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  problem     TEXT NOT NULL DEFAULT '',
  log         TEXT NOT NULL DEFAULT '',
  due_at      BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  sent_at     BIGINT,
  ended_at    BIGINT
);
CREATE INDEX outbox_waiting ON outbox (kind, owner_id, registry_id, target, lane, id)
  WHERE status = 'PENDING';
CREATE INDEX outbox_owner ON outbox (registry_id, kind, owner_id, id);
CREATE INDEX outbox_ended ON outbox (ended_at) WHERE status <> 'PENDING';

-- Receivers that have or had messages. failures: how often in a row one could not be reached;
-- resume_at: when it is asked again.
CREATE TABLE outbox_receiver (
  registry_id TEXT NOT NULL,
  kind        TEXT NOT NULL,
  owner_id    BIGINT NOT NULL,
  target      INTEGER NOT NULL,
  failures    INTEGER NOT NULL DEFAULT 0,
  resume_at   BIGINT NOT NULL DEFAULT 0,
  failing_at  BIGINT,
  problem     TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (registry_id, kind, owner_id, target)
);

-- Harbor's webhook policies of projects; project_id is null for those of the registry, which are for
-- all its projects. event_types: names separated by commas; targets_sealed: JSON, with what
-- authorizes this server there. secret_sealed: signs what is sent; previous_sealed: the one before,
-- which signs too until previous_until.
CREATE TABLE webhook_policy (
  id                 ${id},
  registry_id        TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  project_id         BIGINT REFERENCES project (id) ON DELETE CASCADE,
  name               TEXT NOT NULL,
  description        TEXT NOT NULL,
  enabled            INTEGER NOT NULL,
  event_types        TEXT NOT NULL,
  targets_sealed     ${bytes} NOT NULL,
  repository_pattern TEXT NOT NULL,
  tag_pattern        TEXT NOT NULL,
  secret_sealed      ${bytes},
  previous_sealed    ${bytes},
  previous_until     BIGINT,
  created_at         BIGINT NOT NULL,
  updated_at         BIGINT NOT NULL,
  UNIQUE (project_id, name)
);
CREATE UNIQUE INDEX webhook_policy_of_registry ON webhook_policy (registry_id, name)
  WHERE project_id IS NULL;
CREATE INDEX webhook_policy_enabled ON webhook_policy (enabled, registry_id, project_id);

-- ---------------------------------------------------------------- content
-- first_pushed_at: when its first manifest came. Until then a push may be on its way, and nobody is
-- shown the repository.
CREATE TABLE repository (
  id              ${id},
  registry_id     TEXT NOT NULL REFERENCES registry (id),
  project_id      BIGINT NOT NULL REFERENCES project (id),
  name            TEXT ${bytewise} NOT NULL,
  description     TEXT NOT NULL DEFAULT '',
  pull_count      BIGINT NOT NULL DEFAULT 0,
  created_at      BIGINT NOT NULL,
  updated_at      BIGINT NOT NULL,
  first_pushed_at BIGINT,
  UNIQUE (registry_id, name)
);
CREATE INDEX repository_project ON repository (project_id, name);
CREATE INDEX repository_unpushed ON repository (created_at) WHERE first_pushed_at IS NULL;

-- Bytes on stable storage, in each store once for all of its registries. store: as in registry.
-- removing_at: set while a file is being taken away; nobody may link the blob then. The value is the
-- proof of who does it. damaged_at: the bytes are gone or wrong, until they are pushed again.
-- object_key: what the store calls the bytes, empty where it finds them by the digest.
CREATE TABLE blob (
  store       TEXT NOT NULL DEFAULT '',
  digest      TEXT ${bytewise} NOT NULL,
  object_key  TEXT NOT NULL DEFAULT '',
  size        BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  touched_at  BIGINT NOT NULL,
  removing_at BIGINT,
  damaged_at  BIGINT,
  damage      TEXT,
  PRIMARY KEY (store, digest)
) ${keyed};
CREATE INDEX blob_removing ON blob (removing_at) WHERE removing_at IS NOT NULL;
CREATE UNIQUE INDEX blob_object ON blob (object_key) WHERE object_key <> '';
CREATE INDEX blob_damaged ON blob (damaged_at) WHERE damaged_at IS NOT NULL;

-- What a repository may see: the only way to a blob. store: its registry's. leased_until: a link
-- that no manifest needs yet is kept until its lease is over.
CREATE TABLE repository_blob (
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  store         TEXT NOT NULL DEFAULT '',
  digest        TEXT ${bytewise} NOT NULL,
  linked_at     BIGINT NOT NULL,
  leased_until  BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (repository_id, digest),
  FOREIGN KEY (store, digest) REFERENCES blob (store, digest)
) ${keyed};
CREATE INDEX repository_blob_digest ON repository_blob (digest, repository_id);

-- A manifest has two names: the digest it was first pushed with, and the one of the other
-- algorithm. touched_at: the last push of it, or when its last tag left it. leased_until: until
-- when it is kept because somebody who may push was told that it is there.
CREATE TABLE manifest (
  id                ${id},
  repository_id     BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  digest            TEXT ${bytewise} NOT NULL,
  media_type        TEXT NOT NULL,
  artifact_type     TEXT,
  config_media_type TEXT,
  subject_digest    TEXT ${bytewise},
  annotations       TEXT NOT NULL,
  size              BIGINT NOT NULL,
  total_size        BIGINT NOT NULL,
  content           ${bytes} NOT NULL,
  pushed_at         BIGINT NOT NULL,
  pulled_at         BIGINT,
  other_digest      TEXT ${bytewise},
  touched_at        BIGINT NOT NULL DEFAULT 0,
  damaged_at        BIGINT,
  leased_until      BIGINT NOT NULL DEFAULT 0,
  UNIQUE (repository_id, digest)
);
CREATE INDEX manifest_subject ON manifest (repository_id, subject_digest, digest);
CREATE UNIQUE INDEX manifest_other_digest ON manifest (repository_id, other_digest);

-- What a manifest points at: config, layer, child manifest or blob child of an index.
-- repository_id: whether a repository needs a blob is one look-up, however many others need it too.
CREATE TABLE manifest_reference (
  manifest_id   BIGINT NOT NULL REFERENCES manifest (id) ON DELETE CASCADE,
  digest        TEXT ${bytewise} NOT NULL,
  position      INTEGER NOT NULL,
  repository_id BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (manifest_id, position)
) ${keyed};
CREATE INDEX manifest_reference_digest ON manifest_reference (repository_id, digest, manifest_id);

-- digest: the one it was pushed with, where it is not the manifest's first one. subject_digest: of
-- whom the manifest is an accessory, where the tag's name says so as cosign writes it.
CREATE TABLE tag (
  id             ${id},
  repository_id  BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  name           TEXT ${bytewise} NOT NULL,
  manifest_id    BIGINT NOT NULL REFERENCES manifest (id) ON DELETE CASCADE,
  pushed_at      BIGINT NOT NULL,
  pulled_at      BIGINT,
  digest         TEXT ${bytewise},
  subject_digest TEXT ${bytewise},
  UNIQUE (repository_id, name)
);
CREATE INDEX tag_manifest ON tag (manifest_id, name);
CREATE INDEX tag_subject ON tag (repository_id, subject_digest) WHERE subject_digest IS NOT NULL;


-- With which people mark artifacts: of a project, or of the whole registry where project_id is null.
CREATE TABLE label (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  project_id  BIGINT REFERENCES project (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  description TEXT NOT NULL,
  color       TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  UNIQUE (project_id, name)
);
CREATE UNIQUE INDEX label_of_registry ON label (registry_id, name) WHERE project_id IS NULL;
CREATE INDEX label_registry ON label (registry_id, id);

CREATE TABLE artifact_label (
  manifest_id BIGINT NOT NULL REFERENCES manifest (id) ON DELETE CASCADE,
  label_id    BIGINT NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  created_at  BIGINT NOT NULL,
  PRIMARY KEY (manifest_id, label_id)
);
CREATE INDEX artifact_label_label ON artifact_label (label_id);

-- ---------------------------------------------------------------- the trash
-- What was deleted and can come back until expires_at. kind: an artifact with all that went with it,
-- a repository, or a tag alone. digest: of the artifact that was deleted, or that the tag was at; null
-- with a repository. artifacts, size: how many manifests came in, and their bytes with their blobs'.
CREATE TABLE trash (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  project_id  BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  repository  TEXT ${bytewise} NOT NULL,
  description TEXT NOT NULL,
  kind        TEXT NOT NULL,
  digest      TEXT ${bytewise},
  reason      TEXT NOT NULL,
  deleted_by  TEXT NOT NULL,
  deleted_at  BIGINT NOT NULL,
  expires_at  BIGINT NOT NULL,
  artifacts   BIGINT NOT NULL DEFAULT 0,
  size        BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX trash_project ON trash (project_id, id);
CREATE INDEX trash_registry ON trash (registry_id, id);
CREATE INDEX trash_place ON trash (registry_id, repository, digest);
CREATE INDEX trash_end ON trash (expires_at);

-- Manifests as their rows were.
CREATE TABLE trash_manifest (
  id                ${id},
  trash_id          BIGINT NOT NULL REFERENCES trash (id) ON DELETE CASCADE,
  digest            TEXT ${bytewise} NOT NULL,
  other_digest      TEXT ${bytewise},
  media_type        TEXT NOT NULL,
  artifact_type     TEXT,
  config_media_type TEXT,
  subject_digest    TEXT ${bytewise},
  annotations       TEXT NOT NULL,
  size              BIGINT NOT NULL,
  total_size        BIGINT NOT NULL,
  content           ${bytes} NOT NULL,
  pushed_at         BIGINT NOT NULL,
  pulled_at         BIGINT,
  UNIQUE (trash_id, digest)
);

CREATE TABLE trash_reference (
  trash_manifest_id BIGINT NOT NULL REFERENCES trash_manifest (id) ON DELETE CASCADE,
  position          INTEGER NOT NULL,
  digest            TEXT ${bytewise} NOT NULL,
  PRIMARY KEY (trash_manifest_id, position)
) ${keyed};

-- digest: of the manifest that the tag was at; shown_digest: the one it was pushed with, where that is
-- another.
CREATE TABLE trash_tag (
  trash_id       BIGINT NOT NULL REFERENCES trash (id) ON DELETE CASCADE,
  digest         TEXT ${bytewise} NOT NULL,
  name           TEXT ${bytewise} NOT NULL,
  shown_digest   TEXT ${bytewise},
  subject_digest TEXT ${bytewise},
  pushed_at      BIGINT NOT NULL,
  pulled_at      BIGINT,
  PRIMARY KEY (trash_id, digest, name)
) ${keyed};

CREATE TABLE trash_label (
  trash_id BIGINT NOT NULL REFERENCES trash (id) ON DELETE CASCADE,
  digest   TEXT ${bytewise} NOT NULL,
  label_id BIGINT NOT NULL REFERENCES label (id) ON DELETE CASCADE,
  PRIMARY KEY (trash_id, digest, label_id)
) ${keyed};
CREATE INDEX trash_label_label ON trash_label (label_id);

-- What keeps bytes from the collector, and in the figures of the registry's plan: the blobs and the
-- manifests of what is in the trash.
CREATE TABLE trash_blob (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  digest      TEXT ${bytewise} NOT NULL,
  trash_id    BIGINT NOT NULL REFERENCES trash (id) ON DELETE CASCADE,
  size        BIGINT NOT NULL,
  PRIMARY KEY (registry_id, digest, trash_id)
) ${keyed};
CREATE INDEX trash_blob_digest ON trash_blob (digest);
CREATE INDEX trash_blob_trash ON trash_blob (trash_id, digest);

-- Which tags neither move nor go. A pattern that is null is none at all, and then the rule covers
-- nothing. excludes: it is for what the pattern does not fit. allow_delete: what it covers may go,
-- and still not move. duration: days from created_at on, 0 for no end.
CREATE TABLE immutable_rule (
  id                  ${id},
  project_id          BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  disabled            INTEGER NOT NULL,
  priority            INTEGER NOT NULL,
  repository_pattern  TEXT,
  repository_excludes INTEGER NOT NULL DEFAULT 0,
  tag_pattern         TEXT,
  tag_excludes        INTEGER NOT NULL DEFAULT 0,
  allow_delete        INTEGER NOT NULL DEFAULT 0,
  duration            INTEGER NOT NULL DEFAULT 0,
  created_at          BIGINT NOT NULL,
  updated_at          BIGINT NOT NULL
);
CREATE INDEX immutable_rule_project ON immutable_rule (project_id, id);

-- ---------------------------------------------------------------- what is held, and what happened
-- What a project holds, each digest once: refs counts the repositories that link the blob and the
-- manifests of that digest.
CREATE TABLE project_blob (
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  digest     TEXT ${bytewise} NOT NULL,
  size       BIGINT NOT NULL,
  refs       BIGINT NOT NULL,
  PRIMARY KEY (project_id, digest)
) ${keyed};

-- What a registry holds, each digest once: refs counts its projects that hold it.
CREATE TABLE registry_blob (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  digest      TEXT ${bytewise} NOT NULL,
  size        BIGINT NOT NULL,
  refs        BIGINT NOT NULL,
  PRIMARY KEY (registry_id, digest)
) ${keyed};

-- The sums of both, each in a few rows so that pushes side by side seldom meet in one.
CREATE TABLE project_usage (
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  shard      INTEGER NOT NULL,
  bytes      BIGINT NOT NULL,
  PRIMARY KEY (project_id, shard)
) ${keyed};

CREATE TABLE registry_usage (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  shard       INTEGER NOT NULL,
  bytes       BIGINT NOT NULL,
  PRIMARY KEY (registry_id, shard)
) ${keyed};

-- What each of several servers may set aside of the room of a project ("project 7") or a registry
-- ("registry abc") without asking. A share counts as used to all other servers until renewed_at is a
-- minute old. Nothing is written here on SQLite, whose file has one server.
CREATE TABLE quota_share (
  server     TEXT NOT NULL,
  scope      TEXT NOT NULL,
  bytes      BIGINT NOT NULL,
  renewed_at BIGINT NOT NULL,
  PRIMARY KEY (server, scope)
) ${keyed};
CREATE INDEX quota_share_scope ON quota_share (scope);

-- What a repository held when it was last measured, each digest once.
CREATE TABLE repository_size (
  repository_id BIGINT PRIMARY KEY REFERENCES repository (id) ON DELETE CASCADE,
  registry_id   TEXT NOT NULL,
  project_id    BIGINT NOT NULL,
  bytes         BIGINT NOT NULL
);
CREATE INDEX repository_size_registry ON repository_size (registry_id, bytes, repository_id);
CREATE INDEX repository_size_project ON repository_size (project_id, bytes, repository_id);

-- What happened on a day, counted from 1970-01-01 in UTC, and what was held at its end, in bytes. A
-- day without a row is one on which nothing happened and nothing changed.
CREATE TABLE project_day (
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  day        INTEGER NOT NULL,
  pulls      BIGINT NOT NULL,
  pushes     BIGINT NOT NULL,
  bytes      BIGINT NOT NULL,
  PRIMARY KEY (project_id, day)
);
CREATE INDEX project_day_day ON project_day (day);

-- The same for registries. Not the sum of their projects: those are deleted, and share blobs.
CREATE TABLE registry_day (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  day         INTEGER NOT NULL,
  pulls       BIGINT NOT NULL,
  pushes      BIGINT NOT NULL,
  bytes       BIGINT NOT NULL,
  PRIMARY KEY (registry_id, day)
);
CREATE INDEX registry_day_day ON registry_day (day);

-- ---------------------------------------------------------------- upkeep
-- Jobs that one server at a time does, as db-scheduler keeps them (its names and its times). version:
-- raised by whoever takes a run, and checked before each write of it.
CREATE TABLE job (
  task_name            TEXT NOT NULL,
  task_instance        TEXT NOT NULL,
  task_data            ${bytes},
  execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
  picked               BOOLEAN NOT NULL,
  picked_by            TEXT,
  last_success         TIMESTAMP WITH TIME ZONE,
  last_failure         TIMESTAMP WITH TIME ZONE,
  consecutive_failures INTEGER,
  last_heartbeat       TIMESTAMP WITH TIME ZONE,
  version              BIGINT NOT NULL,
  PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX job_due ON job (execution_time);
CREATE INDEX job_heartbeat ON job (last_heartbeat);

-- Candidates: what may be garbage, written by the transaction that made it so. Not tied to the rows
-- they speak of, which may go before them.
CREATE TABLE gc_link (
  repository_id BIGINT NOT NULL,
  digest        TEXT ${bytewise} NOT NULL,
  due_at        BIGINT NOT NULL,
  PRIMARY KEY (repository_id, digest)
) ${keyed};
CREATE INDEX gc_link_due ON gc_link (due_at);

CREATE TABLE gc_blob (
  store       TEXT NOT NULL DEFAULT '',
  digest      TEXT ${bytewise} NOT NULL,
  registry_id TEXT NOT NULL,
  due_at      BIGINT NOT NULL,
  PRIMARY KEY (store, digest)
) ${keyed};
CREATE INDEX gc_blob_due ON gc_blob (due_at);
CREATE INDEX gc_blob_registry ON gc_blob (registry_id, due_at);

-- Manifests whose subject was deleted. subject_other: the other digest of a subject that went: its
-- accessories' tags may name it by either.
CREATE TABLE gc_manifest (
  repository_id  BIGINT NOT NULL,
  digest         TEXT ${bytewise} NOT NULL,
  subject_digest TEXT ${bytewise} NOT NULL,
  due_at         BIGINT NOT NULL,
  subject_other  TEXT,
  PRIMARY KEY (repository_id, digest)
) ${keyed};
CREATE INDEX gc_manifest_due ON gc_manifest (due_at);

-- Runs of jobs. registry_id '' for all registries; type: Harbor's vendor type; vendor_id: the
-- policy's, -1 where a registry has one job of the type only; cause: Harbor's trigger. One goes on
-- from position when its server dies; fence: raised by whoever takes it up, and checked before each
-- write of its owner.
CREATE TABLE execution (
  id             ${id},
  registry_id    TEXT NOT NULL,
  project_id     BIGINT REFERENCES project (id) ON DELETE CASCADE,
  type           TEXT NOT NULL,
  vendor_id      BIGINT NOT NULL,
  cause          TEXT NOT NULL,
  started_by     TEXT NOT NULL,
  parameters     TEXT NOT NULL,
  status         TEXT NOT NULL,
  message        TEXT NOT NULL DEFAULT '',
  attributes     TEXT NOT NULL DEFAULT '{}',
  done           BIGINT NOT NULL DEFAULT 0,
  total          BIGINT NOT NULL DEFAULT 0,
  position       TEXT,
  log            TEXT NOT NULL DEFAULT '',
  stop_requested INTEGER NOT NULL DEFAULT 0,
  attempts       INTEGER NOT NULL DEFAULT 0,
  fence          BIGINT NOT NULL DEFAULT 0,
  beat_at        BIGINT,
  created_at     BIGINT NOT NULL,
  updated_at     BIGINT NOT NULL,
  started_at     BIGINT,
  ended_at       BIGINT
);
CREATE INDEX execution_vendor ON execution (registry_id, type, vendor_id, id);
CREATE INDEX execution_registry ON execution (registry_id, id);
CREATE INDEX execution_project ON execution (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX execution_open ON execution (registry_id, id) WHERE ended_at IS NULL;
CREATE INDEX execution_ended ON execution (ended_at);

-- Parts of an execution; name: what it is about.
CREATE TABLE task (
  id           ${id},
  execution_id BIGINT NOT NULL REFERENCES execution (id) ON DELETE CASCADE,
  name         TEXT NOT NULL,
  status       TEXT NOT NULL,
  attributes   TEXT NOT NULL DEFAULT '{}',
  log          TEXT NOT NULL DEFAULT '',
  started_at   BIGINT NOT NULL,
  ended_at     BIGINT
);
CREATE INDEX task_execution ON task (execution_id, id);

-- When executions of a vendor are asked for without anybody asking.
CREATE TABLE schedule (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  project_id  BIGINT REFERENCES project (id) ON DELETE CASCADE,
  type        TEXT NOT NULL,
  vendor_id   BIGINT NOT NULL,
  kind        TEXT NOT NULL,
  cron        TEXT NOT NULL,
  parameters  TEXT NOT NULL,
  next_at     BIGINT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL,
  UNIQUE (registry_id, type, vendor_id)
);
CREATE INDEX schedule_next ON schedule (next_at);
CREATE INDEX schedule_project ON schedule (project_id) WHERE project_id IS NOT NULL;

-- Queues of jobs that an administrator holds up: a type, or SCHEDULER for all schedules.
CREATE TABLE paused_queue (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  queue       TEXT NOT NULL,
  PRIMARY KEY (registry_id, queue)
);

-- Which tags are kept; project_id: null for all projects of the registry that have no policy of
-- their own.
CREATE TABLE retention_policy (
  id          ${id},
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  project_id  BIGINT REFERENCES project (id) ON DELETE CASCADE,
  terms       TEXT NOT NULL,
  created_at  BIGINT NOT NULL,
  updated_at  BIGINT NOT NULL
);
CREATE UNIQUE INDEX retention_policy_project ON retention_policy
  (registry_id, coalesce(project_id, 0));

-- What runs of retention deleted and webhooks were not told of yet.
CREATE TABLE retention_note (
  id            ${id},
  policy_id     BIGINT NOT NULL REFERENCES retention_policy (id) ON DELETE CASCADE,
  repository_id BIGINT NOT NULL REFERENCES repository (id) ON DELETE CASCADE,
  name          TEXT NOT NULL,
  tag           TEXT NOT NULL,
  digest        TEXT ${bytewise} NOT NULL
);
CREATE INDEX retention_note_policy ON retention_note (policy_id, repository_id, id);
CREATE INDEX retention_note_repository ON retention_note (repository_id);

-- What executions that collect garbage freed.
CREATE TABLE gc_run (
  execution_id BIGINT PRIMARY KEY REFERENCES execution (id) ON DELETE CASCADE,
  manifests    BIGINT NOT NULL DEFAULT 0,
  links        BIGINT NOT NULL DEFAULT 0,
  blobs        BIGINT NOT NULL DEFAULT 0,
  bytes        BIGINT NOT NULL DEFAULT 0
);

-- One row per kind of content: how far the check of all stored bytes has come.
CREATE TABLE scrub (
  kind       TEXT PRIMARY KEY,
  position   TEXT NOT NULL,
  started_at BIGINT,
  ended_at   BIGINT,
  checked    BIGINT NOT NULL,
  bytes      BIGINT NOT NULL,
  damaged    BIGINT NOT NULL
);
INSERT INTO scrub (kind, position, checked, bytes, damaged)
VALUES ('BLOB', '', 0, 0, 0), ('MANIFEST', '', 0, 0, 0);

-- What each writing transaction changed, for other servers on the same PostgreSQL; nothing is
-- written here on SQLite, whose file has one server. id: the transaction's number; changed: names
-- of tables, a blank between; at: seconds since 1970.
CREATE TABLE table_change (
  id BIGINT PRIMARY KEY,
  changed TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX table_change_at ON table_change (at);
