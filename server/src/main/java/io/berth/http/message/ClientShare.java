package io.berth.http.message;

import io.berth.memory.Budget;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Whose share of the server a request takes. An IPv6 network of 64 bits counts as one client, as
 * nobody has less (RFC 6177). What comes by a trusted proxy that does not report an address is
 * everybody's, and has no share of its own.
 */
public final class ClientShare {
  private ClientShare() {}

  /** Equal for requests of one client. */
  public static Object of(ForwardedOrigin origin, List<AddressRange> proxies) {
    return of(origin.client(), origin.trusted() ? proxies : List.of());
  }

  /** Equal for connections of one client. */
  public static Object of(InetAddress address, List<AddressRange> proxies) {
    if (ForwardedOrigin.trusts(proxies, address)) {
      return Budget.EVERYBODY;
    }
    var bytes = address.getAddress();
    return bytes.length == 16 ? ByteBuffer.wrap(bytes).getLong() : address;
  }
}
