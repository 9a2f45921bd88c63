package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.user.BuiltInOwner;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.tenant.RegistryId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users as the bodies of requests name them, by id or by name. */
public final class NamedUsers {
  private final Users users;

  public NamedUsers(Users users) {
    this.users = users;
  }

  /**
   * The user that a body names; the id counts where there are both.
   *
   * @throws FaultException Invalid BODY when it names none, or an id that no user has; NotFound
   *     USER for such a name
   */
  public User require(RegistryId registry, @Nullable Long id, @Nullable String username) {
    if (id != null && id != 0) {
      return find(registry, id)
          .orElseThrow(
              () -> FaultException.invalid(Fault.Part.BODY, "user " + id + " does not exist"));
    }
    if (username == null || username.isEmpty()) {
      throw FaultException.invalid(Fault.Part.BODY, "name the user by user_id or username");
    }
    return users
        .findByUsername(registry, username)
        .or(
            () ->
                username.equals(BuiltInOwner.NAME)
                    ? Optional.of(users.owner(registry))
                    : Optional.empty())
        .orElseThrow(
            () -> FaultException.notFound(Fault.Thing.USER, "user " + username + " is not found"));
  }

  /** The user of an id, the built-in owner included. */
  public Optional<User> find(RegistryId registry, long id) {
    return id == BuiltInOwner.ID ? Optional.of(users.owner(registry)) : users.find(registry, id);
  }
}
