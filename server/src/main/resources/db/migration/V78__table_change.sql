-- What each writing transaction changed, for other servers on the same PostgreSQL; nothing is
-- written here on SQLite, whose file has one server. id: the transaction's number; changed: names
-- of tables, a blank between; at: seconds since 1970.
CREATE TABLE table_change (
  id BIGINT PRIMARY KEY,
  changed TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX table_change_at ON table_change (at);
