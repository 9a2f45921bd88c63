/** Blobs on a local disk. Must never know SQL or HTTP. */
@NullMarked
package io.berth.storage.file;

import org.jspecify.annotations.NullMarked;
