/** Blobs on a local disk. Must never know HTTP, SQL or users. */
@NullMarked
package io.berth.storage.file;

import org.jspecify.annotations.NullMarked;
