package io.berth.http.message;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a content a Range header asks for (RFC 9110 section 14).
 *
 * @param partial false when the whole content is to be sent with status 200
 */
public record RangeHeader(long offset, long length, boolean partial) {
  private static final int MOST_RANGES = 1024;

  /** Possessive: a header of many spaces is looked at once, not once for each of them. */
  private static final Pattern SINGLE =
      Pattern.compile("bytes=\\s*+(\\d{0,18})\\s*+-\\s*+(\\d{0,18})\\s*+");

  /**
   * What to send of a content.
   *
   * @param header the Range header, null for none; a header of another unit or form is ignored, and
   *     one of several ranges, which is for {@link #several} to read
   * @param size the content's size in bytes
   * @throws FaultException RangeUnsatisfiable when the range holds no byte of it
   */
  public static RangeHeader of(@Nullable String header, long size) {
    var whole = new RangeHeader(0, size, false);
    if (header == null || header.indexOf(',') >= 0) {
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

  /**
   * The parts that a header of several ranges asks for, those outside the content left out.
   *
   * @return at least one part; empty when this is not a header of several ranges, or one to be
   *     ignored: with more than 1024 ranges, or with ranges that overlap or run backwards, which no
   *     client needs (RFC 9110 section 17.15)
   * @throws FaultException RangeUnsatisfiable when no range holds a byte of it
   */
  public static List<RangeHeader> several(@Nullable String header, long size) {
    if (header == null || header.indexOf(',') < 0 || !header.startsWith("bytes=")) {
      return List.of();
    }
    var asked = header.substring("bytes=".length()).split(",", -1);
    if (asked.length > MOST_RANGES) {
      return List.of();
    }
    var parts = new ArrayList<RangeHeader>();
    long end = 0;
    for (var one : asked) {
      var match = SINGLE.matcher("bytes=" + one);
      if (!match.matches() || match.group(1).isEmpty()) {
        return List.of();
      }
      var first = Long.parseLong(match.group(1));
      var last = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
      if (first < end || (last < first && first < size)) {
        return List.of();
      }
      end = Math.max(first, last) + 1;
      if (first < size) {
        parts.add(new RangeHeader(first, Math.min(last, size - 1) - first + 1, true));
      }
    }
    if (parts.isEmpty()) {
      throw unsatisfiable(header, size);
    }
    return parts;
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
