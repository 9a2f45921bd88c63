package io.berth.harbor.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Times as Harbor writes them: RFC 3339, UTC, milliseconds. */
public final class Timestamp {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** What stands for "never". */
  private static final String NEVER = "0001-01-01T00:00:00.000Z";

  private Timestamp() {}

  public static String of(@Nullable Instant time) {
    return time == null ? NEVER : FORM.format(time);
  }
}
