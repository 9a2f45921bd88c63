package io.berth.harbor.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.NamedUsers;
import io.berth.http.message.Request;
import io.berth.identity.member.Actor;
import io.berth.identity.member.ActorLoader;
import io.berth.identity.right.SystemPermission;
import io.berth.identity.user.User;
import io.berth.tenant.CurrentRequest;

/** The user that {@code /users/{id}} names, and who may change them. */
public final class UserPath {
  private final NamedUsers named;
  private final ActorLoader persons;
  private final HarborAccess access;

  public UserPath(NamedUsers named, ActorLoader persons, HarborAccess access) {
    this.named = named;
    this.persons = persons;
    this.access = access;
  }

  /**
   * @throws FaultException Invalid QUERY when it is no number
   */
  static long id(Request request) {
    var id = request.param("id");
    if (!id.matches("\\d{1,18}")) {
      throw FaultException.invalid(Fault.Part.QUERY, "a user id is a number, not " + id);
    }
    return Long.parseLong(id);
  }

  static boolean isCaller(Actor caller, long id) {
    return caller instanceof Actor.Person person && person.user().id() == id;
  }

  /**
   * @throws FaultException NotFound USER
   */
  User require(long id) {
    return named.find(CurrentRequest.currentRegistry().id(), id).orElseThrow(() -> unknown(id));
  }

  /**
   * The same for who changes or removes the user.
   *
   * @throws FaultException NotFound USER, Forbidden for the built-in owner
   */
  User requirePerson(long id) {
    var user = require(id);
    if (user.origin() == User.Origin.BUILT_IN) {
      throw FaultException.forbidden(
          "User with ID "
              + id
              + " cannot be deleted or changed: it is the registry's built-in owner, whom nobody"
              + " signs in as");
    }
    return user;
  }

  /**
   * The user whom the caller may change: themselves, or anybody with the permission.
   *
   * @throws FaultException NotFound USER, Forbidden
   */
  User requireChangeable(Request request, Actor caller) {
    return requireChangeable(requireMayChange(request, caller), caller);
  }

  /**
   * The id of one whom the caller may change if they are there; what is sent is looked at before
   * they are, as in Harbor.
   *
   * @throws FaultException Forbidden
   */
  long requireMayChange(Request request, Actor caller) {
    var id = id(request);
    if (isCaller(caller, id)) {
      HarborAccess.requireWhole(caller);
    } else {
      access.require(caller, SystemPermission.USER_UPDATE);
    }
    return id;
  }

  /**
   * The user of an id that {@link #requireMayChange} gave.
   *
   * @throws FaultException NotFound USER, Forbidden
   */
  User requireChangeable(long id, Actor caller) {
    var user = requirePerson(id);
    requireOver(caller, user);
    return user;
  }

  /**
   * A robot that keeps users is none of those whom it could otherwise lock out or become.
   *
   * @throws FaultException Forbidden when only system administrators change the user
   */
  void requireOver(Actor caller, User user) {
    if (!caller.administrator()
        && !isCaller(caller, user.id())
        && persons
            .find(user.registry(), user.id(), Actor.Way.SESSION, null)
            .map(Actor.Person::isSystemAdministrator)
            .orElse(user.sysadmin())) {
      throw FaultException.forbidden(
          "the user "
              + user.username()
              + " is a system administrator, whom only system administrators change");
    }
  }

  static FaultException unknown(long id) {
    return FaultException.notFound(Fault.Thing.USER, "user " + id + " not found");
  }
}
