package io.berth.oci;

import io.berth.http.message.Method;
import io.berth.http.message.Request;
import java.util.Arrays;
import java.util.Set;

/**
 * The WWW-Authenticate value of a 401 (Docker token protocol;
 * docs/reference/contracts/harbor.md#challenges): where to get a token, and which scope this very
 * request needs.
 */
final class Challenge {
  private static final String SERVICE = "harbor-registry";
  private static final Set<String> KINDS = Set.of("manifests", "blobs", "tags", "referrers");

  private Challenge() {}

  static String of(Request request) {
    if (request.authorization().filter(it -> it.is("basic")).isPresent()) {
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
    var name = repository(request.rawPath());
    if (!isName(name)) {
      return "";
    }
    var scope = "repository:" + name + ":" + actions(request);
    var from = request.method() == Method.POST ? request.query("from") : null;
    return from != null && isName(from) ? scope + " repository:" + from + ":pull" : scope;
  }

  /** What stands between /v2/ and the kind of thing the path names; "" when it names none. */
  private static String repository(String path) {
    var parts = path.split("/", -1);
    int count = parts.length;
    int end =
        count > 4 && parts[count - 3].equals("blobs") && parts[count - 2].equals("uploads")
            ? count - 3
            : count > 3 && KINDS.contains(parts[count - 2])
                ? count - 2
                : path.endsWith("/_oci/ext/discover") ? count - 3 : 0;
    return end < 3 ? "" : String.join("/", Arrays.asList(parts).subList(2, end));
  }

  /** A name that is safe to repeat in a header; whether it is a good one is told later. */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= 255
        && text.chars()
            .allMatch(
                c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._/-".indexOf(c) >= 0);
  }

  private static String actions(Request request) {
    return switch (request.method()) {
      case GET, HEAD, OPTIONS, TRACE -> "pull";
      case POST, PUT, PATCH -> "pull,push";
      // Giving up an upload belongs to pushing.
      case DELETE -> request.rawPath().contains("/blobs/uploads/") ? "pull,push" : "delete";
    };
  }
}
