package io.berth.control;

import io.berth.identity.AccountUsers;
import io.berth.identity.User;
import io.berth.identity.Users;
import io.berth.tenant.RegistryId;
import java.util.Optional;

/**
 * Accounts signing in to the registries of their projects (contracts/control-api.md section 1.8):
 * as administrator or as standard user, as their role on the project says. An account with a second
 * factor stays outside: a registry's sign-in and its container clients have a password only.
 */
final class IamUsers implements AccountUsers {
  private final ManagedRegistries registries;
  private final Accounts accounts;
  private final CloudProjects projects;
  private final SecondFactors secondFactors;
  private final Users users;

  IamUsers(
      ManagedRegistries registries,
      Accounts accounts,
      CloudProjects projects,
      SecondFactors secondFactors,
      Users users) {
    this.registries = registries;
    this.accounts = accounts;
    this.projects = projects;
    this.secondFactors = secondFactors;
    this.users = users;
  }

  @Override
  public Optional<User> signIn(RegistryId registry, String name, String password) {
    var place = registries.find(registry).filter(ManagedRegistry::iamEnabled);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    var account = accounts.verify(name, password).filter(known -> !secondFactors.enabled(known));
    var isAdministrator =
        account.flatMap(known -> projects.administrator(place.get().cloudProjectId(), known));
    return isAdministrator.isEmpty()
        ? Optional.empty()
        : users.ofAccount(
            registry,
            account.orElseThrow().name(),
            account.orElseThrow().email(),
            isAdministrator.get());
  }

  @Override
  public Optional<Boolean> administrator(User user) {
    return registries
        .find(user.registry())
        .filter(ManagedRegistry::iamEnabled)
        .flatMap(
            registry ->
                accounts
                    .findByName(user.username())
                    .filter(Account::enabled)
                    .flatMap(
                        account -> projects.administrator(registry.cloudProjectId(), account)));
  }
}
