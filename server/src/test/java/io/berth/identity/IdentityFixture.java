package io.berth.identity;

import io.berth.identity.federation.Groups;
import io.berth.identity.federation.ProviderLinks;
import io.berth.identity.federation.ProviderUsers;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.Members;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.right.ProjectScope;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.user.CliSecrets;
import io.berth.identity.user.NewUser;
import io.berth.identity.user.Passwords;
import io.berth.identity.user.Sessions;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.secret.Vault;
import io.berth.server.wiring.IdentityStores;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database with two registries, and identity's tables over it. */
public final class IdentityFixture implements AutoCloseable {
  public final SecureRandom random = new SecureRandom();
  public final TestClock clock = new TestClock();
  public final Vault vault = new Vault(new byte[32], random);
  public final Database database;
  public final Passwords passwords = QuickPasswords.with(random);
  public final Users users;
  public final Providers providers;
  public final ProviderUsers providerUsers;
  public final ProviderLinks links;
  public final CliSecrets secrets;
  public final Sessions sessions;
  public final Members members;
  public final Groups groups;
  private final RegistrySettings settings;
  public final RegistryId registry;
  public final RegistryId other;

  public IdentityFixture(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    var stores = new IdentityStores(database, vault, passwords, random, clock, 0);
    users = stores.users;
    providers = stores.providers;
    providerUsers = stores.providerUsers;
    links = stores.providerLinks;
    secrets = stores.cliSecrets;
    sessions = stores.sessions;
    members = stores.members;
    groups = stores.groups;
    settings = stores.settings;
    database.run(
        handle -> {
          handle.execute(
              "INSERT INTO account (id, name, email, password_hash, created_at)"
                  + " VALUES (1, 'a', '', '', 1)");
          handle.execute(
              "INSERT INTO cloud_project (id, account_id, description, status, created_at)"
                  + " VALUES ('p', 1, '', 'ok', 1)");
        });
    registry = newRegistry("demo1234");
    other = newRegistry("other123");
  }

  public RegistryId newRegistry(String label) {
    var id = RegistryId.random();
    var key = new byte[32];
    random.nextBytes(key);
    database.run(
        handle ->
            handle.execute(
                "INSERT INTO registry (id, cloud_project_id, name, region, plan_id, status,"
                    + " host_label, token_key_sealed, created_at, updated_at)"
                    + " VALUES (?, 'p', 'demo', '', '', 'READY', ?, ?, 1, 1)",
                id.value(),
                label,
                vault.seal("registry.token_key_sealed", key)));
    return id;
  }

  public AccessPolicy policy() {
    return new AccessPolicy(members, settings);
  }

  public User local(String username) {
    return users.createLocal(
        registry, new NewUser(username, null, username, "", "Passw0rd", false));
  }

  public User onboarded(String username, String... groups) {
    return providerUsers.onboard(registry, person("sub-" + username, null, groups), username);
  }

  public static ProviderPerson person(String subject, @Nullable String email, String... groups) {
    return new ProviderPerson(
        "https://idp.test/realm",
        subject,
        email,
        "Name of " + subject,
        "hint",
        List.of(groups),
        "refresh-1",
        "id-token-1",
        1_000_000L);
  }

  public static ProviderSettings settings() {
    return new ProviderSettings(
        "keycloak",
        "https://idp.test/realm",
        "harbor",
        "secret",
        "openid,profile",
        "groups",
        "",
        "harbor-admin",
        "",
        true,
        false);
  }

  /** The ids of the groups that the provider of {@link #settings} calls so. */
  public List<Long> groupIds(String... names) {
    return groups.ids(registry, settings(), List.of(names));
  }

  /** A group of the provider of {@link #settings}, which it has shown. */
  public Groups.Group providerGroup(String name) {
    groups.seen(registry, settings(), List.of(name));
    return groups.findOfProvider(registry, settings().issuers(), name).orElseThrow();
  }

  /** A project; the owner is nobody. */
  public ProjectScope project(String name, boolean isPublic) {
    long id =
        database.write(
            handle ->
                handle
                    .createQuery(
                        "INSERT INTO project (registry_id, name, public, created_at, updated_at)"
                            + " VALUES (?, ?, ?, 1, 1) RETURNING id")
                    .bind(0, registry.value())
                    .bind(1, name)
                    .bind(2, isPublic ? 1 : 0)
                    .mapTo(Long.class)
                    .one());
    return new ProjectScope(id, name, isPublic);
  }

  @Override
  public void close() {
    database.close();
  }
}
