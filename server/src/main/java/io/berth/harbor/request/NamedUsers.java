package io.berth.harbor.request;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.tenant.RegistryId;
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
   * @throws FaultException Invalid BODY when it names none, NotFound USER
   */
  public User require(RegistryId registry, @Nullable Long id, @Nullable String username) {
    if ((id == null || id == 0) && (username == null || username.isEmpty())) {
      throw FaultException.invalid(Fault.Part.BODY, "name the user by user_id or username");
    }
    var found =
        id != null && id != 0
            ? users.find(registry, id)
            : users.findByUsername(registry, username == null ? "" : username);
    return found.orElseThrow(
        () -> FaultException.notFound(Fault.Thing.USER, "the user does not exist"));
  }
}
