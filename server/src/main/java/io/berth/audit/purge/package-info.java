/**
 * Entries of the audit log that a registry's administrators want no longer, forgotten by a job.
 * Must never know HTTP, users or any API.
 */
@NullMarked
package io.berth.audit.purge;

import org.jspecify.annotations.NullMarked;
