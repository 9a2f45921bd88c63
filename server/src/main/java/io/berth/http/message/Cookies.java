package io.berth.http.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that came with a request (RFC 6265bis section 5.8.3), as {@link Cookie} sets them.
 */
public final class Cookies {
  private Cookies() {}

  private record Pair(String name, String value) {}

  /**
   * A cookie's value, or null. Another host of the same domain can add a cookie of any name to what
   * a browser sends here, and nothing tells the two apart: of two that differ neither counts.
   */
  public static @Nullable String find(List<String> lines, String name, boolean secure) {
    var wanted = secure ? Cookie.PREFIX + name : name;
    String found = null;
    for (var pair : pairs(lines)) {
      if (pair.name().equals(wanted)) {
        if (found != null && !found.equals(pair.value())) {
          return null;
        }
        found = pair.value();
      }
    }
    return found;
  }

  /** The names that begin so. */
  public static List<String> names(List<String> lines, String start, boolean secure) {
    var prefix = secure ? Cookie.PREFIX : "";
    return pairs(lines).stream()
        .map(Pair::name)
        .filter(name -> name.startsWith(prefix + start))
        .map(name -> name.substring(prefix.length()))
        .distinct()
        .toList();
  }

  private static List<Pair> pairs(List<String> lines) {
    var pairs = new ArrayList<Pair>();
    for (var line : lines) {
      for (var pair : line.split(";", -1)) {
        int sign = pair.indexOf('=');
        if (sign > 0) {
          pairs.add(new Pair(pair.substring(0, sign).strip(), pair.substring(sign + 1).strip()));
        }
      }
    }
    return pairs;
  }
}
