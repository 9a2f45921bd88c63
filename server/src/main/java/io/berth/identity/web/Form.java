package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a web form (application/x-www-form-urlencoded), all values of a name in order. */
record Form(Map<String, List<String>> fields) {
  private static final int MAX = 64 * 1024;

  /**
   * Reads the body.
   *
   * @throws FaultException Invalid BODY for broken escapes, TooLarge above 64 KiB
   */
  static Form of(Request request) throws IOException {
    var text = new String(request.body().bytes(MAX), StandardCharsets.UTF_8);
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
  String text(String name) {
    var values = all(name);
    return values.isEmpty() ? "" : values.getFirst();
  }

  List<String> all(String name) {
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
