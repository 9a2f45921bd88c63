-- The sign-ins of one way, page by page: openIdConnect/attempts.
CREATE INDEX sign_in_event_way ON sign_in_event (registry_id, way, id);
