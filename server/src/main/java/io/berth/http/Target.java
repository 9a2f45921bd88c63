package io.berth.http;

/**
 * A request target (RFC 9112 section 3.2).
 *
 * @param raw path and query as received
 * @param query without '?', "" when there is none
 */
record Target(String raw, String path, String query) {
  /** Takes origin-form and absolute-form; anything else becomes a path nothing stands at. */
  static Target of(String uri) {
    var raw = uri;
    if (!uri.startsWith("/")) {
      int scheme = uri.indexOf("://");
      int slash = scheme < 0 ? -1 : uri.indexOf('/', scheme + 3);
      raw = slash < 0 ? "/" : uri.substring(slash);
    }
    int mark = raw.indexOf('?');
    return mark < 0
        ? new Target(raw, raw, "")
        : new Target(raw, raw.substring(0, mark), raw.substring(mark + 1));
  }
}
