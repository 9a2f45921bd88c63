/**
 * Calls that read what happened: the audit trail of projects, access logs, who tried to sign in.
 * Must never know SQL.
 */
@NullMarked
package io.berth.control.api.log;

import org.jspecify.annotations.NullMarked;
