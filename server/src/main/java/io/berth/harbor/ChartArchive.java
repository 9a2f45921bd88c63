package io.berth.harbor;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Finds a file at the top of a Helm chart: a gzip of a tar (POSIX.1-1988 ustar). Whoever pushed it
 * may have called anything a chart, so sizes are bounded and nonsense is no file.
 */
final class ChartArchive {
  private static final int BLOCK = 512;
  private static final long MOST_INFLATED = 64L << 20;
  private static final int LARGEST_FILE = 1 << 20;

  private ChartArchive() {}

  /**
   * The file's bytes; empty when the chart has none of that name, or is no chart.
   *
   * @param name in any case, such as {@code values.yaml}
   */
  static Optional<byte[]> file(InputStream archive, String name) throws IOException {
    try (var tar = new GZIPInputStream(archive)) {
      long read = 0;
      while (read < MOST_INFLATED) {
        var header = tar.readNBytes(BLOCK);
        if (header.length < BLOCK || header[0] == 0) {
          return Optional.empty();
        }
        var size = octal(header, 124, 12);
        var padded = (size + BLOCK - 1) / BLOCK * BLOCK;
        read += BLOCK + padded;
        if (isFile(header) && isAtTop(text(header, 0, 100), name)) {
          return size > LARGEST_FILE ? Optional.empty() : Optional.of(tar.readNBytes((int) size));
        }
        if (size < 0 || read > MOST_INFLATED) {
          return Optional.empty();
        }
        tar.skipNBytes(padded);
      }
      return Optional.empty();
    } catch (ZipException | EOFException _) {
      return Optional.empty();
    }
  }

  private static boolean isFile(byte[] header) {
    return header[156] == '0' || header[156] == 0;
  }

  /** Below the chart's own folder, not in a chart inside it. */
  private static boolean isAtTop(String path, String name) {
    int slash = path.indexOf('/');
    return slash > 0 && path.substring(slash + 1).toLowerCase(Locale.ROOT).equals(name);
  }

  private static String text(byte[] header, int offset, int length) {
    int end = offset;
    while (end < offset + length && header[end] != 0) {
      end++;
    }
    return new String(header, offset, end - offset, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int offset, int length) {
    var digits = text(header, offset, length).strip();
    return digits.matches("[0-7]{1,11}") ? Long.parseLong(digits, 8) : -1;
  }
}
