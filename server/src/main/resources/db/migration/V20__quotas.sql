-- What a project may hold, in bytes; -1 for as much as the registry's plan allows. New projects get
-- their registry's storage_per_project.
ALTER TABLE project ADD COLUMN storage_limit BIGINT NOT NULL DEFAULT -1;
ALTER TABLE registry ADD COLUMN storage_per_project BIGINT NOT NULL DEFAULT -1;

-- What a project holds, each digest once: refs counts the repositories that link the blob and the
-- manifests of that digest.
CREATE TABLE project_blob (
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  digest     TEXT NOT NULL,
  size       BIGINT NOT NULL,
  refs       BIGINT NOT NULL,
  PRIMARY KEY (project_id, digest)
);

-- What a registry holds, each digest once: refs counts its projects that hold it.
CREATE TABLE registry_blob (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  digest      TEXT NOT NULL,
  size        BIGINT NOT NULL,
  refs        BIGINT NOT NULL,
  PRIMARY KEY (registry_id, digest)
);

-- The sums of both, each in a few rows so that pushes side by side seldom meet in one.
CREATE TABLE project_usage (
  project_id BIGINT NOT NULL REFERENCES project (id) ON DELETE CASCADE,
  shard      INTEGER NOT NULL,
  bytes      BIGINT NOT NULL,
  PRIMARY KEY (project_id, shard)
);

CREATE TABLE registry_usage (
  registry_id TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE,
  shard       INTEGER NOT NULL,
  bytes       BIGINT NOT NULL,
  PRIMARY KEY (registry_id, shard)
);

INSERT INTO project_blob (project_id, digest, size, refs)
SELECT r.project_id, held.digest, max(held.size), count(*)
FROM (SELECT l.repository_id, l.digest, b.size FROM repository_blob l JOIN blob b ON b.digest = l.digest
      UNION ALL
      SELECT m.repository_id, m.digest, m.size FROM manifest m) held
JOIN repository r ON r.id = held.repository_id
GROUP BY r.project_id, held.digest;

INSERT INTO registry_blob (registry_id, digest, size, refs)
SELECT p.registry_id, b.digest, max(b.size), count(*)
FROM project_blob b JOIN project p ON p.id = b.project_id
GROUP BY p.registry_id, b.digest;

INSERT INTO project_usage (project_id, shard, bytes)
SELECT project_id, 0, sum(size) FROM project_blob GROUP BY project_id;

INSERT INTO registry_usage (registry_id, shard, bytes)
SELECT registry_id, 0, sum(size) FROM registry_blob GROUP BY registry_id;
