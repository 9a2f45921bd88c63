/** OVHcloud's own clients of the control API. */
@NullMarked
package io.berth.clients.ovh;

import org.jspecify.annotations.NullMarked;
