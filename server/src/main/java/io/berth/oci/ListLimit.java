package io.berth.oci;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;

/** The query parameter {@code n} of a list. */
final class ListLimit {
  /** Many clients do not follow links, so a page is large when they ask for none. */
  private static final int LARGEST = 10_000;

  private ListLimit() {}

  static int of(Request request) {
    var n = request.query("n");
    if (n == null || n.isEmpty()) {
      return LARGEST;
    }
    try {
      var value = Long.parseLong(n);
      if (value >= 0) {
        return (int) Math.min(value, LARGEST);
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw FaultException.invalid(Fault.Part.PAGINATION, "n must be a number from 0 on");
  }

  /** The query parameter {@code last}, "" to begin. */
  static String last(Request request) {
    var last = request.query("last");
    return last == null ? "" : last;
  }
}
