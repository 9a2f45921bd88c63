package io.berth.ops.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Where backups are kept: files by name. A name has parts of letters, digits, dots and dashes, with
 * a slash between them.
 */
public interface BackupPlace extends AutoCloseable {

  /** The size of a file in bytes; empty when there is none. */
  OptionalLong size(String name) throws IOException;

  /**
   * Makes a file of what is written, or replaces it: whole and on stable storage when this returns,
   * not at all when it throws.
   */
  void put(String name, Content content) throws IOException;

  /** The bytes of a file, which the caller closes; empty when there is none. */
  Optional<InputStream> get(String name) throws IOException;

  /** Visits the names of all files below a folder, in no particular order. */
  void walk(String folder, Consumer<String> visitor) throws IOException;

  /** Removes a file; nothing happens when there is none. */
  void delete(String name) throws IOException;

  @Override
  void close() throws IOException;

  /** What becomes of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }
}
