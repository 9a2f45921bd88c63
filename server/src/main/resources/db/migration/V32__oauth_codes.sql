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

-- Which code a token came from: when the code comes twice, its tokens end.
ALTER TABLE oauth_token ADD COLUMN code_hash TEXT;
CREATE INDEX oauth_token_code ON oauth_token (code_hash);
