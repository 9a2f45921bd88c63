package io.berth.control;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Access;
import io.berth.http.Request;

/**
 * Asks for a caller of the control API. What the caller owns is looked up by the handler through
 * {@link Owned}, because a stranger's project must look like one that does not exist; their role in
 * it is compared with the action there too.
 *
 * @param name the IAM action, such as {@code publicCloudProject:apiovh:containerRegistry/get}
 */
record ControlAccess(String name, Callers callers) implements Access {
  @Override
  public void check(Request request) {
    request.attributes().put(ControlAccess.class, this);
    request.attributes().put(Caller.class, callers.require(request));
  }

  /**
   * @throws FaultException CredentialRefused ACTION_DENIED when the role does not allow the action
   *     of the request's route
   */
  static void requireRole(Request request, Role role) {
    if (!(request.attributes().get(ControlAccess.class) instanceof ControlAccess access)
        || !role.allows(access.name())) {
      throw denied(request);
    }
  }

  /**
   * For calls that make or change what lets somebody in: a consumer key that is for some calls,
   * some addresses or some time only must not come to more by them.
   *
   * @throws FaultException CredentialRefused CALL_NOT_GRANTED for such a key
   */
  static void requireWhole(Request request) {
    if (!Caller.of(request).isWhole()) {
      throw new FaultException(
          new Fault.CredentialRefused(
              Fault.CredentialProblem.CALL_NOT_GRANTED,
              "This call makes credentials, which a consumer key does only when it has all calls"
                  + " granted (GET, POST, PUT and DELETE /*), from every address and without an"
                  + " end"));
    }
  }

  /** The refusal of a caller who is known but may not; the renderer adds the action. */
  static FaultException denied(Request request) {
    return new FaultException(
        new Fault.CredentialRefused(
            Fault.CredentialProblem.ACTION_DENIED, "User not granted for this request"));
  }

  /** The action that the request's route asks for, "" when it asks for none. */
  static String action(Request request) {
    return request.attributes().get(ControlAccess.class) instanceof ControlAccess access
        ? access.name()
        : "";
  }
}
