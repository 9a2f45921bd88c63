package io.berth.http;

/**
 * Where a request came out, and what URLs of it say.
 *
 * @param listener the port of the listener that it came to
 */
record Reached(Origin origin, TenantGate.Match match, Hosts hosts, int listener) {
  String authority() {
    return hosts.authority(match.kind(), match.host(), origin, listener);
  }

  boolean atPanel() {
    return match.surfaces().contains(Api.Surface.PANEL);
  }

  String panelUrl() {
    var authority =
        hosts
            .panel()
            .filter(_ -> !atPanel())
            .map(host -> hosts.authority(Hosts.Kind.PANEL, host, origin, listener))
            .orElseGet(this::authority);
    return origin.scheme() + "://" + authority;
  }
}
