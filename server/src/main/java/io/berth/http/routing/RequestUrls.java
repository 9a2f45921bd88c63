package io.berth.http.routing;

import io.berth.http.message.ForwardedOrigin;

/**
 * Where a request came out, and what URLs of it say.
 *
 * @param listener the port of the listener that it came to
 */
public record RequestUrls(
    ForwardedOrigin origin, TenantResolver.Match match, Hosts hosts, int listener) {
  public String authority() {
    return hosts.authority(match.kind(), match.host(), origin, listener);
  }

  public boolean atPanel() {
    return match.surfaces().contains(Api.Surface.PANEL);
  }

  public String panelUrl() {
    var authority =
        hosts
            .panel()
            .filter(_ -> !atPanel())
            .map(host -> hosts.authority(Hosts.Kind.PANEL, host, origin, listener))
            .orElseGet(this::authority);
    return origin.scheme() + "://" + authority;
  }
}
