-- A group of a provider is known by the provider's issuer (without a slash at its end) and its name;
-- an empty issuer stands for the primary provider of a registry that has none yet. What was stored
-- before belongs to the registry's primary provider, or to its only one. identity is what must be
-- unique in the registry: "issuer name", or "local name" for groups whose members are kept here.
ALTER TABLE user_group RENAME COLUMN name TO identity;
ALTER TABLE user_group ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE user_group ADD COLUMN issuer TEXT NOT NULL DEFAULT '';
UPDATE user_group SET name = identity;
UPDATE user_group SET issuer = coalesce(
  (SELECT CASE WHEN p.endpoint LIKE '%/' THEN substr(p.endpoint, 1, length(p.endpoint) - 1)
            ELSE p.endpoint END
   FROM oidc_provider p
   WHERE p.registry_id = user_group.registry_id
     AND (p.alias = '' OR NOT EXISTS (SELECT 1 FROM oidc_provider o
                                      WHERE o.registry_id = p.registry_id AND o.id <> p.id))), '')
WHERE type <> 4;
UPDATE user_group SET identity = CASE WHEN type = 4 THEN 'local' ELSE issuer END || ' ' || name;
CREATE INDEX user_group_name ON user_group (registry_id, name);

-- More groups whose members administer the registry: a JSON list of names.
ALTER TABLE oidc_provider ADD COLUMN admin_groups TEXT NOT NULL DEFAULT '[]';
