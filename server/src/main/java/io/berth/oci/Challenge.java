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
  private static final int LONGEST = 500;
  private static final Set<String> KINDS = Set.of("manifests", "blobs", "tags", "referrers");

  private Challenge() {}

  /**
   * @param insufficient whether the caller is known, and only its token does not reach this far
   * @param message what was wrong: docker shows it instead of the body's
   */
  static String of(Request request, boolean insufficient, String message) {
    var said = request.authorization().filter(it -> !it.isNobody());
    if (said.filter(it -> it.is("basic")).isPresent()) {
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
    // RFC 6750 section 3.1. podman asks for another token only when it reads this.
    if (said.filter(it -> it.is("bearer")).isPresent()) {
      challenge
          .append(",error=\"")
          .append(insufficient ? "insufficient_scope" : "invalid_token")
          .append("\",error_description=\"")
          .append(described(message))
          .append('"');
    }
    return challenge.toString();
  }

  /** The characters that RFC 6750 section 3 has for a description, and no more than a line. */
  private static String described(String message) {
    var text = message.replace('"', '\'').replaceAll("[^ -~]|\\\\", "?");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static String scope(Request request) {
    if (request.rawPath().equals("/v2/_catalog")) {
      return "registry:catalog:*";
    }
    var parts = request.rawPath().split("/", -1);
    int count = parts.length;
    boolean upload =
        count > 4 && parts[count - 3].equals("blobs") && parts[count - 2].equals("uploads");
    int end =
        upload || request.rawPath().endsWith("/_oci/ext/discover")
            ? count - 3
            : count > 3 && KINDS.contains(parts[count - 2]) ? count - 2 : 0;
    var name = end < 3 ? "" : String.join("/", Arrays.asList(parts).subList(2, end));
    if (!isName(name)) {
      return "";
    }
    var scope = "repository:" + name + ":" + actions(request.method(), upload);
    var from = request.method() == Method.POST ? request.query("from") : null;
    return from != null && isName(from) ? scope + " repository:" + from + ":pull" : scope;
  }

  /** A name that is safe to repeat in a header; whether it is a good one is told later. */
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() <= 255
        && text.chars()
            .allMatch(
                c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._/-".indexOf(c) >= 0);
  }

  /** Looking at an upload and giving it up belong to pushing. */
  private static String actions(Method method, boolean upload) {
    return switch (method) {
      case GET, HEAD, OPTIONS, TRACE -> upload ? "pull,push" : "pull";
      case POST, PUT, PATCH -> "pull,push";
      case DELETE -> upload ? "pull,push" : "delete";
    };
  }
}
