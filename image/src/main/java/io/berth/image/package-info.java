/**
 * {@code ./berth image}: the built jar, a Java runtime and the few libraries that needs as an OCI
 * image, the same bytes each time. It must never know a class of the server, of which it packs the
 * jar as it is, nor need a container engine or an image from elsewhere.
 */
@NullMarked
package io.berth.image;

import org.jspecify.annotations.NullMarked;
