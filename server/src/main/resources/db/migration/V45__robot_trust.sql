-- Whose ID tokens prove that a program is a robot. Claims: JSON object from claim to value;
-- jwks: the issuer's keys, null to read them where the issuer publishes them.
CREATE TABLE robot_trust (
  id         ${id},
  robot_id   BIGINT NOT NULL REFERENCES robot (id) ON DELETE CASCADE,
  issuer     TEXT NOT NULL,
  audience   TEXT NOT NULL,
  claims     TEXT NOT NULL,
  jwks       TEXT,
  created_at BIGINT NOT NULL
);
CREATE INDEX robot_trust_robot ON robot_trust (robot_id, id);
