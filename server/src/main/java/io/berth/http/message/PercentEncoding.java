package io.berth.http.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Percent-decoding of paths and queries (RFC 3986 section 2.1; '+' as a space in queries only). */
public final class PercentEncoding {
  private static final int MOST_VALUES = 1_000;

  private PercentEncoding() {}

  /**
   * Decodes once.
   *
   * @throws IllegalArgumentException for a broken escape, a NUL character or bytes that are not
   *     UTF-8
   */
  public static String decode(String raw, boolean plusIsSpace) {
    if (raw.indexOf('%') < 0 && (!plusIsSpace || raw.indexOf('+') < 0)) {
      return raw;
    }
    var bytes = ByteBuffer.allocate(raw.length() * 3);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        if (i + 2 >= raw.length()) {
          throw new IllegalArgumentException("broken escape");
        }
        int high = Character.digit(raw.charAt(i + 1), 16);
        int low = Character.digit(raw.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
          throw new IllegalArgumentException("broken escape");
        }
        bytes.put((byte) (high * 16 + low));
        i += 2;
      } else if (c == '+' && plusIsSpace) {
        bytes.put((byte) ' ');
      } else {
        bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
      if (text.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("NUL character");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  /**
   * A query's values by name, in order.
   *
   * @throws IllegalArgumentException as {@link #decode}, and for more than a thousand values: each
   *     takes two hundred bytes of memory as long as the request is served
   */
  public static Map<String, List<String>> query(String raw) {
    if (raw.chars().filter(c -> c == '&').count() >= MOST_VALUES) {
      throw new IllegalArgumentException("more than " + MOST_VALUES + " values");
    }
    var values = new HashMap<String, List<String>>();
    for (var pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int sign = pair.indexOf('=');
        var name = decode(sign < 0 ? pair : pair.substring(0, sign), true);
        var value = sign < 0 ? "" : decode(pair.substring(sign + 1), true);
        values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
      }
    }
    return values;
  }
}
