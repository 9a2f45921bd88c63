package io.berth.e2e.recordings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Texts without what is different at every run: addresses, times, ids. */
final class Wording {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\"\\s]+");
  private static final Pattern HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1):\\d+");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)?");
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}");
  private static final Pattern POINTER = Pattern.compile("\\b0x[0-9a-f]{6,}");
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(repositories|projects?|users|robots|labels|policies|registries|executions|members|rules|id)"
              + "([ /:]+)\\d+");
  private static final Pattern OF_THE_RUN = Pattern.compile("\\b(T|tf|rp|mx)-?\\d{5,}");

  private Wording() {}

  static String of(String text) {
    var general = ADDRESS.matcher(text).replaceAll("http://BASE");
    general = HOST.matcher(general).replaceAll("BASE");
    general = TIME.matcher(general).replaceAll("TIME");
    general = UUID.matcher(general).replaceAll("UUID");
    general = POINTER.matcher(general).replaceAll("ADDR");
    general = NUMBERED.matcher(general).replaceAll("$1$2N");
    return OF_THE_RUN.matcher(general).replaceAll("$1N");
  }

  static boolean same(String one, String other) {
    return one.equals(other) || of(one).equals(of(other));
  }

  /** Percent signs resolved, a plus left alone; a text that is not encoded stays. */
  static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
