/**
 * Certificates of the HTTPS listener: the operator's files, or this installation's own authority.
 * Must never know SQL, users or any API.
 */
@NullMarked
package io.berth.server.tls;

import org.jspecify.annotations.NullMarked;
