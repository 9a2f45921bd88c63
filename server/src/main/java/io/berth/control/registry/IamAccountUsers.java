package io.berth.control.registry;

import io.berth.control.account.Account;
import io.berth.control.account.Accounts;
import io.berth.control.account.SecondFactors;
import io.berth.control.project.CloudProjects;
import io.berth.identity.user.AccountUsers;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.sql.Database;
import io.berth.sql.QueryCache;
import io.berth.tenant.PublicAddresses;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.util.Optional;

/**
 * Accounts signing in to the registries of their projects
 * (docs/reference/contracts/control-api.md#iam): as administrator or as standard user, as their
 * role on the project says. An account with a second factor comes through the control host only,
 * because a registry's own sign-in asks for a password; its container clients use a CLI secret.
 */
public final class IamAccountUsers implements AccountUsers {
  private final ManagedRegistries registries;
  private final Accounts accounts;
  private final CloudProjects projects;
  private final SecondFactors secondFactors;
  private final Users users;
  private final PublicAddresses addresses;
  private final QueryCache<Named, Optional<Boolean>> administrators;

  private record Named(RegistryId registry, String username) {}

  public IamAccountUsers(
      Database database,
      ManagedRegistries registries,
      Accounts accounts,
      CloudProjects projects,
      SecondFactors secondFactors,
      Users users,
      PublicAddresses addresses) {
    this.administrators = new QueryCache<>(database, 10_000);
    this.registries = registries;
    this.accounts = accounts;
    this.projects = projects;
    this.secondFactors = secondFactors;
    this.users = users;
    this.addresses = addresses;
  }

  /** The control host's page that lets an account into a registry. */
  public static String signOnPath() {
    return "/auth/registry";
  }

  @Override
  public Optional<User> signIn(RegistryId registry, String name, String password) {
    return signInHere(registry)
        ? accounts
            .verify(name, password)
            .filter(known -> !secondFactors.enabled(known))
            .flatMap(account -> user(registry, account))
        : Optional.empty();
  }

  @Override
  public boolean signInHere(RegistryId registry) {
    return registries.find(registry).filter(ManagedRegistry::iamEnabled).isPresent();
  }

  @Override
  public Optional<User> user(RegistryId registry, long account) {
    return accounts.find(account).filter(Account::enabled).flatMap(known -> user(registry, known));
  }

  private Optional<User> user(RegistryId registry, Account account) {
    return registries
        .find(registry)
        .filter(ManagedRegistry::iamEnabled)
        .flatMap(place -> projects.administrator(place.cloudProjectId(), account))
        .flatMap(
            isAdministrator ->
                users.ofAccount(registry, account.name(), account.email(), isAdministrator));
  }

  @Override
  public String signInPage(boolean secure) {
    return addresses.panelUrl(secure) + signOnPath();
  }

  @Override
  public String home(Registry registry, String place, boolean secure) {
    return addresses.isOwnUrl(place) ? place : addresses.registryUrl(registry.hostLabel(), secure);
  }

  @Override
  public Optional<Boolean> administrator(User user) {
    return administrators.get(new Named(user.registry(), user.username()), this::readAdministrator);
  }

  private Optional<Boolean> readAdministrator(Named user) {
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
