package io.berth.harbor.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** A tar archive as a test wants it, right or wrong. */
public final class Tars {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** A file as any tar writes it. */
  public Tars file(String name, String content) {
    return entry(name, '0', size(content.getBytes(UTF_8).length), content.getBytes(UTF_8));
  }

  /** An entry of any kind, with this in the field of its size. */
  public Tars entry(String name, char type, String size, byte[] content) {
    var header = new byte[512];
    put(header, 0, name.getBytes(UTF_8), 100);
    put(header, 124, size.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), 12);
    header[156] = (byte) type;
    put(header, 257, "ustar\00000".getBytes(UTF_8), 8);
    return raw(sealed(header)).raw(content).raw(new byte[(512 - content.length % 512) % 512]);
  }

  /** With its checksum. */
  private static byte[] sealed(byte[] header) {
    int sum = 8 * ' ';
    for (var b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum).getBytes(UTF_8), 8);
    return header;
  }

  /** A pax header about the next entry. */
  public Tars pax(String... records) {
    var all = new StringBuilder();
    for (var record : records) {
      int length = record.length() + 3;
      while (String.valueOf(length).length() + record.length() + 2 != length) {
        length++;
      }
      all.append(length).append(' ').append(record).append('\n');
    }
    return meta('x', all.toString());
  }

  /** Content that is about the next entry. */
  public Tars meta(char type, String content) {
    var written = content.getBytes(UTF_8);
    return entry("meta", type, size(written.length), written);
  }

  public Tars raw(byte[] more) {
    bytes.writeBytes(more);
    return this;
  }

  private static void put(byte[] header, int offset, byte[] value, int most) {
    System.arraycopy(value, 0, header, offset, Math.min(value.length, most));
  }

  private static String size(int length) {
    return "%011o".formatted(length);
  }

  /** Without the archive's end. */
  public byte[] entries() {
    return bytes.toByteArray();
  }

  /** Zipped, with the archive's end. */
  public byte[] chart() {
    raw(new byte[1024]);
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(entries());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }
}
