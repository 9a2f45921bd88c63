package io.berth.oci;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import java.util.regex.Pattern;

/**
 * Where a chunk belongs: {@code Content-Range: <first>-<last>} of the OCI distribution
 * specification, which differs from HTTP's; HTTP's form is understood too.
 *
 * @param first -1 when the request has no such header: append where the upload stands
 * @param last inclusive
 */
record ContentRange(long first, long last) {
  private static final Pattern FORM =
      Pattern.compile("(?:bytes[ =])?(\\d{1,18})-(\\d{1,18})(?:/.*)?");

  static ContentRange of(Request request) {
    var header = request.header("Content-Range");
    if (header == null || header.isBlank()) {
      return new ContentRange(-1, -1);
    }
    var match = FORM.matcher(header.strip());
    if (!match.matches() || Long.parseLong(match.group(2)) < Long.parseLong(match.group(1))) {
      throw FaultException.invalid(
          Fault.Part.UPLOAD, "Content-Range must have the form <first byte>-<last byte>");
    }
    return new ContentRange(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
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
