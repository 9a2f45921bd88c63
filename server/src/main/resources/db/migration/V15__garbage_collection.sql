-- A link that no manifest needs yet is kept until its lease is over.
ALTER TABLE repository_blob ADD COLUMN leased_until BIGINT NOT NULL DEFAULT 0;
UPDATE repository_blob SET leased_until = linked_at + 7200000000;

-- removing_at: set while a file is being taken away; nobody may link the blob then. The value is the
-- proof of who does it. damaged_at: the bytes are gone or wrong, until they are pushed again.
ALTER TABLE blob ADD COLUMN removing_at BIGINT;
ALTER TABLE blob ADD COLUMN damaged_at BIGINT;
ALTER TABLE blob ADD COLUMN damage TEXT;
CREATE INDEX blob_removing ON blob (removing_at) WHERE removing_at IS NOT NULL;
CREATE INDEX blob_damaged ON blob (damaged_at) WHERE damaged_at IS NOT NULL;

-- touched_at: the last push of it, or when its last tag left it.
ALTER TABLE manifest ADD COLUMN touched_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE manifest ADD COLUMN damaged_at BIGINT;
UPDATE manifest SET touched_at = pushed_at;

-- Whether a repository needs a blob is one look-up, however many others need it too.
ALTER TABLE manifest_reference ADD COLUMN repository_id BIGINT NOT NULL DEFAULT 0;
UPDATE manifest_reference SET repository_id =
  (SELECT m.repository_id FROM manifest m WHERE m.id = manifest_reference.manifest_id);
DROP INDEX manifest_reference_digest;
CREATE INDEX manifest_reference_digest ON manifest_reference (repository_id, digest);

-- Candidates: what may be garbage, written by the transaction that made it so. Not tied to the rows
-- they speak of, which may go before them.
CREATE TABLE gc_link (
  repository_id BIGINT NOT NULL,
  digest        TEXT NOT NULL,
  due_at        BIGINT NOT NULL,
  PRIMARY KEY (repository_id, digest)
);
CREATE INDEX gc_link_due ON gc_link (due_at);

CREATE TABLE gc_blob (
  digest      TEXT PRIMARY KEY,
  registry_id TEXT NOT NULL,
  due_at      BIGINT NOT NULL
);
CREATE INDEX gc_blob_due ON gc_blob (due_at);
CREATE INDEX gc_blob_registry ON gc_blob (registry_id, due_at);

-- Manifests whose subject was deleted.
CREATE TABLE gc_manifest (
  repository_id  BIGINT NOT NULL,
  digest         TEXT NOT NULL,
  subject_digest TEXT NOT NULL,
  due_at         BIGINT NOT NULL,
  PRIMARY KEY (repository_id, digest)
);
CREATE INDEX gc_manifest_due ON gc_manifest (due_at);

INSERT INTO gc_link (repository_id, digest, due_at)
SELECT l.repository_id, l.digest, l.leased_until FROM repository_blob l
WHERE NOT EXISTS (SELECT 1 FROM manifest_reference x
                  WHERE x.repository_id = l.repository_id AND x.digest = l.digest);
INSERT INTO gc_blob (digest, registry_id, due_at)
SELECT b.digest, '', b.touched_at FROM blob b
WHERE NOT EXISTS (SELECT 1 FROM repository_blob l WHERE l.digest = b.digest);

-- Every run that was asked for or did something; registry_id '' for all registries. A run goes on
-- from position when its server dies.
CREATE TABLE gc_run (
  id               ${id},
  registry_id      TEXT NOT NULL,
  kind             TEXT NOT NULL,
  started_by       TEXT NOT NULL,
  delete_untagged  INTEGER NOT NULL,
  untagged_age     BIGINT NOT NULL,
  dry_run          INTEGER NOT NULL,
  workers          INTEGER NOT NULL,
  status           TEXT NOT NULL,
  stop_requested   INTEGER NOT NULL DEFAULT 0,
  position         BIGINT,
  manifests        BIGINT NOT NULL DEFAULT 0,
  links            BIGINT NOT NULL DEFAULT 0,
  blobs            BIGINT NOT NULL DEFAULT 0,
  bytes            BIGINT NOT NULL DEFAULT 0,
  log              TEXT NOT NULL DEFAULT '',
  created_at       BIGINT NOT NULL,
  started_at       BIGINT,
  ended_at         BIGINT,
  beat_at          BIGINT
);
CREATE INDEX gc_run_registry ON gc_run (registry_id, id);
CREATE INDEX gc_run_open ON gc_run (id) WHERE ended_at IS NULL;
CREATE INDEX gc_run_ended ON gc_run (ended_at);

-- When a registry's garbage is collected by itself, and how.
CREATE TABLE gc_schedule (
  registry_id     TEXT PRIMARY KEY REFERENCES registry (id) ON DELETE CASCADE,
  type            TEXT NOT NULL,
  cron            TEXT NOT NULL,
  delete_untagged INTEGER NOT NULL,
  untagged_age    BIGINT NOT NULL,
  dry_run         INTEGER NOT NULL,
  workers         INTEGER NOT NULL,
  next_at         BIGINT NOT NULL,
  created_at      BIGINT NOT NULL,
  updated_at      BIGINT NOT NULL
);
CREATE INDEX gc_schedule_next ON gc_schedule (next_at);

-- One row per kind of content: how far the check of all stored bytes has come.
CREATE TABLE scrub (
  kind       TEXT PRIMARY KEY,
  position   TEXT NOT NULL,
  started_at BIGINT,
  ended_at   BIGINT,
  checked    BIGINT NOT NULL,
  bytes      BIGINT NOT NULL,
  damaged    BIGINT NOT NULL
);
INSERT INTO scrub (kind, position, checked, bytes, damaged) VALUES ('BLOB', '', 0, 0, 0), ('MANIFEST', '', 0, 0, 0);
