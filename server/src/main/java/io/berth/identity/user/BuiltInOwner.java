package io.berth.identity.user;

import io.berth.tenant.RegistryId;
import java.time.Instant;

/**
 * User 1, whom every registry has from its creation, as every Harbor has one: the owner of the
 * project {@code library}. It is one row for all registries and belongs to none, so that no list
 * has it and no way in finds it: nobody signs in as it, and nothing of it changes but the flag that
 * it shows. Its name is nobody else's, but for the account of the control plane that is called so,
 * which is another user.
 */
public final class BuiltInOwner {
  public static final long ID = 1;

  public static final String NAME = "admin";

  private BuiltInOwner() {}

  /** How a registry shows it. */
  static User of(RegistryId registry, boolean sysadmin, Instant createdAt, Instant updatedAt) {
    return new User(
        ID,
        registry,
        NAME,
        null,
        "system admin",
        "admin user",
        User.Origin.BUILT_IN,
        sysadmin,
        0,
        createdAt,
        updatedAt);
  }
}
