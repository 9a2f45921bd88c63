package io.berth.http.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Link headers of paged lists (RFC 8288). */
public final class LinkHeader {
  private final List<String> links = new ArrayList<>(2);

  /**
   * Adds a link to another page.
   *
   * @param path relative to the host, encoded
   * @param query parameters, not encoded, in order
   */
  public LinkHeader add(String relation, String path, Map<String, String> query) {
    var target = new StringBuilder(path);
    var separator = '?';
    for (var entry : query.entrySet()) {
      target
          .append(separator)
          .append(encode(entry.getKey()))
          .append('=')
          .append(encode(entry.getValue()));
      separator = '&';
    }
    links.add("<" + target + ">; rel=\"" + relation + "\"");
    return this;
  }

  /** The header's value, empty when no link was added. */
  public String value() {
    return String.join(", ", links);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
