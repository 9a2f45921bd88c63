package io.berth.harbor.request;

import io.berth.http.message.Request;
import java.util.Set;

/** Headers that say yes or no, in any form that Harbor's parser takes for yes. */
public final class HeaderFlag {
  private static final Set<String> YES = Set.of("1", "t", "T", "true", "TRUE", "True");

  private HeaderFlag() {}

  public static boolean isSet(Request request, String name) {
    var value = request.header(name);
    return value != null && YES.contains(value);
  }
}
