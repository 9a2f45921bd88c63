package io.berth.identity.federation;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderOptions;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.user.Revocation;
import io.berth.identity.user.Sessions;
import io.berth.identity.user.UserRow;
import io.berth.memory.StoredJson;
import io.berth.row.RegistryRows;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The providers of the registries: table oidc_provider. The primary one of a registry, whose alias
 * is empty, is managed by the control API; administrators of the registry may put others beside it.
 */
public final class Providers {
  private static final String PRIMARY = "";
  private static final int MOST = 20;

  private final Database database;
  private final Vault vault;
  private final Clock clock;

  public Providers(Database database, Vault vault, Clock clock) {
    this.database = database;
    this.vault = vault;
    this.clock = clock;
  }

  /** What {@link #configure} did. */
  public sealed interface Outcome {}

  /** The provider is set. */
  public record Configured(Provider provider) implements Outcome {}

  /** Nothing was changed: so many users would have to be deleted first. */
  public record UsersExist(int count) implements Outcome {}

  /** The primary provider. */
  public Optional<Provider> find(RegistryId registry) {
    return find(registry, PRIMARY);
  }

  /** The provider of an alias; the empty one names the primary provider. */
  public Optional<Provider> find(RegistryId registry, String alias) {
    return database.read((Handle handle) -> find(handle, registry, alias));
  }

  /** All providers of a registry, the primary one first. */
  public List<Provider> list(RegistryId registry) {
    return database.read((Handle handle) -> list(handle, registry));
  }

