package io.berth.catalog;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A blob as the tables know it.
 *
 * @param size what was stored, in bytes
 */
public record StoredBlob(BlobLocation location, long size) {
  /** Of columns {@code store}, {@code digest}, {@code object_key} and {@code size}. */
  static StoredBlob read(ResultSet row) throws SQLException {
    return new StoredBlob(
        new BlobLocation(
            row.getString("store"),
            Digest.parse(row.getString("digest")),
            row.getString("object_key")),
        row.getLong("size"));
  }

  public Digest digest() {
    return location.digest();
  }
}
