package io.berth.oci;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;

/**
 * Where a chunk belongs: {@code Content-Range: <first>-<last>} of the OCI distribution
 * specification, which differs from HTTP's; HTTP's form is understood too.
 *
 * @param first -1 when the request has no such header: append where the upload stands
 * @param last inclusive
 */
record ContentRange(long first, long last) {
  static ContentRange of(Request request) {
    var header = request.header("Content-Range");
    if (header == null || header.isBlank()) {
      return new ContentRange(-1, -1);
    }
    var text = header.strip();
    int start = text.startsWith("bytes ") || text.startsWith("bytes=") ? "bytes ".length() : 0;
    int slash = text.indexOf('/', start);
    int end = slash < 0 ? text.length() : slash;
    int dash = text.indexOf('-', start);
    var first = dash < 0 ? -1 : number(text, start, dash);
    var last = dash < 0 ? -1 : number(text, dash + 1, end);
    if (first < 0 || last < first) {
      throw FaultException.invalid(
          Fault.Part.UPLOAD, "Content-Range must have the form <first byte>-<last byte>");
    }
    return new ContentRange(first, last);
  }

  /** At most 18 digits as a number, or -1. */
  private static long number(String text, int start, int end) {
    if (end <= start || end - start > 18) {
      return -1;
    }
    long value = 0;
    for (int i = start; i < end; i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  boolean present() {
    return first >= 0;
  }

  long offsetOr(long current) {
    return present() ? first : current;
  }

  /**
   * @param length the Content-Length, -1 when unknown
   */
  void checkLength(long length) {
    if (present() && length >= 0 && length != last - first + 1) {
      throw FaultException.invalid(
          Fault.Part.SIZE,
          "Content-Range names " + (last - first + 1) + " bytes but Content-Length is " + length);
    }
  }
}
