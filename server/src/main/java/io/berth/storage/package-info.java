/**
 * Bytes by digest: the SPI, its layout and its implementations. Must never know registries'
 * metadata, users or HTTP.
 */
@NullMarked
package io.berth.storage;

import org.jspecify.annotations.NullMarked;
