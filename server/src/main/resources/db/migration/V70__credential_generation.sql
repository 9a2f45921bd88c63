-- Raised whenever everything a user was given ends; registry tokens name the number they were got
-- under and are void when it has moved on.
ALTER TABLE registry_user ADD COLUMN credential_generation BIGINT NOT NULL DEFAULT 0;
