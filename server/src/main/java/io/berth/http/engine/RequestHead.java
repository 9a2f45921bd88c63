package io.berth.http.engine;

import io.berth.http.message.AddressRange;
import io.berth.http.message.Authority;
import io.berth.http.message.ForwardedOrigin;
import io.berth.http.message.Peer;
import io.berth.http.message.Response;
import io.berth.http.routing.RequestTarget;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request's head as it is understood, in one way only, before anything looks for a route.
 *
 * @param refusal set when it says two things or none, or asks the wrong server
 */
record RequestHead(ForwardedOrigin origin, RequestTarget target, Optional<Response> refusal) {
  private static final String HTTP2 = "h2";

  static RequestHead of(HttpServerRequest engine, Peer peer, List<AddressRange> proxies) {
    boolean isHttp2 = engine.version().alpnName().equals(HTTP2);
    try {
      return understood(engine, peer, proxies, isHttp2);
    } catch (IllegalArgumentException e) {
      var refusal = Response.text(400, "text/plain", e.getMessage() + "\n");
      return refused(
          peer,
          engine.isSSL() ? "https" : "http",
          isHttp2 ? refusal : refusal.header("Connection", "close"));
    }
  }

  private static RequestHead refused(Peer peer, String scheme, Response refusal) {
    return new RequestHead(
        new ForwardedOrigin(peer.remote(), scheme, Optional.empty(), false),
        RequestTarget.of("*"),
        Optional.of(refusal));
  }

  private static int fields(HttpServerRequest engine) {
    int fields = 0;
    for (var _ : engine.headers()) {
      fields++;
    }
    return fields;
  }

  private static RequestHead understood(
      HttpServerRequest engine, Peer peer, List<AddressRange> proxies, boolean isHttp2) {
    var target = RequestTarget.of(isHttp2 ? path(engine.uri()) : engine.uri());
    var scheme = engine.isSSL() ? "https" : "http";
    if (isHttp2 && fields(engine) > RequestScanner.MOST_FIELDS) {
      return refused(
          peer, scheme, Response.text(431, "text/plain", "there are too many headers\n"));
    }
    var said = isHttp2 ? http2(engine, scheme) : http1(engine, target);
    var origin =
        ForwardedOrigin.of(
            peer.remote(), scheme, said, name -> list(engine.headers().getAll(name)), proxies);
    if (!origin.trusted()) {
      target.place().ifPresent(place -> checkSame(place.scheme(), scheme, "scheme"));
      if (isHttp2) {
        checkSame(String.valueOf(engine.scheme()), scheme, "scheme");
      }
    }
    return new RequestHead(
        origin,
        target,
        isMisdirected(origin, peer)
            ? Optional.of(
                Response.text(
                    421, "text/plain", "this connection was made to another server's name\n"))
            : Optional.empty());
  }

  /**
   * Whether the client asks another server than it asked TLS for (RFC 9110 section 15.5.20): a
   * connection is not to be shared between tenants, whatever names its certificate has. A proxy's
   * name for us is its own affair.
   */
  private static boolean isMisdirected(ForwardedOrigin origin, Peer peer) {
    return !origin.trusted()
        && peer.serverName().isPresent()
        && origin.named().isPresent()
        && !origin.named().get().host().equals(peer.serverName().get());
  }

  /** RFC 9112 section 3.2: exactly one Host, and with a URL as target that URL's. */
  private static Optional<Authority> http1(HttpServerRequest engine, RequestTarget target) {
    var hosts = engine.headers().getAll("Host");
    boolean isOld = engine.version() == io.vertx.core.http.HttpVersion.HTTP_1_0;
    if (hosts.size() > 1 || (hosts.isEmpty() && !isOld)) {
      throw new IllegalArgumentException("Host is to be said exactly once");
    }
    var place = target.place();
    if (hosts.isEmpty()) {
      return place.map(RequestTarget.Place::authority);
    }
    var host = Authority.parse(hosts.getFirst());
    place.ifPresent(it -> checkSame(it.authority(), host, it.scheme()));
    return Optional.of(host);
  }

  /**
   * RFC 9113 section 8.3.1: clients say :authority, and Host the same or nothing. Of several Hosts
   * without it the engine tells only the first.
   */
  private static Optional<Authority> http2(HttpServerRequest engine, String scheme) {
    var hosts = engine.headers().getAll("Host");
    var pseudo = engine.authority(true);
    if (hosts.size() > 1 || pseudo == null) {
      throw new IllegalArgumentException(":authority is to be said exactly once");
    }
    var authority = Authority.parse(pseudo.toString());
    for (var host : hosts) {
      checkSame(authority, Authority.parse(host), scheme);
    }
    return Optional.of(authority);
  }

  private static String path(String path) {
    if (!path.startsWith("/") && !path.equals("*")) {
      throw new IllegalArgumentException(":path begins with a slash");
    }
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) <= ' ' || path.charAt(i) > '~') {
        throw new IllegalArgumentException(
            "characters that are not in RFC 3986 are to be percent-encoded in a path");
      }
    }
    return path;
  }

  private static void checkSame(Authority one, Authority other, String scheme) {
    if (!one.host().equals(other.host()) || one.port(scheme) != other.port(scheme)) {
      throw new IllegalArgumentException("the request names two hosts");
    }
  }

  private static void checkSame(String one, String other, String what) {
    if (!one.equals(other)) {
      throw new IllegalArgumentException("this is not the " + what + " of this connection");
    }
  }

  private static @Nullable String list(List<String> lines) {
    return lines.isEmpty() ? null : String.join(",", lines);
  }
}
