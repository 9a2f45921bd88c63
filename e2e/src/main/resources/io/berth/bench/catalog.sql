-- Rows of :projects projects, each with 100 repositories of 100 images, as pushes leave them: a
-- config and five layers each, of which three are shared in the repository. Manifests are whole and
-- have their own digests; of blobs there are only rows, whose digests begin with f. Rows come in the
-- order of their keys, which is many times quicker than by chance.
INSERT INTO project (registry_id, name, public, owner_name, created_at, updated_at)
SELECT (SELECT id FROM registry LIMIT 1), 'scale-' || p, 0, 'admin', at, at
FROM generate_series(1, :projects) p, (SELECT (extract(epoch FROM now()) * 1000000)::bigint AS at) it;

INSERT INTO repository (registry_id, project_id, name, created_at, updated_at, first_pushed_at)
SELECT p.registry_id, p.id, p.name || '/app-' || r, p.created_at, p.created_at, p.created_at
FROM project p, generate_series(1, 100) r WHERE p.name LIKE 'scale-%';

CREATE FUNCTION pg_temp.made(text) RETURNS text LANGUAGE sql IMMUTABLE AS
  $$ SELECT 'sha256:f' || substr(encode(sha256($1::bytea), 'hex'), 2) $$;

CREATE UNLOGGED TABLE made AS
SELECT r.project_id, r.id AS repository_id, r.created_at AS at, i.image, it.config, it.layers, m.content,
  'sha256:' || encode(sha256(convert_to(m.content, 'UTF8')), 'hex') AS digest
FROM repository r, generate_series(1, 100) i (image),
  LATERAL (SELECT pg_temp.made(format('c%s-%s', r.id, i.image)) AS config,
    ARRAY[pg_temp.made(format('1%s', r.id)), pg_temp.made(format('2%s', r.id)), pg_temp.made(format('3%s', r.id)),
      pg_temp.made(format('4%s-%s', r.id, i.image)), pg_temp.made(format('5%s-%s', r.id, i.image))] AS layers) it,
  LATERAL (SELECT format(
    '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":1000},"layers":[%s]}',
    it.config,
    (SELECT string_agg(format('{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":3000000}', layer), ',')
      FROM unnest(it.layers) layer)) AS content) m
WHERE r.name LIKE 'scale-%';

INSERT INTO manifest (repository_id, digest, media_type, config_media_type, annotations, size, total_size, content,
  pushed_at, other_digest, touched_at)
SELECT repository_id, digest, 'application/vnd.oci.image.manifest.v1+json', 'application/vnd.oci.image.config.v1+json',
  '{}', length(content), 15001000 + length(content), convert_to(content, 'UTF8'), at,
  'sha512:' || encode(sha512(convert_to(content, 'UTF8')), 'hex'), at
FROM made ORDER BY repository_id, digest;

CREATE UNLOGGED TABLE made_manifest AS
SELECT m.id, made.* FROM made JOIN manifest m ON m.repository_id = made.repository_id AND m.digest = made.digest;

INSERT INTO manifest_reference (manifest_id, digest, position, repository_id)
SELECT m.id, it.digest, it.position - 1, m.repository_id
FROM made_manifest m, unnest(m.config || m.layers) WITH ORDINALITY it (digest, position)
ORDER BY m.id, it.position;

INSERT INTO tag (repository_id, name, manifest_id, pushed_at)
SELECT repository_id, 'v' || image, id, at FROM made_manifest ORDER BY id;

CREATE UNLOGGED TABLE made_blob AS
SELECT DISTINCT project_id, repository_id, digest, CASE WHEN digest = config THEN 1000 ELSE 3000000 END AS size, at
FROM (SELECT project_id, repository_id, config, at, unnest(config || layers) AS digest FROM made) it;

INSERT INTO blob (digest, size, created_at, touched_at) SELECT digest, size, at, at FROM made_blob ORDER BY digest;
INSERT INTO repository_blob (repository_id, digest, linked_at)
SELECT repository_id, digest, at FROM made_blob ORDER BY repository_id, digest;
INSERT INTO project_blob (project_id, digest, size, refs)
SELECT project_id, digest, size, 1 FROM
  (SELECT project_id, digest, size FROM made_blob UNION ALL SELECT project_id, digest, length(content) FROM made) it
ORDER BY project_id, digest;
INSERT INTO registry_blob (registry_id, digest, size, refs)
SELECT (SELECT id FROM registry LIMIT 1), digest, size, 1 FROM project_blob ORDER BY digest
ON CONFLICT (registry_id, digest) DO NOTHING;
INSERT INTO project_usage (project_id, shard, bytes)
SELECT b.project_id, 0, sum(b.size) FROM project_blob b JOIN project p ON p.id = b.project_id
WHERE p.name LIKE 'scale-%' GROUP BY b.project_id;
INSERT INTO registry_usage (registry_id, shard, bytes)
SELECT (SELECT id FROM registry LIMIT 1), 0, sum(bytes) FROM project_usage
ON CONFLICT (registry_id, shard) DO UPDATE SET bytes = registry_usage.bytes + excluded.bytes;

DROP TABLE made;
DROP TABLE made_manifest;
DROP TABLE made_blob;
