-- Whether a registry was asked to have the public project "library" from the start.
ALTER TABLE registry ADD COLUMN library_wanted INTEGER NOT NULL DEFAULT 0;

-- When a registry's IP restrictions last changed, so that other servers read these only.
ALTER TABLE registry ADD COLUMN ip_restrictions_at BIGINT NOT NULL DEFAULT 0;
UPDATE registry SET ip_restrictions_at = updated_at
  WHERE id IN (SELECT registry_id FROM ip_restriction);
CREATE INDEX registry_ip_restrictions ON registry (ip_restrictions_at);

-- The keys of an application by age, those that wait for their answer apart.
CREATE INDEX credential_application ON credential (application_id, status, id);
