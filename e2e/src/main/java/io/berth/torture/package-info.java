/**
 * {@code ./berth torture}: experiments that try to make a real server lose or leak content. They
 * start it, kill it, starve it and lie to it, and then ask the public API and the disk what is
 * there; the server's own bookkeeping they never read.
 */
@NullMarked
package io.berth.torture;

import org.jspecify.annotations.NullMarked;
