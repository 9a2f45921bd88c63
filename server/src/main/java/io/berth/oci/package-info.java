/** The OCI Distribution API. Must never know SQL or the control plane. */
@NullMarked
package io.berth.oci;

import org.jspecify.annotations.NullMarked;
