package io.berth.server.config;

import io.berth.http.routing.Hosts;
import io.berth.tenant.PublicAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What this server is called from outside, with the ports it really has.
 *
 * @param tlsPort 0 without HTTPS
 */
public record Addresses(String listen, int port, int tlsPort, Settings.Naming naming)
    implements PublicAddresses {
  /** Settles the ports that the settings leave open: APIs hand out URLs before anybody listens. */
  public static Addresses of(Settings settings) {
    var listeners = settings.listeners();
    int port = listeners.port() == 0 ? free(listeners.address(), 0) : listeners.port();
    int tlsPort = listeners.tlsPort() == -1 ? free(listeners.address(), port) : listeners.tlsPort();
    return new Addresses(listeners.address(), port, tlsPort, settings.naming());
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
  public String controlUrl() {
    return naming.publicUrl().map(URI::toString).orElse("http://localhost:" + port);
  }

  /** The control host, over HTTPS when that is asked for and there; without trailing slash. */
  String controlUrl(boolean secure) {
    return secure && !tlsUrl().isEmpty() ? tlsUrl() : controlUrl();
  }

  @Override
  public String panelUrl(boolean secure) {
    var control = controlUrl(secure);
    return naming
        .panelHost()
        .map(
            name -> {
              var known = URI.create(control);
              return known.getScheme()
                  + "://"
                  + name
                  + (known.getPort() == -1 ? "" : ":" + known.getPort());
            })
        .orElse(control);
  }

  @Override
  public boolean isOwnUrl(String url) {
    var uri = URI.create(url);
    int named = uri.getPort();
    return uri.getRawUserInfo() == null
        && uri.getHost() != null
        && isOwnHost(uri.getHost().toLowerCase(Locale.ROOT))
        && (named == -1
            || named == port
            || (named == tlsPort && tlsPort != 0)
            || naming.publicUrl().filter(known -> known.getPort() == named).isPresent()
            || templateUrl().filter(known -> known.getPort() == named).isPresent());
  }

  /** Whether the operator said that clients come by HTTPS. */
  boolean isPublicHttps() {
    return naming.publicUrl().filter(url -> url.getScheme().equals("https")).isPresent();
  }

  /** The control host over HTTPS, "" when there is none. */
  public String tlsUrl() {
    if (isPublicHttps()) {
      return controlUrl();
    }
    return tlsPort == 0 ? "" : "https://localhost:" + tlsPort;
  }

  @Override
  public String registryUrl(String hostLabel) {
    return registryScheme()
        + "://"
        + naming.registryHost().replace("{id}", hostLabel).replace("{port}", String.valueOf(port));
  }

  @Override
  public String registryUrl(String hostLabel, boolean secure) {
    return secure && tlsPort != 0 && !isPublicHttps()
        ? "https://" + hostLabel + registrySuffix() + ":" + tlsPort
        : registryUrl(hostLabel);
  }

  private String registryScheme() {
    return naming.publicUrl().map(URI::getScheme).orElse("http");
  }

  /** A registry's URL where the template knows the port; absent where the listener does. */
  private Optional<URI> templateUrl() {
    return naming.registryHost().endsWith("{port}")
        ? Optional.empty()
        : Optional.of(URI.create(registryUrl("x")));
  }

  /** The names this server answers to, and what URLs of them say. */
  public Hosts hosts() {
    return new Hosts(
        controlNames(), naming.panelHost(), registrySuffix(), naming.publicUrl(), templateUrl());
  }

  /** What follows the label in a registry's host name. */
  String registrySuffix() {
    return naming.registryHost().replace("{id}", "").replaceFirst(":.*$", "");
  }

  /** The control host's names. */
  Set<String> controlNames() {
    var names = new LinkedHashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    naming.publicUrl().ifPresent(url -> names.add(url.getHost()));
    return names;
  }

  /** Whether a host as settings name it leads to this machine, without looking it up. */
  static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.toLowerCase(Locale.ROOT).endsWith(".localhost")
        || host.matches("127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");
  }

  @Override
  public boolean isOwnHost(String host) {
    return controlNames().contains(host)
        || naming.panelHost().filter(host::equals).isPresent()
        || host.endsWith(registrySuffix());
  }

  /** The names a certificate of ours must carry. */
  public Set<String> certificateNames() {
    var names = new LinkedHashSet<>(Set.of("localhost", "*.localhost", "127.0.0.1", "::1"));
    naming.publicUrl().ifPresent(url -> names.add(url.getHost()));
    naming.panelHost().ifPresent(names::add);
    names.add("*" + registrySuffix());
    if (listen.matches("[0-9.]+|.*:.*") && !listen.equals("0.0.0.0") && !listen.equals("::")) {
      names.add(listen);
    }
    return names;
  }
}
