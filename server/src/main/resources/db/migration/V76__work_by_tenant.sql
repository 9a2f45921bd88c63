-- What is due is looked for registry by registry.
DROP INDEX user_identity_refresh;
CREATE INDEX user_identity_refresh ON user_identity (registry_id, access_expires_at);
DROP INDEX alert_delivery_registry;
DROP INDEX alert_delivery_due;
CREATE INDEX alert_delivery_due ON alert_delivery (registry_id, due_at);
