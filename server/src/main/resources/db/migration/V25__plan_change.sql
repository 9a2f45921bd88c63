-- The plan a registry that is SCALING_UP will have; null in every other state.
ALTER TABLE registry ADD COLUMN next_plan_id TEXT;
