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

-- A membership may be of such a role, and only for the repositories whose names fit a pattern.
ALTER TABLE project_member ADD COLUMN custom_role_id BIGINT REFERENCES custom_role (id);
ALTER TABLE project_member ADD COLUMN repository_pattern TEXT;
CREATE INDEX project_member_custom_role ON project_member (custom_role_id);

-- When somebody was last seen, to within a quarter of an hour.
ALTER TABLE registry_user ADD COLUMN last_seen_at BIGINT;
