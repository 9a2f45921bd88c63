/**
 * The SQL database: one set of migrations and one SQL text for SQLite (the default, embedded) and
 * PostgreSQL. Must never know what any table means.
 */
@NullMarked
package io.berth.sql;

import org.jspecify.annotations.NullMarked;
