package io.berth.identity.user;

import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.util.Optional;

/** No account signs in anywhere. */
public final class NoAccounts implements AccountUsers {
  @Override
  public Optional<User> signIn(RegistryId registry, String name, String password) {
    return Optional.empty();
  }

  @Override
  public boolean signInHere(RegistryId registry) {
    return false;
  }

  @Override
  public Optional<User> user(RegistryId registry, long account) {
    return Optional.empty();
  }

  @Override
  public String signInPage(boolean secure) {
    return "";
  }

  @Override
  public String home(Registry registry, String place, boolean secure) {
    return place;
  }

  @Override
  public Optional<Boolean> administrator(User user) {
    return Optional.empty();
  }
}
