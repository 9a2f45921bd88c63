-- What happened on a day, counted from 1970-01-01 in UTC, and what was held at its end, in bytes. A
-- day without a row is one on which nothing happened and nothing changed.
CREATE TABLE project_day (
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  day        INTEGER NOT NULL,
  pulls      BIGINT NOT NULL,
  pushes     BIGINT NOT NULL,
  bytes      BIGINT NOT NULL,
  PRIMARY KEY (project_id, day)
);
CREATE INDEX project_day_day ON project_day (day);

-- The same for registries. Not the sum of their projects: those are deleted, and share blobs.
CREATE TABLE registry_day (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  day         INTEGER NOT NULL,
  pulls       BIGINT NOT NULL,
  pushes      BIGINT NOT NULL,
  bytes       BIGINT NOT NULL,
  PRIMARY KEY (registry_id, day)
);
CREATE INDEX registry_day_day ON registry_day (day);

-- What a repository held when it was last measured, each digest once.
CREATE TABLE repository_size (
  repository_id BIGINT PRIMARY KEY REFERENCES repository (id) ON DELETE CASCADE,
  registry_id   TEXT NOT NULL,
  project_id    BIGINT NOT NULL,
  bytes         BIGINT NOT NULL
);
CREATE INDEX repository_size_registry ON repository_size (registry_id, bytes, repository_id);
CREATE INDEX repository_size_project ON repository_size (project_id, bytes, repository_id);
