package io.berth.ops.backup;

import io.berth.fault.FaultException;
import io.berth.storage.s3.S3Files;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Backups in a bucket of an object store. What is there of a folder is listed once, when the first
 * of its files is asked for, instead of asking for each: a page of a thousand names takes as long
 * as one. Unlike a folder it knows no locks, so whoever adds to it brings one of their own.
 */
public final class BackupBucket implements BackupPlace {
  private final S3Files objects;
  private final Optional<PlaceLock> lock;

  /** The sizes of files by name, of the folders that were listed. */
  private final Map<String, Map<String, Long>> listed = new HashMap<>();

  private BackupBucket(S3Files objects, Optional<PlaceLock> lock) {
    this.objects = objects;
    this.lock = lock;
  }

  /**
   * To add to.
   *
   * @param lock held for it by this process, until it is closed
   */
  public static BackupBucket writing(S3Files objects, PlaceLock lock) {
    return new BackupBucket(objects, Optional.of(lock));
  }

  /** To read from. */
  public static BackupBucket reading(S3Files objects) {
    return new BackupBucket(objects, Optional.empty());
  }

  /** Asks something of the store. */
  @FunctionalInterface
  private interface Asking<T extends @Nullable Object> {
    T ask() throws IOException;
  }

  /** What the store does not do is in the log in its own words. */
  private static <T extends @Nullable Object> T asked(Asking<T> asking) throws IOException {
    try {
      return asking.ask();
    } catch (FaultException e) {
      throw new BackupRefused(
          "the bucket of the backups refuses or does not answer (" + e.getMessage() + ")");
    }
  }

  private Map<String, Long> files(String folder) throws IOException {
    var known = listed.get(folder);
    if (known != null) {
      return known;
    }
    var found = new HashMap<String, Long>();
    asked(
        () -> {
          objects.list(folder.isEmpty() ? folder : folder + "/", found::put);
          return null;
        });
    listed.put(folder, found);
    return found;
  }

  /** Its first folder; "" for a file in none. */
  private static String folder(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  @Override
  public OptionalLong size(String name) throws IOException {
    var size = files(folder(name)).get(name);
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }

  @Override
  public void put(String name, Content content) throws IOException {
    var counted = new long[1];
    asked(
        () -> {
          objects.put(name, out -> content.writeTo(new Counting(out, counted)));
          return null;
        });
    var known = listed.get(folder(name));
    if (known != null) {
      known.put(name, counted[0]);
    }
  }

  private static final class Counting extends java.io.FilterOutputStream {
    private final long[] sum;

    Counting(java.io.OutputStream out, long[] sum) {
      super(out);
      this.sum = sum;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
      sum[0]++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      sum[0] += length;
    }
  }

  @Override
  public Optional<InputStream> get(String name) throws IOException {
    return asked(() -> objects.get(name));
  }

  @Override
  public void walk(String folder, Consumer<String> visitor) throws IOException {
    var top = folder.indexOf('/') < 0 ? folder : folder(folder);
    for (var name : java.util.List.copyOf(files(top).keySet())) {
      if (name.startsWith(folder + "/")) {
        visitor.accept(name);
      }
    }
  }

  @Override
  public void delete(String name) throws IOException {
    asked(
        () -> {
          objects.delete(name);
          return null;
        });
    var known = listed.get(folder(name));
    if (known != null) {
      known.remove(name);
    }
  }

  @Override
  public void close() throws IOException {
    objects.close();
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}
