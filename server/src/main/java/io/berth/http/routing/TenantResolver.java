package io.berth.http.routing;

import io.berth.http.message.Authority;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Matches a request's host to the control host or to a registry; everything else stays outside. */
public final class TenantResolver {
  private static final List<Api.Surface> CONTROL_AND_PANEL =
      List.of(Api.Surface.PANEL, Api.Surface.CONTROL, Api.Surface.REGISTRY, Api.Surface.ANY);
  private static final List<Api.Surface> CONTROL_ONLY =
      List.of(Api.Surface.CONTROL, Api.Surface.REGISTRY, Api.Surface.ANY);
  private static final List<Api.Surface> PANEL_ONLY =
      List.of(Api.Surface.PANEL, Api.Surface.CONTROL, Api.Surface.ANY);
  private static final List<Api.Surface> REGISTRY_HOST =
      List.of(Api.Surface.REGISTRY, Api.Surface.ANY);
  private static final List<Api.Surface> UNKNOWN_HOST = List.of(Api.Surface.ANY);

  private final Hosts hosts;
  private final Registries registries;

  public TenantResolver(Hosts hosts, Registries registries) {
    this.hosts = hosts;
    this.registries = registries;
  }

  /**
   * Whose host it is.
   *
   * @param host the name that was matched; what the client said where nothing was
   * @param surfaces the kinds of API that stand there
   * @param registry the registry whose host it is, or the default one on the control host
   */
  public record Match(
      Hosts.Kind kind, String host, List<Api.Surface> surfaces, Optional<Registry> registry) {}

  /** A place where nothing is served. */
  public static Match nowhere() {
    return new Match(Hosts.Kind.UNKNOWN, "-", List.of(), Optional.empty());
  }

  /**
   * @param named what the client called this server; whoever says nothing gets what stands at every
   *     host, under the address it came to
   * @param local the address the connection came in on: a client may always use it as a name
   */
  public Match match(Optional<Authority> named, InetAddress local) {
    if (named.isEmpty()) {
      return unknown(Authority.of(local).host());
    }
    var host = named.get().host();
    if (hosts.panel().isPresent() && hosts.panel().get().equals(host)) {
      return new Match(Hosts.Kind.PANEL, host, PANEL_ONLY, Optional.empty());
    }
    if (hosts.control().contains(host) || isAddress(named.get(), local)) {
      return new Match(
          Hosts.Kind.CONTROL,
          host,
          hosts.panel().isPresent() ? CONTROL_ONLY : CONTROL_AND_PANEL,
          registries.defaultRegistry());
    }
    if (host.endsWith(hosts.registrySuffix())) {
      var label = host.substring(0, host.length() - hosts.registrySuffix().length());
      var registry = registries.byHostLabel(label);
      if (registry.isPresent()) {
        return new Match(Hosts.Kind.LABEL, host, REGISTRY_HOST, registry);
      }
    }
    var domain = registries.byDomain(host);
    return domain.isPresent()
        ? new Match(Hosts.Kind.DOMAIN, host, REGISTRY_HOST, domain)
        : unknown(host);
  }

  private static Match unknown(String host) {
    return new Match(Hosts.Kind.UNKNOWN, host, UNKNOWN_HOST, Optional.empty());
  }

  private static boolean isAddress(Authority named, InetAddress local) {
    return named.isAddress() && named.host().equals(Authority.of(local).host());
  }
}
