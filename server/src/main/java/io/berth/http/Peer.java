package io.berth.http;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;

/** The two ends of a connection. */
record Peer(InetAddress remote, InetAddress local) {
  static Peer of(SocketAddress remote, SocketAddress local) {
    return new Peer(
        InetAddress.ofLiteral(remote.hostAddress()), InetAddress.ofLiteral(local.hostAddress()));
  }
}
