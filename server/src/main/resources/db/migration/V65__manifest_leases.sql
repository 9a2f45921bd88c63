-- Until when a manifest is kept because somebody who may push was told that it is there.
ALTER TABLE manifest ADD COLUMN leased_until BIGINT NOT NULL DEFAULT 0;

-- The other digest of a subject that went: its accessories' tags may name it by either.
ALTER TABLE gc_manifest ADD COLUMN subject_other TEXT;
