package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What holds of every request to Harbor's API before rights are asked: none of its query's escapes
 * is broken, its body is JSON and says so, and JSON is an answer that its client takes. A body that
 * does not say what it is is of no type that any operation takes (RFC 9110 section 8.3), as in
 * Harbor; one that comes with a method for which a body means nothing may leave it out.
 */
public final class RequestForm implements Consumer<Request> {
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final String JSON = "application/json";

  /** What a body is of that does not say it. */
  private static final String BYTES = "application/octet-stream";

  private static final Set<String> TAKEN = Set.of("*/*", "application/*", JSON);

  private final boolean answersJson;

  private RequestForm(boolean answersJson) {
    this.answersJson = answersJson;
  }

  /** For the operation of that template: logs and files of artifacts are answered as they are. */
  public static RequestForm of(String template) {
    return new RequestForm(
        !template.endsWith("/log")
            && !template.endsWith("/tasks/{task}")
            && !template.contains("/additions/"));
  }

  /** For operations that answer a word. */
  public static RequestForm ofWord() {
    return new RequestForm(false);
  }

  /**
   * @throws FaultException Invalid QUERY, Invalid SCHEMA
   */
  @Override
  public void accept(Request request) {
    if (BROKEN.matcher(request.rawQuery()).find()) {
      throw FaultException.invalid(Fault.Part.QUERY, "the query has an invalid URL escape");
    }
    if (request.body().length() != 0 && !sentType(request).equals(JSON)) {
      throw FaultException.invalid(
          Fault.Part.SCHEMA,
          "unsupported media type \""
              + sentType(request)
              + "\", only [application/json] are allowed");
    }
    if (answersJson && !takesJson(request.headers("Accept"))) {
      throw FaultException.invalid(
          Fault.Part.SCHEMA,
          "unsupported media type requested, only [application/json] are available");
    }
  }

  private static String sentType(Request request) {
    var sent = Objects.requireNonNullElse(request.header("Content-Type"), "");
    if (!sent.isEmpty()) {
      return mediaType(sent);
    }
    return switch (request.method()) {
      case POST, PUT, PATCH -> BYTES;
      case GET, HEAD, DELETE, OPTIONS, TRACE -> JSON;
    };
  }

  private static boolean takesJson(List<String> accepted) {
    return accepted.isEmpty()
        || accepted.stream()
            .flatMap(line -> List.of(line.split(",", -1)).stream())
            .anyMatch(range -> TAKEN.contains(mediaType(range)) && !isRefused(range));
  }

  private static String mediaType(String withParameters) {
    return withParameters.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** A weight of nothing (RFC 9110 section 12.4.2). */
  private static boolean isRefused(String range) {
    return List.of(range.split(";", -1)).stream()
        .skip(1)
        .anyMatch(parameter -> parameter.strip().matches("[qQ]=0(\\.0{0,3})?"));
  }
}
