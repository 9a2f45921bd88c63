-- A manifest has two names: the digest it was first pushed with, and the one of the other algorithm.
ALTER TABLE manifest ADD COLUMN other_digest TEXT ${bytewise};
CREATE UNIQUE INDEX manifest_other_digest ON manifest (repository_id, other_digest);

-- The digest a tag was pushed with, where it is not the manifest's first one.
ALTER TABLE tag ADD COLUMN digest TEXT;
