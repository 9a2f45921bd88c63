package io.berth.harbor.artifact;

import java.nio.charset.StandardCharsets;

/**
 * The block before an entry of a tar archive (POSIX.1-2001, ustar interchange format).
 *
 * @param type the flag of its kind
 * @param size of its content in bytes, not negative
 */
record TarHeader(String name, char type, long size) {
  static final int BLOCK = 512;

  /** GNU tar: the content is the name of the next entry. */
  static final char LONG_NAME = 'L';

  /** POSIX.1-2001: the content is about the next entry. */
  static final char PAX = 'x';

  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_LENGTH = 8;

  /** No header. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** The archive ends with blocks of zeros. */
  static boolean isEnd(byte[] block) {
    for (var b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  static TarHeader parse(byte[] block) throws Malformed {
    if (number(block, CHECKSUM, CHECKSUM_LENGTH) != checksum(block)) {
      throw new Malformed();
    }
    var name = text(block, 0, 100);
    var prefix = text(block, 257, 6).equals("ustar") ? text(block, 345, 155) : "";
    return new TarHeader(
        prefix.isEmpty() ? name : prefix + '/' + name,
        (char) (block[156] & 0xff),
        number(block, 124, 12));
  }

  boolean isFile() {
    return type == '0' || type == 0 || type == '7';
  }

  /** True for what only tells of other entries. */
  boolean isMeta() {
    return type == LONG_NAME || type == 'K' || type == PAX || type == 'g';
  }

  /** Links, devices and folders have none, whatever size stands there. */
  boolean hasContent() {
    return type < '1' || type > '6';
  }

  private static String text(byte[] block, int offset, int length) {
    int end = offset;
    while (end < offset + length && block[end] != 0) {
      end++;
    }
    return new String(block, offset, end - offset, StandardCharsets.UTF_8);
  }

  /** Octal digits; or, with the first bit set, a binary number (GNU tar, for large files). */
  private static long number(byte[] block, int offset, int length) throws Malformed {
    if ((block[offset] & 0x80) != 0) {
      return binary(block, offset, length);
    }
    var digits = text(block, offset, length).strip();
    if (!digits.matches("[0-7]{0,12}")) {
      throw new Malformed();
    }
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static long binary(byte[] block, int offset, int length) throws Malformed {
    long value = block[offset] & 0x7f;
    for (int i = 1; i < length; i++) {
      if (value >> 48 != 0) {
        throw new Malformed(); // negative, or more than any archive holds
      }
      value = (value << 8) | (block[offset + i] & 0xff);
    }
    return value;
  }

  /** The sum of all bytes, those of the checksum counted as spaces. */
  private static long checksum(byte[] block) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
      sum += own ? ' ' : block[i] & 0xff;
    }
    return sum;
  }
}
