/**
 * The SQL database: one set of migrations, one SQL text for SQLite (the default, embedded) and
 * PostgreSQL, and one cache of what was read. Must never know HTTP, users or any API.
 */
@NullMarked
package io.berth.sql;

import org.jspecify.annotations.NullMarked;
