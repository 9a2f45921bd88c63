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
INSERT INTO project_of_robot (robot_id, project_id)
SELECT r.id, p.id FROM robot r JOIN project p ON p.registry_id = r.registry_id
WHERE p.id = r.project_id OR (r.project_id IS NULL AND p.created_at <= r.updated_at
  AND r.permissions LIKE '%"namespace":"' || replace(p.name, '_', '!_') || '"%' ESCAPE '!');

CREATE TABLE project_of_access_token (
  token_id   BIGINT NOT NULL REFERENCES access_token (id) ON DELETE CASCADE,
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  PRIMARY KEY (token_id, project_id)
);
CREATE INDEX project_of_access_token_project ON project_of_access_token (project_id);
INSERT INTO project_of_access_token (token_id, project_id)
SELECT t.id, p.id FROM access_token t JOIN project p ON p.registry_id = t.registry_id
WHERE p.created_at <= t.created_at
  AND t.projects LIKE '%"' || replace(p.name, '_', '!_') || '"%' ESCAPE '!';

CREATE TABLE project_of_device_login (
  login_id   BIGINT NOT NULL REFERENCES device_login (id) ON DELETE CASCADE,
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  PRIMARY KEY (login_id, project_id)
);
CREATE INDEX project_of_device_login_project ON project_of_device_login (project_id);
-- Those that wait are begun anew: within ten minutes none of them is left.
DELETE FROM device_login;
