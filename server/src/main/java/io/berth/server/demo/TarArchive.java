package io.berth.server.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A small tar archive in memory (POSIX.1-1988 ustar), the same bytes for the same files. */
final class TarArchive {
  private static final int BLOCK = 512;

  private TarArchive() {}

  /**
   * @param files text by path; paths up to 100 bytes
   */
  static byte[] tar(Map<String, String> files) {
    var out = new ByteArrayOutputStream();
    files.forEach(
        (path, text) -> {
          var content = text.getBytes(StandardCharsets.UTF_8);
          out.writeBytes(header(path, content.length));
          out.writeBytes(content);
          out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        });
    out.writeBytes(new byte[2 * BLOCK]);
    return out.toByteArray();
  }

  static byte[] gzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] header(String path, int size) {
    var header = new byte[BLOCK];
    put(header, 0, path);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o\0".formatted(size));
    put(header, 136, "00000000000\0");
    put(header, 148, "        "); // the checksum counts its own field as blanks
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
