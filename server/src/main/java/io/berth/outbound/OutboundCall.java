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
public record OutboundCall(
    String method,
    URI uri,
    CertificateTrust trust,
    Map<String, String> headers,
    byte[] body,
    int mostBytes) {
  private static final int MOST_BYTES = 256 * 1024;

  public static OutboundCall get(URI uri, CertificateTrust trust, Map<String, String> headers) {
    return new OutboundCall("GET", uri, trust, headers, new byte[0], MOST_BYTES);
  }

  public static OutboundCall post(
      URI uri, CertificateTrust trust, Map<String, String> headers, byte[] body) {
    return new OutboundCall("POST", uri, trust, headers, body, MOST_BYTES);
  }

  /** The same for somebody who only wants the answer's status. */
  public OutboundCall withoutAnswer() {
    return new OutboundCall(method, uri, trust, headers, body, 0);
  }

  /** Path and query as they are sent. */
  String path() {
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
