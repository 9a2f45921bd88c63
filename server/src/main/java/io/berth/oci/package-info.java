/** The OCI Distribution API. Must never know SQL or how bytes are kept. */
@NullMarked
package io.berth.oci;

import org.jspecify.annotations.NullMarked;
