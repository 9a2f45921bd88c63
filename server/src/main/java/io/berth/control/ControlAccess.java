package io.berth.control;

import io.berth.http.Access;
import io.berth.http.Request;

/**
 * Asks for a caller of the control API. What the caller owns is looked up by the handler, because a
 * stranger's project must look like one that does not exist.
 *
 * @param name the IAM action, such as {@code publicCloudProject:apiovh:containerRegistry/get}
 */
record ControlAccess(String name, Callers callers) implements Access {
  @Override
  public void check(Request request) {
    request.attributes().put(Caller.class, callers.require(request));
  }
}