  /** Whether a registry has a provider. */
  public static boolean any(Handle handle, RegistryId registry) {
    return handle
        .createQuery("SELECT 1 FROM oidc_provider WHERE registry_id = :registry LIMIT 1")
        .bind("registry", registry.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Where the providers of all registries are. */
  public List<String> endpoints() {
    return database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT DISTINCT endpoint FROM oidc_provider ORDER BY endpoint")
                .mapTo(String.class)
                .list());
  }

  /** The provider that is this issuer. */
  public Optional<Provider> byIssuer(RegistryId registry, String issuer) {
    return list(registry).stream()
        .filter(provider -> provider.settings().isIssuer(issuer))
        .findFirst();
  }

  /**
   * Adds or replaces the primary provider. Adding needs a registry without users, or leave to
   * delete them; replacing keeps them unless told otherwise
   * (docs/reference/contracts/control-api.md#openidconnect).
   *
   * @throws FaultException Conflict when the issuer is another provider's, IAM_ENABLED
   */
  public Outcome configure(RegistryId registry, ProviderSettings settings, boolean deleteUsers) {
    return database.write(
        (Handle handle) -> {
          RegistryRows.refuseWithAccounts(handle, registry);
          var present = find(handle, registry, PRIMARY).isPresent();
          var users = UserRow.count(handle, registry);
          if (!present && users > 0 && !deleteUsers) {
            return new UsersExist(users);
          }
          if (deleteUsers) {
            deleteUsers(handle, registry);
          }
          var stored = store(handle, registry, PRIMARY, settings);
          Groups.OfProvider.adopt(handle, registry, settings.issuer());
          return new Configured(stored);
        });
  }

  /**
   * Replaces the settings of the primary provider.
   *
   * @throws FaultException NotFound PROVIDER, Conflict when the issuer is another provider's
   */
  public Provider update(RegistryId registry, ProviderSettings settings) {
    return update(registry, PRIMARY, settings);
  }

  /**
   * Replaces the settings of a provider that is there.
   *
   * @throws FaultException NotFound PROVIDER, Conflict when the issuer is another provider's
   */
  public Provider update(RegistryId registry, String alias, ProviderSettings settings) {
    return database.write(
        (Handle handle) -> {
          if (find(handle, registry, alias).isEmpty()) {
            throw absent();
          }
          return store(handle, registry, alias, settings);
        });
  }

  /**
   * Puts a provider beside the others; users stay as they are.
   *
   * @param alias lower-case letters, digits and hyphens, at most 40
   * @throws FaultException Conflict when the alias or the issuer is there already, IAM_ENABLED;
   *     Invalid BODY
   */
  public Provider add(RegistryId registry, String alias, ProviderSettings settings) {
    if (!alias.matches("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")) {
      throw FaultException.invalid(
          Fault.Part.BODY,
          "the alias must have 1 to 40 lower-case letters, digits or hyphens between them");
    }
    return database.write(
        (Handle handle) -> {
          RegistryRows.refuseWithAccounts(handle, registry);
          var present = list(handle, registry);
          if (present.stream().anyMatch(provider -> provider.alias().equals(alias))) {
            throw FaultException.conflict(
                "CONFLICT", "a provider with the alias " + alias + " is here already");
          }
          if (present.size() >= MOST) {
            throw FaultException.conflict(
                "CONFLICT", "a registry may have at most " + MOST + " providers");
          }
          return store(handle, registry, alias, settings);
        });
  }

  /**
   * Sets what goes beyond the settings.
   *
   * @throws FaultException NotFound PROVIDER, Conflict when a former issuer is another provider's
   */
  public Provider setOptions(RegistryId registry, String alias, ProviderOptions options) {
    return database.write(
        (Handle handle) -> {
          var others = others(handle, registry, alias);
          options.formerIssuers().forEach(issuer -> UniqueIssuers.require(others, issuer));
          var changed =
              handle
                  .createUpdate(
                      """
                      UPDATE oidc_provider SET allowed_groups = :groups, admin_groups = :admins,
                        authorization_parameters = :parameters, certificates = :certificates,
                        end_session = :endSession, former_issuers = :former, updated_at = :now
                      WHERE registry_id = :registry AND alias = :alias
                      """)
                  .bind("groups", StoredJson.write(options.allowedGroups()))
                  .bind("admins", StoredJson.write(options.adminGroups()))
                  .bind("parameters", StoredJson.write(options.authorizationParameters()))
                  .bind("certificates", options.certificates())
                  .bind("endSession", options.endSession() ? 1 : 0)
                  .bind("former", StoredJson.write(options.formerIssuers()))
                  .bind("now", Micros.of(clock.instant()))
                  .bind("registry", registry.value())
                  .bind("alias", alias)
                  .execute();
          if (changed == 0) {
            throw absent();
          }
          return find(handle, registry, alias).orElseThrow();
        });
  }

  /**
   * Removes the primary provider, its groups and all users in one transaction; false when there was
   * none. The other providers stay.
   */
  public boolean remove(RegistryId registry) {
    return database.write(
        (Handle handle) -> {
          var provider = find(handle, registry, PRIMARY);
          provider.ifPresent(
              found -> {
                delete(handle, found);
                deleteUsers(handle, registry);
              });
          return provider.isPresent();
        });
  }

  /**
   * Removes a provider beside the primary one with its groups and their roles, and ends the
   * sessions that began there. Its users stay, and are known again should it come back; but whom no
   * other provider knows has no session, CLI secret or access token any more. False when there was
   * none.
   */
  public boolean removeFurther(RegistryId registry, String alias) {
    if (alias.equals(PRIMARY)) {
      throw new IllegalArgumentException("the primary provider goes with all users");
    }
    return database.write(
        (Handle handle) -> {
          var provider = find(handle, registry, alias);
          provider.ifPresent(
              found -> {
                delete(handle, found);
                for (var issuer : found.settings().issuers()) {
                  Sessions.endOfIssuer(handle, registry, issuer);
                }
                endStranded(handle, registry);
              });
          return provider.isPresent();
        });
  }

  private void endStranded(Handle handle, RegistryId registry) {
    var present = list(handle, registry);
    Revocation.stranded(
        handle,
        registry,
        issuer -> present.stream().anyMatch(one -> one.settings().vouchesFor(issuer)));
  }

  /** Groups go too, unless another provider has taken over their issuer. */
  private void delete(Handle handle, Provider provider) {
    var others = others(handle, provider.registry(), provider.alias());
    handle
        .createUpdate("DELETE FROM oidc_provider WHERE id = :id")
        .bind("id", provider.id())
        .execute();
    var kept = others.stream().flatMap(other -> other.settings().issuers().stream()).toList();
    var gone = provider.settings().issuers().stream().filter(i -> !kept.contains(i)).toList();
    Groups.OfProvider.remove(handle, provider.registry(), gone);
  }

  private static void deleteUsers(Handle handle, RegistryId registry) {
    UserRow.deleteAll(handle, registry);
    Onboardings.forget(handle, registry);
  }

  private Provider store(
      Handle handle, RegistryId registry, String alias, ProviderSettings settings) {
    var others = others(handle, registry, alias);
    UniqueIssuers.require(others, settings.endpoint());
    var before = find(handle, registry, alias);
    handle
        .createUpdate(
            """
            INSERT INTO oidc_provider
              (registry_id, alias, id, name, endpoint, client_id, client_secret_sealed, scope,
               groups_claim, group_filter, admin_group, user_claim, verify_cert, auto_onboard,
               status, created_at, updated_at)
            VALUES (:registry, :alias, :id, :name, :endpoint, :clientId, :secret, :scope,
               :groupsClaim, :groupFilter, :adminGroup, :userClaim, :verifyCert, :autoOnboard,
               'READY', :now, :now)
            ON CONFLICT (registry_id, alias) DO UPDATE SET
               name = excluded.name, endpoint = excluded.endpoint, client_id = excluded.client_id,
               client_secret_sealed = excluded.client_secret_sealed, scope = excluded.scope,
               groups_claim = excluded.groups_claim, group_filter = excluded.group_filter,
               admin_group = excluded.admin_group, user_claim = excluded.user_claim,
               verify_cert = excluded.verify_cert, auto_onboard = excluded.auto_onboard,
               updated_at = excluded.updated_at
            """)
        .bind("registry", registry.value())
        .bind("alias", alias)
        .bind("id", UUID.randomUUID().toString())
        .bind("name", settings.name())
        .bind("endpoint", settings.endpoint())
        .bind("clientId", settings.clientId())
        .bind("secret", vault.seal(ProviderRow.SECRET, settings.clientSecret()))
        .bind("scope", settings.scope())
        .bind("groupsClaim", settings.groupsClaim())
        .bind("groupFilter", settings.groupFilter())
        .bind("adminGroup", settings.adminGroup())
        .bind("userClaim", settings.userClaim())
        .bind("verifyCert", settings.verifyCert() ? 1 : 0)
        .bind("autoOnboard", settings.autoOnboard() ? 1 : 0)
        .bind("now", Micros.of(clock.instant()))
        .execute();
    before.ifPresent(
        old -> {
          moved(handle, old, settings, others);
          endStranded(handle, registry);
        });
    return find(handle, registry, alias).orElseThrow();
  }

  /**
   * When an endpoint moves, the issuer it had becomes a former one, so that its people keep their
   * users. With another client it is taken for another provider, whose subjects may be other
   * people. An issuer that another provider has stays that one's.
   */
  private static void moved(
      Handle handle, Provider old, ProviderSettings settings, List<Provider> others) {
    var was = old.settings();
    var former = was.options().formerIssuers().stream();
    if (!was.clientId().equals(settings.clientId())) {
      former = Stream.of();
    } else if (!was.isIssuer(settings.endpoint())
        && others.stream().noneMatch(it -> it.settings().vouchesFor(was.endpoint()))) {
      former = Stream.concat(former, Stream.of(was.endpoint()));
    }
    setFormer(handle, old, former.filter(issuer -> !settings.isIssuer(issuer)).distinct().toList());
  }

  private static void setFormer(Handle handle, Provider provider, List<String> issuers) {
    handle
        .createUpdate("UPDATE oidc_provider SET former_issuers = :formerIssuers WHERE id = :id")
        .bind("formerIssuers", StoredJson.write(issuers))
        .bind("id", provider.id())
        .execute();
  }

  /**
   * The providers beside one that is about to change, which nobody else changes meanwhile. A former
   * issuer that they do not have themselves is gone for good: it would be theirs once its owner
   * moves.
   */
  private List<Provider> others(Handle handle, RegistryId registry, String alias) {
    RegistryRows.lock(handle, registry);
    var others =
        list(handle, registry).stream().filter(other -> !other.alias().equals(alias)).toList();
    others.forEach(it -> setFormer(handle, it, it.settings().options().formerIssuers()));
    return others;
  }

  /** Each with the issuers that are its own. */
  private List<Provider> list(Handle handle, RegistryId registry) {
    return UniqueIssuers.of(
        handle
            .createQuery("SELECT * FROM oidc_provider WHERE registry_id = :registry ORDER BY alias")
            .bind("registry", registry.value())
            .map((row, _) -> ProviderRow.read(row, vault))
            .list());
  }

  private Optional<Provider> find(Handle handle, RegistryId registry, String alias) {
    return list(handle, registry).stream().filter(one -> one.alias().equals(alias)).findFirst();
  }

  private static FaultException absent() {
    return FaultException.notFound(
        Fault.Thing.PROVIDER, "no OpenID Connect provider is configured for this registry");
  }
}
