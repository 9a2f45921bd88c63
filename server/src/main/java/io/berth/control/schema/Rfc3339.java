package io.berth.control.schema;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times on the wire: RFC 3339 in UTC with six fractional digits, the same at every read. */
public final class Rfc3339 {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Rfc3339() {}

  public static String text(Instant time) {
    return MICROS.format(time);
  }

  public static @Nullable String textOrNull(@Nullable Instant time) {
    return time == null ? null : text(time);
  }
}
