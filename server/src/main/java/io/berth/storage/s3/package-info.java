/** Blobs in a bucket of an object store. Must never know HTTP, SQL or users. */
@NullMarked
package io.berth.storage.s3;

import org.jspecify.annotations.NullMarked;
