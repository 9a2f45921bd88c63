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
CREATE INDEX access_token_end ON access_token (expires_at);
