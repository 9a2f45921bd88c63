package io.berth.oci;

import io.berth.content.Digest;

/**
 * The id of an upload in its address, as {@link UploadIds} wrote it.
 *
 * @param text as it stands in the address
 * @param staged what the store calls the upload's bytes
 * @param isBegun whether bytes were staged when the address was told; else there may be none yet
 * @param algorithm in which the client said that the upload will be named, or the usual one
 */
record UploadId(String text, String staged, boolean isBegun, Digest.Algorithm algorithm) {}
