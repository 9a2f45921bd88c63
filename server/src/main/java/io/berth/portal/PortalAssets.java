package io.berth.portal;

import io.berth.http.Access;
import io.berth.http.Api;
import io.berth.http.FaultRenderer;
import io.berth.http.Filter;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
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
 * The portal's pages, as the build put them into the jar. Every page is the same document, which
 * finds its own way by the address; what it loads has its content's hash in its name and never
 * changes.
 */
public final class PortalAssets {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "img-src 'self' data:",
          "font-src 'self'",
          "connect-src 'self'",
          "form-action 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'");
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

  private final FaultRenderer faults;
  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  public PortalAssets(FaultRenderer faults) {
    this.faults = faults;
  }

  private record Asset(String type, byte[] bytes, byte[] zipped) {}

  public Api api() {
    var anybody = Access.open("pages hold no data; what they load asks who is there");
    return new Api(
        "portal",
        Api.Surface.REGISTRY,
        List.of(""),
        List.of(
            Route.get("/", anybody, this::page),
            Route.get("/account/**", anybody, this::page),
            Route.get("/oidc-onboard", anybody, this::page),
            Route.get("/harbor", anybody, this::page),
            Route.get("/harbor/**", anybody, this::page),
            Route.get(
                "/favicon.svg",
                anybody,
                request -> answer(request, "favicon.svg", "public, max-age=3600")),
            Route.get("/assets/{name}", anybody, this::asset)),
        faults,
        Filter.none(),
        0);
  }

  private Response page(Request request) {
    return answer(request, "index.html", "no-cache")
        .header("Content-Security-Policy", POLICY)
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "same-origin");
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
        Response.bytes(200, asset.type(), zipped ? asset.zipped() : asset.bytes())
            .header("Cache-Control", caching)
            .header("Vary", "Accept-Encoding")
            .header("X-Content-Type-Options", "nosniff");
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
    try (var in = PortalAssets.class.getResourceAsStream("/portal/" + path)) {
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
