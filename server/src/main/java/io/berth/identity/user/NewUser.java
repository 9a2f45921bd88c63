package io.berth.identity.user;

import org.jspecify.annotations.Nullable;

/**
 * A local user to be made.
 *
 * @param email null or empty when unknown
 * @param password in clear; only its hash is kept
 */
public record NewUser(
    String username,
    @Nullable String email,
    String realName,
    String comment,
    String password,
    boolean sysadmin) {
  @Override
  public String toString() {
    return "NewUser[" + username + "]";
  }
}
