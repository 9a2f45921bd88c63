package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers without what differs from run to run: numbers that tables give out, times, random values,
 * and the names that the walk itself used.
 */
final class Plain {
  private static final List<String> HEADERS =
      List.of(
          "Content-Type",
          "Content-Range",
          "Docker-Content-Digest",
          "ETag",
          "Link",
          "Location",
          "OCI-Filters-Applied",
          "OCI-Subject",
          "Range",
          "Retry-After",
          "Warning",
          "WWW-Authenticate",
          "X-Total-Count",
          "X-Ovh-Errorclass");

  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z0-9_-]{10,}+\\.([A-Za-z0-9_-]{10,}+)\\.[A-Za-z0-9_-]{10,}+");
  private static final Pattern GRANTS = Pattern.compile("\"access\":(\\[.*\\])");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[.\\d]*+(?:Z|[+-]\\d\\d:?\\d\\d)?");
  private static final Pattern UUID =
      Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b");

  /** A query's id is drawn by chance, and one in two thousand has digits only. */
  private static final Pattern ID =
      Pattern.compile(
          "\"((?:[a-z_]*_)?id|(?!queryId\")[A-Za-z]*Id|[a-z]*ID|expires_at|creation_unix)\":\"?-?\\d+\"?(?=[,}\\]])");

  private static final Pattern IN_PATH = Pattern.compile("/\\d+(?=[/?\"\\s]|$)");
  private static final Pattern RANDOM =
      Pattern.compile("(?<!sha256:)\\b(?=[A-Za-z_-]*+\\d)[A-Za-z0-9_-]{24,}+|\\b[0-9a-f]{16}\\b");
  private static final Pattern EPOCH = Pattern.compile("\\b1[789]\\d{8}(?:\\d{3})?\\b");

  private final Map<String, String> hidden = new LinkedHashMap<>();

  /** What was made of texts before: the long ones are documents that every caller gets alike. */
  private final Map<String, String> known = new HashMap<>();

  /** Writes this name for that value from now on; small numbers only where they are refused. */
  void hide(String value, String name) {
    known.clear();
    hidden.putIfAbsent(value, name);
  }

  String of(HttpResponse<byte[]> answer) {
    var headers =
        HEADERS.stream()
            .flatMap(name -> answer.headers().allValues(name).stream().map(v -> name + ": " + v))
            .collect(Collectors.joining("\n"));
    var length =
        answer.body().length == 0
            ? answer.headers().firstValue("Content-Length").orElse("none")
            : "as below";
    // Times first: the number of their year is no number that was asked for.
    var text =
        TIME.matcher(headers + "\n\n" + new String(answer.body(), UTF_8)).replaceAll("<time>");
    if (text.contains("Invalid user name or password")
        || text.contains("too many failed sign-ins")) {
      return "401 or, soon after another, 429";
    }
    if (answer.statusCode() >= 400) {
      for (var number : hidden.keySet()) {
        if (number.matches("\\d+")) {
          text = text.replaceAll("(?<=[a-z] )" + number + "\\b(?!,)", "<number>");
        }
      }
    }
    // An id that was asked for is said back, and on one side it may be so small that nothing hides
    // it. What is absent has no counts to tell.
    if (answer.statusCode() == 404) {
      text = text.replaceAll("(?<=[a-z] )\\d+\\b(?!,)", "<number>");
    }
    text = text.replaceAll("(?<=Retry-After: |try again in )(?:\\d+|<number>)", "<seconds>");
    return answer.statusCode() + " (length " + length + ")\n" + of(text);
  }

  String of(String text) {
    return known.computeIfAbsent(text, this::made);
  }

  private String made(String text) {
    var plain = TOKEN.matcher(text).replaceAll(found -> "<token " + grants(found.group(1)) + ">");
    for (var value :
        hidden.keySet().stream()
            .filter(it -> it.length() > 6)
            .sorted(Comparator.comparingInt(it -> -it.length()))
            .toList()) {
      plain = plain.replace(value, java.util.Objects.requireNonNull(hidden.get(value)));
    }
    plain = TIME.matcher(plain).replaceAll("<time>");
    plain = UUID.matcher(plain).replaceAll("<uuid>");
    plain = ID.matcher(plain).replaceAll("\"$1\":<id>");
    plain = IN_PATH.matcher(plain).replaceAll("/<number>");
    plain = RANDOM.matcher(plain).replaceAll("<random>");
    plain = EPOCH.matcher(plain).replaceAll("<epoch>");
    return plain.replaceAll(
        "(?:[a-z0-9]{8}\\.)?localhost:\\d+|127\\.0\\.0\\.1:\\d+|<host>:\\d+", "<address>");
  }

  private static String grants(String payload) {
    try {
      var found = GRANTS.matcher(new String(Base64.getUrlDecoder().decode(payload), UTF_8));
      return found.find() ? found.group(1).replace('"', '\'') : "";
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
