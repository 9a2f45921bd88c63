-- Raised whenever a robot's secret is replaced or a trust of it ends; registry tokens name the
-- number they were got under and are void when it has moved on.
ALTER TABLE robot ADD COLUMN credential_generation BIGINT NOT NULL DEFAULT 0;
