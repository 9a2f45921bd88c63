package io.berth.identity.user;

import io.berth.identity.member.Actor;
import io.berth.tenant.RegistryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person in one registry.
 *
 * @param id never reused, in Harbor's API a number, in the control API decimal text
 * @param username unique in the registry, case-sensitive
 * @param email unique in the registry, null when unknown
 * @param generation moves on whenever all that the user was given ends, see {@link Revocation}
 * @param sysadmin the stored flag; membership of the admin group comes on top, see {@link Actor}
 */
public record User(
    long id,
    RegistryId registry,
    String username,
    @Nullable String email,
    String realName,
    String comment,
    Origin origin,
    boolean sysadmin,
    long generation,
    Instant createdAt,
    Instant updatedAt) {

  /** The same person with or without the flag. */
  public User withSysadmin(boolean flag) {
    return new User(
        id,
        registry,
        username,
        email,
        realName,
        comment,
        origin,
        flag,
        generation,
        createdAt,
        updatedAt);
  }

  /** Where the person signs in. */
  public enum Origin {
    /** With a password kept here. */
    LOCAL,
    /** At an OpenID Connect provider. */
    PROVIDER,
    /** With an account of the control plane. */
    ACCOUNT,
    /** Nowhere: {@link BuiltInOwner}. */
    BUILT_IN
  }
}
