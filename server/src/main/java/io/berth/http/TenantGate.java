package io.berth.http;

import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Matches a request's host to the control host or to a registry; everything else stays outside. */
final class TenantGate {
  private static final List<Api.Surface> CONTROL_HOST =
      List.of(Api.Surface.CONTROL, Api.Surface.REGISTRY, Api.Surface.ANY);
  private static final List<Api.Surface> REGISTRY_HOST =
      List.of(Api.Surface.REGISTRY, Api.Surface.ANY);
  private static final List<Api.Surface> UNKNOWN_HOST = List.of(Api.Surface.ANY);

  private final Hosts hosts;
  private final Registries registries;

  TenantGate(Hosts hosts, Registries registries) {
    this.hosts = hosts;
    this.registries = registries;
  }

  /**
   * Whose host it is.
   *
   * @param surfaces the kinds of API that stand there
   * @param registry the registry whose host it is, or the default one on the control host
   */
  record Match(List<Api.Surface> surfaces, Optional<Registry> registry) {}

  /**
   * @param authority as the client sent it, lower case, with or without port
   * @param local the address the connection came in on: a client may always use it as a name
   */
  Match match(String authority, InetAddress local) {
    var host = hostOf(authority);
    if (hosts.control().contains(host) || isAddress(host, local)) {
      return new Match(CONTROL_HOST, registries.defaultRegistry());
    }
    if (host.endsWith(hosts.registrySuffix())) {
      var label = host.substring(0, host.length() - hosts.registrySuffix().length());
      var registry = registries.byHostLabel(label);
      if (registry.isPresent()) {
        return new Match(REGISTRY_HOST, registry);
      }
    }
    var named = registries.byDomain(host);
    return named.isPresent()
        ? new Match(REGISTRY_HOST, named)
        : new Match(UNKNOWN_HOST, Optional.empty());
  }

  private static boolean isAddress(String host, InetAddress local) {
    if (host.isEmpty() || (host.charAt(0) != '[' && !digitsAndDots(host))) {
      return false;
    }
    try {
      var literal =
          host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
      return InetAddress.ofLiteral(literal).equals(local);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static boolean digitsAndDots(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static String hostOf(String authority) {
    if (authority.startsWith("[")) {
      int end = authority.indexOf(']');
      return end < 0 ? authority : authority.substring(0, end + 1);
    }
    int colon = authority.indexOf(':');
    return colon < 0 ? authority : authority.substring(0, colon);
  }
}
