package io.berth.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What this server is called from outside, with the ports it really has.
 *
 * @param tlsPort 0 without HTTPS
 */
record Addresses(String listen, int port, int tlsPort, Optional<URI> publicUrl, String template) {
  /** Settles the ports that the settings leave open: APIs hand out URLs before anybody listens. */
  static Addresses of(Settings settings) {
    var listeners = settings.listeners();
    int port = listeners.port() == 0 ? free(listeners.address(), 0) : listeners.port();
    int tlsPort = listeners.tlsPort() == -1 ? free(listeners.address(), port) : listeners.tlsPort();
    var naming = settings.naming();
    return new Addresses(
        listeners.address(), port, tlsPort, naming.publicUrl(), naming.registryHost());
  }

  /**
   * A free port. It is below those that systems give to outgoing connections, or one of these could
   * take it before this server listens.
   *
   * @param taken another one, that this server will listen on as well
   */
  private static int free(String address, int taken) {
    for (int attempt = 0; attempt < 50; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
      if (port != taken && bound(address, port).isPresent()) {
        return port;
      }
    }
    return bound(address, 0)
        .orElseThrow(
            () -> new UncheckedIOException(new BindException("cannot listen on " + address)));
  }

  private static OptionalInt bound(String address, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return OptionalInt.of(socket.getLocalPort());
    } catch (BindException _) {
      return OptionalInt.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
  }

  /** The control host, without trailing slash. */
  String controlUrl() {
    return publicUrl.map(URI::toString).orElse("http://localhost:" + port);
  }

  /** The control host, over HTTPS when that is asked for and there; without trailing slash. */
  String controlUrl(boolean secure) {
    return secure && !tlsUrl().isEmpty() ? tlsUrl() : controlUrl();
  }

  /** Whether a URL has a port that leads to this server; what names no port may. */
  boolean hasPort(String url) {
    int named = URI.create(url).getPort();
    return named == -1
        || named == port
        || (named == tlsPort && tlsPort != 0)
        || publicUrl.filter(known -> known.getPort() == named).isPresent();
  }

  /** Whether the operator said that clients come by HTTPS. */
  boolean isPublicHttps() {
    return publicUrl.filter(url -> url.getScheme().equals("https")).isPresent();
  }

  /** The control host over HTTPS, "" when there is none. */
  String tlsUrl() {
    if (isPublicHttps()) {
      return controlUrl();
    }
    return tlsPort == 0 ? "" : "https://localhost:" + tlsPort;
  }

  /** A registry's portal and API, without trailing slash. */
  String registryUrl(String hostLabel) {
    var scheme = publicUrl.map(URI::getScheme).orElse("http");
    return scheme
        + "://"
        + template.replace("{id}", hostLabel).replace("{port}", String.valueOf(port));
  }

  /** What follows the label in a registry's host name. */
  String registrySuffix() {
    return template.replace("{id}", "").replaceFirst(":.*$", "");
  }

  /** The control host's names. */
  Set<String> controlNames() {
    var names = new LinkedHashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    publicUrl.ifPresent(url -> names.add(url.getHost()));
    return names;
  }

  /** Whether a host name, lower case, is the control host's or one made for a registry. */
  boolean isOurs(String host) {
    return controlNames().contains(host) || host.endsWith(registrySuffix());
  }

  /** The names a certificate of ours must carry. */
  Set<String> certificateNames() {
    var names = new LinkedHashSet<>(Set.of("localhost", "*.localhost", "127.0.0.1", "::1"));
    publicUrl.ifPresent(url -> names.add(url.getHost()));
    names.add("*" + registrySuffix());
    if (listen.matches("[0-9.]+|.*:.*") && !listen.equals("0.0.0.0") && !listen.equals("::")) {
      names.add(listen);
    }
    return names;
  }
}
