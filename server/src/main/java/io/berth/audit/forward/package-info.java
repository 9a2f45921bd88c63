/**
 * Where the events of the audit log go besides: to places that a registry's administrators named,
 * and to those of the operator, as syslog messages or lines of JSON, out of the outbox. Must never
 * know HTTP, users or any API.
 */
@NullMarked
package io.berth.audit.forward;

import org.jspecify.annotations.NullMarked;
