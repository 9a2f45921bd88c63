/**
 * Applications, consumer keys, their access rules and the signature of a call, as OVHcloud's
 * clients use them. Must never know registries' APIs.
 */
@NullMarked
package io.berth.control.application;

import org.jspecify.annotations.NullMarked;
