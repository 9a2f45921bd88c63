package io.berth.harbor;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import io.berth.identity.Actor;
import io.berth.identity.SystemPermission;
import io.berth.identity.User;
import io.berth.tenant.CurrentRequest;

/** The user that a path names by {@code {id}}, and who may do something to them. */
final class NamedUser {
  private final HarborParts.People people;
  private final HarborAccess access;

  NamedUser(HarborParts.People people, HarborAccess access) {
    this.people = people;
    this.access = access;
  }

  /** Lets users change themselves, unless an access token narrows them, and others by right. */
  void selfOr(Actor caller, long id, SystemPermission permission) {
    if (isCaller(caller, id)) {
      HarborAccess.requireWhole(caller);
    } else {
      access.require(caller, permission);
    }
  }

  /** A robot that keeps users is none of those whom it could otherwise lock out or become. */
  void requireOver(Actor caller, User user) {
    if (!caller.administrator()
        && !isCaller(caller, user.id())
        && people
            .persons()
            .find(user.registry(), user.id(), Actor.Way.SESSION, null)
            .map(Actor.Person::isSystemAdministrator)
            .orElse(user.sysadmin())) {
      throw FaultException.forbidden(
          "the user "
              + user.username()
              + " is a system administrator, whom only system administrators change");
    }
  }

  static boolean isCaller(Actor caller, long id) {
    return caller instanceof Actor.Person person && person.user().id() == id;
  }

  /**
   * @throws FaultException NotFound USER
   */
  User require(long id) {
    return people
        .users()
        .find(CurrentRequest.currentRegistry().id(), id)
        .orElseThrow(() -> unknown(id));
  }

  static FaultException unknown(long id) {
    return FaultException.notFound(Fault.Thing.USER, "user " + id + " not found");
  }

  static long id(Request request) {
    var id = request.param("id");
    if (!id.matches("\\d{1,18}")) {
      throw FaultException.invalid(Fault.Part.QUERY, "a user id is a number, not " + id);
    }
    return Long.parseLong(id);
  }
}
