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
