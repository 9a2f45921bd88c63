package io.berth.storage.file;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.content.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * The files whose bytes this process wrote or hashed itself, and what they looked like then: they
 * need no further look until they look different. Bytes that a disk changes behind the file
 * system's back are for the scrub to find.
 */
final class VerifiedFiles {
  private static final long KEPT = 50_000;

  private final Cache<Digest, Look> known =
      Caffeine.newBuilder().executor(Runnable::run).maximumSize(KEPT).build();

  /**
   * How a file looks from outside.
   *
   * @param key device and inode; null where the file system has none
   */
  record Look(long size, FileTime modified, @Nullable Object key) {}

  /** Null when there is no such file. */
  static @Nullable Look look(Path file) throws IOException {
    try {
      var seen = Files.readAttributes(file, BasicFileAttributes.class);
      return new Look(seen.size(), seen.lastModifiedTime(), seen.fileKey());
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  /** Whether a file that looks like this was found to hold what its digest says. */
  boolean knows(Digest digest, Look look) {
    return look.equals(known.getIfPresent(digest));
  }

  /** The bytes of the file that looks like this have the digest. */
  void sound(Digest digest, Look look) {
    known.put(digest, look);
  }

  void forget(Digest digest) {
    known.invalidate(digest);
  }
}
