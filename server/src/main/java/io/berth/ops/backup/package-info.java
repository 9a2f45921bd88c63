/**
 * Backups of a server whose tables are in SQLite: how they lie in their place, how they are taken
 * beside a running server, checked, and made a server again. Must never know HTTP, users or any
 * API.
 */
@NullMarked
package io.berth.ops.backup;

import org.jspecify.annotations.NullMarked;
