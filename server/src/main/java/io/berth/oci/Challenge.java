package io.berth.oci;

import io.berth.http.Method;
import io.berth.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The WWW-Authenticate value of a 401 (Docker token protocol; contracts/harbor.md section 2.2):
 * where to get a token, and which scope this very request needs.
 */
final class Challenge {
  private static final String SERVICE = "harbor-registry";
  private static final Pattern REPOSITORY =
      Pattern.compile("/v2/(.+)/(?:manifests|blobs|tags|referrers)/.*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9._/-]{1,255}");

  private Challenge() {}

  static String of(Request request) {
    var credentials = request.header("Authorization");
    if (credentials != null && credentials.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return "Basic realm=\"harbor\"";
    }
    var challenge =
        new StringBuilder("Bearer realm=\"")
            .append(request.baseUrl())
            .append("/service/token\",service=\"")
            .append(SERVICE)
            .append('"');
    var scope = scope(request);
    if (!scope.isEmpty()) {
      challenge.append(",scope=\"").append(scope).append('"');
    }
    return challenge.toString();
  }

  private static String scope(Request request) {
    if (request.rawPath().equals("/v2/_catalog")) {
      return "registry:catalog:*";
    }
    var match = REPOSITORY.matcher(request.rawPath());
    if (!match.matches()) {
      return "";
    }
    var name = URLDecoder.decode(match.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    name = name.endsWith("/blobs") ? name.substring(0, name.length() - "/blobs".length()) : name;
    if (!NAME.matcher(name).matches()) {
      return "";
    }
    var scope = "repository:" + name + ":" + actions(request);
    var from = request.method() == Method.POST ? request.query("from") : null;
    return from != null && NAME.matcher(from).matches()
        ? scope + " repository:" + from + ":pull"
        : scope;
  }

  private static String actions(Request request) {
    return switch (request.method()) {
      case GET, HEAD, OPTIONS -> "pull";
      case POST, PUT, PATCH -> "pull,push";
      // Giving up an upload belongs to pushing.
      case DELETE -> request.rawPath().contains("/blobs/uploads/") ? "pull,push" : "delete";
    };
  }
}
