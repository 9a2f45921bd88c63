/** Terraform with the providers for Harbor and for OVHcloud, and the providers' own tests. */
@NullMarked
package io.berth.clients.terraform;

import org.jspecify.annotations.NullMarked;
