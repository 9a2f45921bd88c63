/**
 * Bytes by digest: the SPI, its layout and its implementations. Must never know HTTP, SQL or users.
 */
@NullMarked
package io.berth.storage;

import org.jspecify.annotations.NullMarked;
