-- Refresh tokens of the authorization code flow (RFC 6749 section 6), each good once. A used one is
-- kept until it expires, so that a second use is noticed. code_hash: the code all of them came from.
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
