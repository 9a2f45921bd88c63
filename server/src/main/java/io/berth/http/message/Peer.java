package io.berth.http.message;

import io.vertx.core.http.HttpConnection;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * The two ends of a connection.
 *
 * @param port of the listener it came to
 * @param serverName what the client called this server in its TLS handshake (RFC 6066 section 3),
 *     lower case
 */
public record Peer(InetAddress remote, InetAddress local, int port, Optional<String> serverName) {
  public static Peer of(HttpConnection connection) {
    var local = connection.localAddress();
    return new Peer(
        InetAddress.ofLiteral(connection.remoteAddress().hostAddress()),
        InetAddress.ofLiteral(local.hostAddress()),
        local.port(),
        Optional.ofNullable(connection.isSsl() ? connection.indicatedServerName() : null)
            .map(name -> name.toLowerCase(Locale.ROOT)));
  }
}
