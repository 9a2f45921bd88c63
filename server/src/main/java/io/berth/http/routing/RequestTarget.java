package io.berth.http.routing;

import io.berth.http.message.Authority;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;

/**
 * A request target (RFC 9112 section 3.2).
 *
 * @param raw path and query as received
 * @param path as received, percent-encoding and all, but without empty segments and those of dots
 *     (RFC 3986 section 5.2.4): so Harbor's clients are understood, who put bases and paths
 *     together with one slash too many
 * @param query without '?', "" when there is none
 * @param place what the absolute form says before the path
 */
public record RequestTarget(String raw, String path, String query, Optional<Place> place) {
  /** Where an absolute target leads. */
  public record Place(String scheme, Authority authority) {}

  /**
   * Takes origin-form, absolute-form and the asterisk, which is a path nothing stands at.
   *
   * @throws IllegalArgumentException in a sentence for the client
   */
  public static RequestTarget of(String uri) {
    if (uri.startsWith("/") || uri.equals("*")) {
      return at(uri, Optional.empty());
    }
    int colon = uri.indexOf("://");
    var scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("a request target is a path, or a URL of this server");
    }
    int from = colon + "://".length();
    int to = from;
    while (to < uri.length() && uri.charAt(to) != '/' && uri.charAt(to) != '?') {
      to++;
    }
    var place = new Place(scheme, Authority.parse(uri.substring(from, to)));
    var rest = uri.substring(to);
    return at(rest.startsWith("/") ? rest : "/" + rest, Optional.of(place));
  }

  private static RequestTarget at(String raw, Optional<Place> place) {
    int mark = raw.indexOf('?');
    return mark < 0
        ? new RequestTarget(raw, cleaned(raw), "", place)
        : new RequestTarget(raw, cleaned(raw.substring(0, mark)), raw.substring(mark + 1), place);
  }

  /** A slash at the end stays; nothing leads above the root. */
  private static String cleaned(String path) {
    if (!path.contains("//") && !path.contains("/.")) {
      return path;
    }
    var kept = new ArrayDeque<String>();
    boolean open = false;
    for (var segment : path.substring(1).split("/", -1)) {
      open = segment.isEmpty() || segment.equals(".") || segment.equals("..");
      if (!open) {
        kept.addLast(segment);
      } else if (segment.equals("..")) {
        kept.pollLast();
      }
    }
    return "/" + String.join("/", kept) + (open && !kept.isEmpty() ? "/" : "");
  }
}
