package io.berth.http.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that came with a request (RFC 6265bis section 5.8.3), as {@link Cookie} sets them.
 */
public final class Cookies {
  private record Pair(String name, String value) {}

  private final List<Pair> pairs;
  private final String prefix;

  private Cookies(List<Pair> pairs, String prefix) {
    this.pairs = pairs;
    this.prefix = prefix;
  }

  /**
   * Reads the lines of the Cookie header.
   *
   * @param secure whether they came by HTTPS
   */
  public static Cookies of(List<String> lines, boolean secure) {
    var pairs = new ArrayList<Pair>();
    for (var line : lines) {
      for (var pair : line.split(";", -1)) {
        int sign = pair.indexOf('=');
        if (sign > 0) {
          pairs.add(new Pair(pair.substring(0, sign).strip(), pair.substring(sign + 1).strip()));
        }
      }
    }
    return new Cookies(pairs, secure ? Cookie.PREFIX : "");
  }

  /**
   * A cookie's value, or null. Another host of the same domain can add a cookie of any name to what
   * a browser sends here, and nothing tells the two apart: of two that differ neither counts.
   */
  public @Nullable String find(String name) {
    String found = null;
    for (var pair : pairs) {
      if (pair.name().equals(prefix + name)) {
        if (found != null && !found.equals(pair.value())) {
          return null;
        }
        found = pair.value();
      }
    }
    return found;
  }

  /** The names that begin so. */
  public List<String> names(String start) {
    return pairs.stream()
        .map(Pair::name)
        .filter(name -> name.startsWith(prefix + start))
        .map(name -> name.substring(prefix.length()))
        .distinct()
        .toList();
  }
}
