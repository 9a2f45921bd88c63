package io.berth.outbound;

import java.util.List;

/**
 * Bytes for somebody who answers nothing, such as a syslog server.
 *
 * @param address {@code host:port}, an IPv6 address in brackets
 * @param trust whose certificates count, of TLS only
 * @param parts what follows one another in one connection, or a datagram each
 */
public record OutboundBytes(
    Transport transport, String address, CertificateTrust trust, List<byte[]> parts) {
  /** How they go. */
  public enum Transport {
    /** Nobody says whether a datagram arrived. */
    UDP,
    TCP,
    TLS
  }

  public OutboundBytes {
    parts = List.copyOf(parts);
  }
}
