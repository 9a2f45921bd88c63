package io.berth.client;

/**
 * A server on this machine.
 *
 * @param authority what the Host header says, as in {@code ab12cd34.localhost:8080}
 * @param port where it listens on the loopback address
 */
public record Endpoint(String authority, int port) {
  /** The server at {@code localhost} itself. */
  public static Endpoint local(int port) {
    return new Endpoint("localhost:" + port, port);
  }

  /** The path and query of a Location header, absolute or not. */
  public static String path(String location) {
    int scheme = location.indexOf("://");
    if (scheme < 0) {
      return location;
    }
    int slash = location.indexOf('/', scheme + 3);
    return slash < 0 ? "/" : location.substring(slash);
  }
}
