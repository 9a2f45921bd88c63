package io.berth.identity.caller;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a web form (application/x-www-form-urlencoded), all values of a name in order. */
public record Form(Map<String, List<String>> fields) {
  private static final int MAX = 64 * 1024;

  /** No form here has more than some tens; each takes two hundred bytes of memory or more. */
  private static final int MOST_FIELDS = 1_000;

  /**
   * Reads the body.
   *
   * @throws FaultException Invalid BODY for broken escapes, TooLarge above 64 KiB
   */
  public static Form of(Request request) throws IOException {
    return parse(new String(request.body().bytes(MAX), StandardCharsets.UTF_8));
  }

  /**
   * Reads a form or a query string.
   *
   * @throws FaultException Invalid BODY for broken escapes and more than a thousand fields
   */
  public static Form parse(String text) {
    if (text.chars().filter(c -> c == '&').count() >= MOST_FIELDS) {
      throw FaultException.invalid(
          Fault.Part.BODY, "the form has more than " + MOST_FIELDS + " fields");
    }
    var fields = new HashMap<String, List<String>>();
    for (var pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        fields.computeIfAbsent(decode(name), _ -> new ArrayList<>()).add(decode(value));
      }
    }
    return new Form(fields);
  }

  /** The first value of a field, "" when there is none. */
  public String text(String name) {
    var values = all(name);
    return values.isEmpty() ? "" : values.getFirst();
  }

  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw FaultException.invalid(Fault.Part.BODY, "the form has a broken percent escape");
    }
  }
}
