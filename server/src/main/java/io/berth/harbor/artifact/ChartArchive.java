package io.berth.harbor.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Finds a file at the top of a Helm chart: a gzip of a tar (POSIX.1-2001 ustar and pax, long names
 * and sizes of GNU tar). Whoever pushed it may have called anything a chart, so sizes are bounded,
 * and what is no such archive up to the file has no files: never more than nothing is found.
 */
final class ChartArchive {
  private static final long MOST_INFLATED = 64L << 20;
  private static final int LARGEST_FILE = 1 << 20;
  private static final int LONGEST_NAME = 64 << 10;

  private ChartArchive() {}

  /**
   * The file's bytes; empty when the chart has none of that name, or is no chart.
   *
   * @param name in lower case, such as {@code values.yaml}; the file's may be in any
   * @throws IOException only when the archive cannot be read
   */
  static Optional<byte[]> file(InputStream archive, String name) throws IOException {
    try (var tar = new GZIPInputStream(archive)) {
      return find(tar, name);
    } catch (ZipException | EOFException | TarHeader.Malformed _) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> find(InputStream tar, String name)
      throws IOException, TarHeader.Malformed {
    long read = 0;
    // What the headers before an entry say of it, in place of its own.
    var longName = Optional.<String>empty();
    var pax = PaxRecords.NONE;
    while (read <= MOST_INFLATED) {
      var block = tar.readNBytes(TarHeader.BLOCK);
      if (block.length < TarHeader.BLOCK || TarHeader.isEnd(block)) {
        return Optional.empty();
      }
      var header = TarHeader.parse(block);
      var size = header.hasContent() ? pax.size().orElse(header.size()) : 0;
      var padded = padded(size);
      read += TarHeader.BLOCK + padded;
      if (header.isMeta()) {
        if (size > LONGEST_NAME) {
          return Optional.empty();
        }
        var content = tar.readNBytes((int) size);
        tar.skipNBytes(padded - size);
        switch (header.type()) {
          case TarHeader.LONG_NAME -> longName = Optional.of(text(content));
          case TarHeader.PAX -> pax = PaxRecords.parse(content);
          default -> {} // a long link, or what holds for the whole archive: no name of a file
        }
        continue;
      }
      var path = pax.path().orElse(longName.orElse(header.name()));
      if (header.isFile() && isAtTop(path, name)) {
        return size > LARGEST_FILE ? Optional.empty() : whole(tar, (int) size);
      }
      if (read > MOST_INFLATED) {
        return Optional.empty();
      }
      tar.skipNBytes(padded);
      longName = Optional.empty();
      pax = PaxRecords.NONE;
    }
    return Optional.empty();
  }

  private static Optional<byte[]> whole(InputStream tar, int size) throws IOException {
    var bytes = tar.readNBytes(size);
    return bytes.length == size ? Optional.of(bytes) : Optional.empty();
  }

  private static long padded(long size) throws TarHeader.Malformed {
    if (size < 0 || size > MOST_INFLATED) {
      throw new TarHeader.Malformed();
    }
    return (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
  }

  /** GNU tar ends it with a zero byte. */
  private static String text(byte[] content) {
    var text = new String(content, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Below the chart's own folder, not in a chart inside it. */
  private static boolean isAtTop(String path, String name) {
    int slash = path.indexOf('/');
    return slash > 0 && path.substring(slash + 1).toLowerCase(Locale.ROOT).equals(name);
  }
}
