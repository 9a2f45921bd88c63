package io.berth.portal;

import io.berth.http.message.ContentSecurityPolicy;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.FaultRenderer;
import io.berth.http.routing.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * The pages of registries and of the control host, as the build put them into the jar. Every page
 * of the portal is the same document, which finds its own way by the address; so are those of the
 * control panel, and the API explorer of both hosts; what they load has its content's hash in its
 * name and never changes.
 */
public final class PortalEndpoints {
  private static final ContentSecurityPolicy POLICY =
      ContentSecurityPolicy.allowing(
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "form-action 'self'");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "jpg", "image/jpeg",
          "woff2", "font/woff2");

  private static final Access<Anybody, Anybody> ANYBODY =
      Access.open("pages hold no data; what they load asks who is there");

  private final FaultRenderer faults;
  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  public PortalEndpoints(FaultRenderer faults) {
    this.faults = faults;
  }

  private record Asset(String type, byte[] bytes, byte[] zipped) {}

  /** A registry's portal, and its API explorer at Harbor's address of one. */
  public Api<?> api() {
    return new Api<>(
        "portal",
        Api.Surface.REGISTRY,
        List.of(""),
        List.of(
            Route.get("/").asks(ANYBODY).by(this::portal),
            Route.get("/account/**").asks(ANYBODY).by(this::portal),
            Route.get("/oidc-onboard").asks(ANYBODY).by(this::portal),
            Route.get("/harbor").asks(ANYBODY).by(this::portal),
            Route.get("/harbor/**").asks(ANYBODY).by(this::portal),
            Route.get("/devcenter-api-2.0").asks(ANYBODY).by(this::explorer),
            icon(),
            files()),
        faults,
        CallerFilter.anybody(),
        0);
  }

  /**
   * The pages of the panel's host: the control panel at its door, and the API explorer. They bring
   * their files along: the portal and its files are at home on registries' hosts, which may be
   * closed to an address.
   */
  public Api<?> panel() {
    return new Api<>(
        "panel",
        Api.Surface.PANEL,
        List.of(""),
        List.of(
            Route.get("/").asks(ANYBODY).by(this::controlPanel),
            Route.get("/panel").asks(ANYBODY).by(this::controlPanel),
            Route.get("/panel/**").asks(ANYBODY).by(this::controlPanel),
            Route.get("/console").asks(ANYBODY).by(PortalEndpoints::toExplorer),
            Route.get("/console/").asks(ANYBODY).by(this::explorer),
            icon(),
            files()),
        faults,
        CallerFilter.anybody(),
        0);
  }

  private Route<Anybody> icon() {
    return Route.get("/favicon.svg")
        .asks(ANYBODY)
        .by(request -> answer(request, "favicon.svg", "public, max-age=3600"));
  }

  private Route<Anybody> files() {
    return Route.get("/assets/{name}").asks(ANYBODY).by(this::asset);
  }

  private static Response toExplorer(Request request) {
    return Response.redirect(
        "/console/" + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery()));
  }

  private Response portal(Request request) {
    return page(request, "index.html");
  }

  private Response controlPanel(Request request) {
    return page(request, "panel.html");
  }

  private Response explorer(Request request) {
    return page(request, "console.html");
  }

  private Response page(Request request, String document) {
    return answer(request, document, "no-cache").runs(POLICY);
  }

  private Response asset(Request request) {
    return answer(
        request, "assets/" + request.param("name"), "public, max-age=31536000, immutable");
  }

  private Response answer(Request request, String path, String caching) {
    var found = find(path);
    if (found.isEmpty()) {
      return Response.text(404, "text/plain", "there is no such file in this build's portal\n");
    }
    var asset = found.get();
    var accepted = request.header("Accept-Encoding");
    var zipped = accepted != null && accepted.contains("gzip") && asset.zipped().length > 0;
    var response =
        Response.kept(200, asset.type(), zipped ? asset.zipped() : asset.bytes())
            .header("Cache-Control", caching)
            .header("Vary", "Accept-Encoding");
    return zipped ? response.header("Content-Encoding", "gzip") : response;
  }

  /** Only what is there is kept, so strange names cannot fill the memory. */
  private Optional<Asset> find(String path) {
    var known = assets.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    var name = path.substring(path.lastIndexOf('/') + 1);
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (var in = PortalEndpoints.class.getResourceAsStream("/portal/" + path)) {
      if (in == null) {
        return Optional.empty();
      }
      var bytes = in.readAllBytes();
      var type =
          TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
      var asset = new Asset(type, bytes, zip(type, bytes));
      assets.put(path, asset);
      return Optional.of(asset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty where zipping gains nothing. */
  private static byte[] zip(String type, byte[] bytes) throws IOException {
    if (!type.startsWith("text/") && !type.equals("image/svg+xml")) {
      return new byte[0];
    }
    var zipped = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }
}
