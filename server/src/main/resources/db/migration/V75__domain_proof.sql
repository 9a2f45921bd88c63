-- When a name was shown to be its registry's, and by which record; 0 and none for names that were
-- taken before that was asked.
ALTER TABLE registry_domain ADD COLUMN proven_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE registry_domain ADD COLUMN challenge TEXT;

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
