package io.berth.harbor.artifact;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a pax header says of the next entry (POSIX.1-2001, pax extended header). */
record PaxRecords(Optional<String> path, Optional<Long> size) {
  static final PaxRecords NONE = new PaxRecords(Optional.empty(), Optional.empty());

  /** Records of the form {@code length key=value\n}, the length counting all of it. */
  static PaxRecords parse(byte[] content) throws TarHeader.Malformed {
    var path = Optional.<String>empty();
    var size = Optional.<Long>empty();
    for (int at = 0; at < content.length; ) {
      int space = at;
      while (space < content.length && content[space] != ' ') {
        space++;
      }
      int end = at + number(new String(content, at, space - at, StandardCharsets.US_ASCII));
      if (end <= space + 1 || end > content.length || content[end - 1] != '\n') {
        throw new TarHeader.Malformed();
      }
      var record = new String(content, space + 1, end - space - 2, StandardCharsets.UTF_8);
      int sign = record.indexOf('=');
      if (sign <= 0) {
        throw new TarHeader.Malformed();
      }
      var value = record.substring(sign + 1);
      switch (record.substring(0, sign)) {
        case "path" -> path = value.isEmpty() ? Optional.empty() : Optional.of(value);
        case "size" -> size = Optional.of((long) number(value));
        default -> {}
      }
      at = end;
    }
    return new PaxRecords(path, size);
  }

  /** None here is larger than the largest archive that is read. */
  private static int number(String digits) throws TarHeader.Malformed {
    if (!digits.matches("[0-9]{1,9}")) {
      throw new TarHeader.Malformed();
    }
    return Integer.parseInt(digits);
  }
}
