package io.berth.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where and how to listen.
 *
 * @param address to listen on
 * @param port for plain HTTP, 0 for a free one
 * @param tls the second listener, absent for none
 * @param hosts the names the server answers to
 * @param proxies whose X-Forwarded-* headers count
 */
public record ServerOptions(
    String address, int port, Optional<Tls> tls, Hosts hosts, List<AddressRange> proxies) {
  public ServerOptions {
    proxies = List.copyOf(proxies);
  }

  /**
   * The HTTPS listener.
   *
   * @param port 0 for a free one
   * @param certificate PEM chain, the server's first
   * @param key PEM, PKCS #8
   */
  public record Tls(int port, Path certificate, Path key) {}
}
