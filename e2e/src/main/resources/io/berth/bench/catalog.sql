-- Rows of :projects projects, each with 100 repositories of 100 images, as pushes leave them: a
-- config and five layers each, of which three are shared in the repository. Manifests are whole and
-- have their own digests; of blobs there are only rows.
CREATE UNLOGGED TABLE made AS
SELECT p.project, r.repository, i.image, (extract(epoch FROM now()) * 1000000)::bigint AS at,
  'sha256:f' || right(encode(sha256(format('c%s-%s-%s', p.project, r.repository, i.image)::bytea), 'hex'), 63) AS config,
  'sha256:f' || right(encode(sha256(format('4%s-%s-%s', p.project, r.repository, i.image)::bytea), 'hex'), 63) AS fourth,
  'sha256:f' || right(encode(sha256(format('5%s-%s-%s', p.project, r.repository, i.image)::bytea), 'hex'), 63) AS fifth,
  ARRAY(SELECT 'sha256:f' || right(encode(sha256(format('b%s-%s-%s', p.project, r.repository, k)::bytea), 'hex'), 63)
    FROM generate_series(1, 3) k) AS base
FROM generate_series(1, :projects) p (project), generate_series(1, 100) r (repository), generate_series(1, 100) i (image);

ALTER TABLE made ADD COLUMN content text;
UPDATE made SET content = format(
  '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":1000},"layers":[%s]}',
  config,
  (SELECT string_agg(format('{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":3000000}', layer), ',')
    FROM unnest(base || fourth || fifth) layer));

INSERT INTO project (registry_id, name, public, owner_name, created_at, updated_at)
SELECT (SELECT id FROM registry LIMIT 1), 'scale-' || project, 0, 'admin', at, at
FROM (SELECT project, min(at) AS at FROM made GROUP BY project) it;

INSERT INTO repository (registry_id, project_id, name, created_at, updated_at, first_pushed_at)
SELECT p.registry_id, p.id, p.name || '/app-' || r, p.created_at, p.created_at, p.created_at
FROM project p, generate_series(1, 100) r WHERE p.name LIKE 'scale-%';

ALTER TABLE made ADD COLUMN project_id bigint, ADD COLUMN repository_id bigint, ADD COLUMN digest text;
UPDATE made SET repository_id = r.id, project_id = r.project_id,
  digest = 'sha256:' || encode(sha256(convert_to(content, 'UTF8')), 'hex')
FROM repository r WHERE r.name = format('scale-%s/app-%s', made.project, made.repository);

INSERT INTO manifest (repository_id, digest, media_type, config_media_type, annotations, size, total_size, content,
  pushed_at, other_digest, touched_at)
SELECT repository_id, digest, 'application/vnd.oci.image.manifest.v1+json', 'application/vnd.oci.image.config.v1+json',
  '{}', length(content), 15001000 + length(content), convert_to(content, 'UTF8'), at,
  'sha512:' || encode(sha512(convert_to(content, 'UTF8')), 'hex'), at
FROM made;

INSERT INTO manifest_reference (manifest_id, digest, position, repository_id)
SELECT m.id, it.digest, it.position - 1, m.repository_id
FROM made JOIN manifest m ON m.repository_id = made.repository_id AND m.digest = made.digest,
  unnest(made.config || made.base || made.fourth || made.fifth) WITH ORDINALITY it (digest, position);

INSERT INTO tag (repository_id, name, manifest_id, pushed_at)
SELECT m.repository_id, 'v' || made.image, m.id, made.at
FROM made JOIN manifest m ON m.repository_id = made.repository_id AND m.digest = made.digest;

CREATE UNLOGGED TABLE made_blob AS
SELECT DISTINCT project_id, repository_id, digest, CASE WHEN digest = config THEN 1000 ELSE 3000000 END AS size, at
FROM (SELECT project_id, repository_id, config, at, unnest(config || base || fourth || fifth) AS digest FROM made) it;

INSERT INTO blob (digest, size, created_at, touched_at) SELECT digest, size, at, at FROM made_blob;
INSERT INTO repository_blob (repository_id, digest, linked_at) SELECT repository_id, digest, at FROM made_blob;
INSERT INTO project_blob (project_id, digest, size, refs)
SELECT project_id, digest, size, 1 FROM made_blob
UNION ALL SELECT project_id, digest, length(content), 1 FROM made;
INSERT INTO registry_blob (registry_id, digest, size, refs)
SELECT (SELECT id FROM registry LIMIT 1), digest, size, refs FROM project_blob
ON CONFLICT (registry_id, digest) DO NOTHING;
INSERT INTO project_usage (project_id, shard, bytes)
SELECT b.project_id, 0, sum(b.size) FROM project_blob b JOIN project p ON p.id = b.project_id
WHERE p.name LIKE 'scale-%' GROUP BY b.project_id;
INSERT INTO registry_usage (registry_id, shard, bytes)
SELECT (SELECT id FROM registry LIMIT 1), 0, sum(bytes) FROM project_usage
ON CONFLICT (registry_id, shard) DO UPDATE SET bytes = registry_usage.bytes + excluded.bytes;

DROP TABLE made;
DROP TABLE made_blob;
