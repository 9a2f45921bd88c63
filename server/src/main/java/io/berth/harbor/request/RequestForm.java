package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What holds of every request to Harbor's API before rights are asked: none of its query's escapes
 * is broken, its body is JSON where it says what it is, and JSON is an answer that its client
 * takes. A body that does not say what it is is taken for JSON, and one of a form is not: a page
 * elsewhere can send that in its visitor's name.
 */
public final class RequestForm implements Consumer<Request> {
  private static final Pattern BROKEN = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final String JSON = "application/json";
  private static final Set<String> TAKEN = Set.of("*/*", "application/*", JSON);

  private final boolean answersJson;

  private RequestForm(boolean answersJson) {
    this.answersJson = answersJson;
  }

  /** For the operation of that template: logs and files of artifacts are answered as they are. */
  public static RequestForm of(String template) {
    return new RequestForm(!template.endsWith("/log") && !template.contains("/additions/"));
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
    var sent = request.header("Content-Type");
    if (sent != null && request.body().length() != 0 && !isJson(sent)) {
      throw FaultException.invalid(
          Fault.Part.SCHEMA,
          "unsupported media type \""
              + mediaType(sent)
              + "\", only [application/json] are allowed");
    }
    if (answersJson && !takesJson(request.headers("Accept"))) {
      throw FaultException.invalid(
          Fault.Part.SCHEMA,
          "unsupported media type requested, only [application/json] are available");
    }
  }

  private static boolean isJson(String contentType) {
    return mediaType(contentType).equals(JSON);
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
