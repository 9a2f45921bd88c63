package io.berth.outbound;

import java.net.URI;
import java.util.Map;

/**
 * One request.
 *
 * @param headers without line breaks
 * @param mostBytes how long the answer's body may be; 0 to leave it unread
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by the client
public record Call(
    String method, URI uri, Trust trust, Map<String, String> headers, byte[] body, int mostBytes) {
  private static final int MOST_BYTES = 256 * 1024;

  public static Call get(URI uri, Trust trust, Map<String, String> headers) {
    return new Call("GET", uri, trust, headers, new byte[0], MOST_BYTES);
  }

  public static Call post(URI uri, Trust trust, Map<String, String> headers, byte[] body) {
    return new Call("POST", uri, trust, headers, body, MOST_BYTES);
  }

  Call withoutAnswer() {
    return new Call(method, uri, trust, headers, body, 0);
  }

  /** Path and query as they are sent. */
  String path() {
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
