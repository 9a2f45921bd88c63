package io.berth.control;

import io.berth.catalog.Projects;
import io.berth.catalog.Quotas;
import io.berth.control.schema.Operation;
import io.berth.http.Api;
import io.berth.identity.AccountTickets;
import io.berth.identity.AccountUsers;
import io.berth.identity.Groups;
import io.berth.identity.Members;
import io.berth.identity.Passwords;
import io.berth.identity.ProviderSettings;
import io.berth.identity.Providers;
import io.berth.identity.SignIns;
import io.berth.identity.Users;
import io.berth.sql.Database;
import io.berth.sql.Vault;
import io.berth.tenant.Registries;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All of the control plane, put together; the parts that others use are its fields. */
public final class ControlParts {
  public final Accounts accounts;
  public final Applications applications;
  public final OauthClients oauthClients;
  public final CloudProjects cloudProjects;
  public final RegistryDirectory directory;
  public final RegistryLifecycle lifecycle;
  public final IpRestrictions ipRestrictions;

  private final Iam iam;
  private final AccountParts account;
  private @Nullable BeyondParts beyond;
  private final ManagedRegistries registries;
  private final AccountKeys accountKeys;
  private final SecureRandom random;
  private final Clock clock;

  /**
   * @param chosenDefault id or name of the default registry; the first one when absent
   */
  public ControlParts(
      Database database,
      Vault vault,
      Passwords passwords,
      SecureRandom random,
      Clock clock,
      Optional<String> chosenDefault,
      Projects projects) {
    this.random = random;
    this.clock = clock;
    accounts = new Accounts(database, passwords, clock);
    applications = new Applications(database, vault, random, clock);
    accountKeys = new AccountKeys(database);
    oauthClients = new OauthClients(database, random, clock);
    account =
        new AccountParts(
            new AccountParts.Ground(database, vault, random, clock),
            accounts,
            applications,
            new ServiceAccounts(database, random, clock));
    cloudProjects = new CloudProjects(database, random, clock);
    registries = new ManagedRegistries(database, vault, random, clock);
    directory = new RegistryDirectory(registries, chosenDefault);
    lifecycle = new RegistryLifecycle(registries, directory, projects);
    ipRestrictions = new IpRestrictions(database, clock);
    iam = new Iam(database, clock);
  }

  /**
   * What the API says and does about the inside of registries.
   *
   * @param check fetches a provider's discovery document; refuses with Invalid BODY
   * @param urls a registry's URL by its host label
   * @param quotas knows the bytes that registries hold
   */
  public record Inside(
      Users users,
      Providers providers,
      SignIns signIns,
      Members members,
      Groups groups,
      Consumer<ProviderSettings> check,
      UnaryOperator<String> urls,
      Quotas quotas) {}

  /**
   * How accounts come to registries.
   *
   * @param url the control host without trailing slash, over HTTPS when that is asked for and there
   * @param registryUrl a registry's generated host by its label, in the same way
   * @param ours whether a URL has a name of this server, which no registry's owner chose, and leads
   *     to one of its listeners
   */
  public record Entrance(
      Users users,
      AccountTickets tickets,
      Function<Boolean, String> url,
      BiFunction<String, Boolean, String> registryUrl,
      Predicate<String> ours) {}

  /** The accounts as users of registries; to be made before {@link #api}. */
  public AccountUsers accountUsers(Entrance entrance) {
    var made = new IamUsers(registries, accounts, cloudProjects, account.secondFactors(), entrance);
    account.open(made, entrance.tickets(), entrance.ours());
    return made;
  }

  /** What goes beyond OVHcloud's service; to be made before {@link #api}. */
  public BeyondParts beyond(BeyondParts.Outside outside) {
    var made = new BeyondParts(account.ground(), registries, outside);
    beyond = made;
    return made;
  }

  /** The hosts of all registries. */
  public Registries hosts(BeyondParts beyond) {
    return new NamedRegistries(directory, beyond.domains);
  }

  public Api<?> api(Inside inside) {
    var further = Objects.requireNonNull(beyond, "what goes beyond is made first");
    further.measureBy(inside.quotas()::ofRegistry);
    var access = new ControlAccess(account.callers, cloudProjects, registries);
    var auth = new AuthEndpoints(applications, accountKeys, clock);
    List<List<Operation<ControlCall>>> operations =
        List.of(
            auth.operations(access),
            account.operations(access, further.stopping()),
            further.operations(access),
            new MeEndpoints(accountKeys).operations(access),
            new OauthClientEndpoints(oauthClients).operations(access),
            new ProjectEndpoints(cloudProjects).operations(access),
            new CatalogueEndpoints().operations(access),
            new RegistryEndpoints(registries, lifecycle, directory, inside.urls(), inside.quotas())
                .operations(access),
            new PlanEndpoints(lifecycle, inside.quotas()::ofRegistry).operations(access),
            new RegistryUserEndpoints(inside.users(), inside.providers(), random)
                .operations(access),
            new OpenIdConnectEndpoints(inside.providers(), inside.users(), inside.check())
                .operations(access),
            new SignInAttempts(
                    inside.signIns(), inside.providers(), inside.members(), inside.groups())
                .operations(access),
            new IpRestrictionEndpoints(ipRestrictions).operations(access),
            new IamEndpoints(iam).operations(access));
    return new ControlApi(
            operations.stream().flatMap(List::stream).toList(), account.pages(), account.trail)
        .api();
  }

  /** Forgets what has ended, and what the audit trail keeps no longer; how many. */
  public long sweep(Duration auditRetention) {
    return account.sweep(auditRetention);
  }
}
