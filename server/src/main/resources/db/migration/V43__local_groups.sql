-- Members of groups that are kept here; those of a provider's groups are known by the provider only.
CREATE TABLE user_group_member (
  group_id BIGINT NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
  user_id  BIGINT NOT NULL REFERENCES registry_user (id) ON DELETE CASCADE,
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX user_group_member_user ON user_group_member (user_id, group_id);

-- Harbor's project metadata besides who may read the project.
CREATE TABLE project_metadata (
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  name       TEXT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (project_id, name)
);
