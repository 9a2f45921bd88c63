package io.berth.http;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a content a Range header asks for (RFC 9110 section 14). Several ranges at once are
 * answered with the whole content, which section 14.2 allows.
 *
 * @param partial false when the whole content is to be sent with status 200
 */
public record RangeHeader(long offset, long length, boolean partial) {
  private static final Pattern SINGLE =
      Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  /**
   * What to send of a content.
   *
   * @param header the Range header, null for none; a header of another unit or form is ignored
   * @param size the content's size in bytes
   * @throws FaultException RangeUnsatisfiable when the range holds no byte of it
   */
  public static RangeHeader of(@Nullable String header, long size) {
    var whole = new RangeHeader(0, size, false);
    if (header == null) {
      return whole;
    }
    var match = SINGLE.matcher(header);
    if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
      return whole;
    }
    if (match.group(1).isEmpty()) {
      var suffix = Math.min(Long.parseLong(match.group(2)), size);
      if (suffix == 0) {
        throw unsatisfiable(header, size);
      }
      return new RangeHeader(size - suffix, suffix, true);
    }
    var first = Long.parseLong(match.group(1));
    var last =
        match.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(match.group(2)), size - 1);
    if (first >= size || last < first) {
      throw unsatisfiable(header, size);
    }
    return new RangeHeader(first, last - first + 1, true);
  }

  /** The Content-Range of the answer. */
  public String contentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }

  private static FaultException unsatisfiable(String header, long size) {
    return new FaultException(
        new Fault.RangeUnsatisfiable(
            size, "the range " + header + " is outside the " + size + " bytes"));
  }
}
