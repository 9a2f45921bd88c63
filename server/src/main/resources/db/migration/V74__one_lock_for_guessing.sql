-- One count for every secret that can be guessed, wherever it is tried; it says too from where its
-- owner came in before.
ALTER TABLE sign_in_failure ADD COLUMN proven_at BIGINT NOT NULL DEFAULT 0;

DROP TABLE sign_in_lock;
