/** Blobs in memory, for tests and trials. Must never know SQL or HTTP. */
@NullMarked
package io.berth.storage.memory;

import org.jspecify.annotations.NullMarked;
