/** How log lines look, whatever a client put into them. Must never know SQL, users or any API. */
@NullMarked
package io.berth.server.log;

import org.jspecify.annotations.NullMarked;
