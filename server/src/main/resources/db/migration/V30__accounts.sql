-- Ways into the control plane: sessions, second factors, consumer keys asked for, members of projects.
ALTER TABLE account ADD COLUMN administrator INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN disabled_at BIGINT;
ALTER TABLE account ADD COLUMN password_changed_at BIGINT;
UPDATE account SET administrator = 1 WHERE id = (SELECT min(id) FROM account);

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

-- One authenticator per account. last_step: the time step of the last code taken, never taken again.
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

-- Failed sign-ins by what they tried: an account's name, alone and with the address it came from.
CREATE TABLE sign_in_lock (
  subject_hash TEXT PRIMARY KEY,
  failures     INTEGER NOT NULL,
  failed_at    BIGINT NOT NULL,
  locked_until BIGINT NOT NULL
);
CREATE INDEX sign_in_lock_age ON sign_in_lock (failed_at);

-- A consumer key somebody has yet to accept is found by the token of its validation page.
ALTER TABLE credential ADD COLUMN redirection TEXT;
ALTER TABLE credential ADD COLUMN token_hash TEXT;
CREATE UNIQUE INDEX credential_token ON credential (token_hash);

CREATE TABLE cloud_project_member (
  cloud_project_id TEXT NOT NULL REFERENCES cloud_project (id) ON DELETE CASCADE,
  account_id       BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  role             TEXT NOT NULL,
  created_at       BIGINT NOT NULL,
  PRIMARY KEY (cloud_project_id, account_id)
);
CREATE INDEX cloud_project_member_account ON cloud_project_member (account_id, cloud_project_id);
INSERT INTO cloud_project_member (cloud_project_id, account_id, role, created_at)
  SELECT id, account_id, 'owner', created_at FROM cloud_project;
