package io.berth.audit.forward;

import java.nio.charset.StandardCharsets;

/**
 * An event as a syslog message (RFC 5424): the message is the event's JSON behind {@code @cee:}, by
 * which log servers know that it is some. It is ASCII throughout and holds no end of a line, so
 * nobody who reads it in another way finds a second message in it.
 */
final class SyslogMessage {
  /** Facility "log audit" (RFC 5424 section 6.2.1). */
  private static final int LOG_AUDIT = 13;

  private static final int INFORMATIONAL = 6;
  private static final int WARNING = 4;

  /** What every server takes whole: larger ones are cut by most at 8 KiB. */
  static final int MOST_BYTES = 8_000;

  private static final int[] LENGTHS = {1_000, 250, 60};

  private SyslogMessage() {}

  /**
   * The message, without what frames it.
   *
   * @param id what the event is known again by
   */
  static byte[] of(AuditRecord event, String id, RegistryNames.Named registry) {
    byte[] message = {};
    for (var most : LENGTHS) {
      message = bytes(event.shortened(most), id, registry);
      if (message.length <= MOST_BYTES) {
        break;
      }
    }
    return message;
  }

  private static byte[] bytes(AuditRecord event, String id, RegistryNames.Named registry) {
    int priority = LOG_AUDIT * 8 + (event.succeeded() ? INFORMATIONAL : WARNING);
    var header =
        "<%d>1 %s %s berth - %s [origin software=\"Berth\"] @cee: "
            .formatted(priority, event.time(), word(registry.host(), 255), word(event.type(), 32));
    return (header + ascii(event.json(id, registry))).getBytes(StandardCharsets.US_ASCII);
  }

  /** Before its bytes their number (RFC 6587 section 3.4.1). */
  static byte[] counted(byte[] message) {
    var count = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
    var counted = new byte[count.length + message.length];
    System.arraycopy(count, 0, counted, 0, count.length);
    System.arraycopy(message, 0, counted, count.length, message.length);
    return counted;
  }

  /** What headers may hold; a hyphen for nothing. */
  private static String word(String text, int most) {
    var word = text.replaceAll("[^!-~]", "");
    var shown = word.length() <= most ? word : word.substring(0, most);
    return shown.isEmpty() ? "-" : shown;
  }

  /** JSON whose other characters are escapes. */
  private static String ascii(String json) {
    var text = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c >= ' ' && c <= '~') {
        text.append(c);
      } else {
        text.append("\\u%04x".formatted((int) c));
      }
    }
    return text.toString();
  }
}
