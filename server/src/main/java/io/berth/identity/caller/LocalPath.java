package io.berth.identity.caller;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a browser may be sent after signing in: only to paths of the same host. */
public final class LocalPath {
  private static final int MAX = 2000;

  /**
   * A dot segment in the path, which browsers take out before they go on: /.//host is //host then.
   */
  private static final Pattern DOTS =
      Pattern.compile("^[^?#]*/(?:\\.|%2e){1,2}(?:[/?#]|$)", Pattern.CASE_INSENSITIVE);

  private LocalPath() {}

  /**
   * The path as it may stand in a Location header; "/" for none.
   *
   * @throws FaultException Invalid QUERY for anything that could lead elsewhere
   */
  public static String check(@Nullable String target) {
    if (target == null || target.isEmpty()) {
      return "/";
    }
    if (!target.startsWith("/")
        || target.startsWith("//")
        || target.indexOf('\\') >= 0
        || target.length() > MAX
        || target.chars().anyMatch(Character::isISOControl)
        || DOTS.matcher(target).find()) {
      throw FaultException.invalid(
          Fault.Part.QUERY,
          "redirect_url must be a path of this host: cannot redirect to other site");
    }
    var location = new StringBuilder();
    for (byte b : target.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0x20 && b < 0x7f && b != '"' && b != '<' && b != '>') {
        location.append((char) b);
      } else {
        location.append('%').append("%02X".formatted(b));
      }
    }
    return location.toString();
  }
}
