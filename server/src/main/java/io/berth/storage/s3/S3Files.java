package io.berth.storage.s3;

import io.berth.content.BlobLocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Objects under names of their own, for what is not a {@link BlobLocation blob}: whole files that
 * are written once, in parts where they are large.
 */
public final class S3Files implements AutoCloseable {
  private final S3Objects objects;
  private final Path spool;

  private S3Files(S3Objects objects, Path spool) {
    this.objects = objects;
    this.spool = spool;
  }

  /**
   * To read and write.
   *
   * @throws S3Refused when the store will not do what it must with these keys
   * @throws IOException when the folder for parts cannot be made
   */
  public static S3Files connect(S3Options options) throws IOException {
    Files.createDirectories(options.spool());
    var connection = S3Connection.open(options);
    connection.verify(new ObjectKeys(new SecureRandom()));
    return new S3Files(connection.objects(), options.spool());
  }

  /**
   * To read only: keys that may list and read are enough, and nothing is made on the local disk.
   *
   * @throws S3Refused when the store will not list objects with these keys
   */
  public static S3Files reading(S3Options options) throws S3Refused {
    var connection = S3Connection.open(options);
    connection.verifyReading();
    return new S3Files(connection.objects(), options.spool());
  }

  /** What an object becomes. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Makes an object of what is written, or replaces it: whole when this returns, not at all when it
   * throws. At most 80 GB.
   */
  public void put(String key, Content content) throws IOException {
    try (var writer = new ObjectWriter(objects, spool, () -> key, UploadState.NOTHING)) {
      boolean whole = false;
      try {
        content.writeTo(new IntoObject(writer));
        writer.assemble(Duration.ZERO);
        whole = true;
      } finally {
        if (!whole) {
          writer.abandon(null);
        }
      }
    }
  }

  /** The bytes of an object, which the caller closes; empty when there is none. */
  public Optional<InputStream> get(String key) {
    return objects.get(key).map(bytes -> bytes);
  }

  /** Visits all objects whose names begin so, with their sizes in bytes. */
  public void list(String start, ObjLongConsumer<String> visitor) {
    objects.list(start, it -> visitor.accept(it.key(), it.size()));
  }

  /**
   * Removes an object; nothing happens when there is none.
   *
   * @throws IOException when the store refuses
   */
  public void delete(String key) throws IOException {
    if (!objects.delete(List.of(key)).isEmpty()) {
      throw new IOException("the store refuses to delete " + key);
    }
  }

  @Override
  public void close() {
    objects.close();
  }

  private static final class IntoObject extends OutputStream {
    private final ObjectWriter writer;
    private byte @Nullable [] one;

    IntoObject(ObjectWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(int value) throws IOException {
      var single = one == null ? new byte[1] : one;
      one = single;
      single[0] = (byte) value;
      writer.write(single, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      writer.write(
          offset == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, offset, offset + length),
          length);
    }
  }
}
