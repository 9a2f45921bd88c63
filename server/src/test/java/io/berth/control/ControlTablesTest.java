package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.Projects;
import io.berth.control.account.Account;
import io.berth.control.account.Accounts;
import io.berth.control.account.OauthClients;
import io.berth.control.account.ServiceAccounts;
import io.berth.control.application.AccessRule;
import io.berth.control.application.Applications;
import io.berth.control.application.ConsumerKeyRequests;
import io.berth.control.project.CloudProjectRole;
import io.berth.control.project.CloudProjects;
import io.berth.control.registry.ManagedRegistries;
import io.berth.control.registry.ManagedRegistry;
import io.berth.control.registry.Plan;
import io.berth.control.registry.RegistryDirectory;
import io.berth.control.registry.RegistryLifecycle;
import io.berth.fault.FaultException;
import io.berth.identity.user.NewUser;
import io.berth.identity.user.Passwords;
import io.berth.identity.user.Users;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class ControlTablesTest {
  private static final String PASSWORD = "Secret-1234";

  private final Database database;
  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();
  private final Passwords passwords = QuickPasswords.with(random);
  private final Vault vault = new Vault(new byte[32], random);
  private final Accounts accounts;
  private final Applications applications;
  private final CloudProjects projects;
  private final ManagedRegistries registries;
  private final RegistryDirectory directory;
  private final RegistryLifecycle lifecycle;
  private final Projects content;

  ControlTablesTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    accounts = new Accounts(database, passwords, clock);
    applications = new Applications(database, vault, random, clock);
    projects = new CloudProjects(database, random, clock);
    registries = new ManagedRegistries(database, vault, random, clock);
    directory = new RegistryDirectory(database, registries, Optional.empty());
    content = TestCatalog.of(database, clock).projects();
    lifecycle = new RegistryLifecycle(registries, content);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAccountIsProvenByItsPassword() {
    assertThat(accounts.isEmpty()).isTrue();
    var account = accounts.create("admin", "admin@example.test", PASSWORD);
    assertThat(accounts.isEmpty()).isFalse();
    assertThat(accounts.verify("admin", PASSWORD)).contains(account);
    assertThat(accounts.verify("admin", PASSWORD + "x")).isEmpty();
    assertThat(accounts.verify("nobody", PASSWORD)).isEmpty();
    accounts.changePassword(account, "Another-1234", 0);
    assertThat(accounts.verify("admin", PASSWORD)).isEmpty();
    assertThat(accounts.verify("admin", "Another-1234").map(Account::id)).contains(account.id());
  }

  @Test
  void aConsumerKeyBelongsToItsApplicationUntilItExpires() {
    var account = account();
    var one = applications.create(account, "one", "");
    var other = applications.create(account, "other", "");
    var key = applications.grant(one, AccessRule.ALL);

    assertThat(applications.find(one.key())).contains(one);
    assertThat(applications.find("unknown")).isEmpty();
    var credential = applications.credential(one, key).orElseThrow();
    assertThat(credential.rules()).isEqualTo(AccessRule.ALL);
    assertThat(credential.validAt(clock.instant())).isTrue();
    assertThat(applications.credential(other, key)).isEmpty();

    applications.used(credential);
    assertThat(applications.credential(one, key).orElseThrow().lastUsedAt()).isNotNull();
    applications.expire(credential);
    assertThat(applications.credential(one, key).orElseThrow().validAt(clock.instant())).isFalse();
  }

  @Test
  void whatIsRememberedIsForgottenWithTheTableItCameFrom() {
    var account = account();
    var application = applications.create(account, "one", "");
    var project = projects.create(account, "one");
    var registry = lifecycle.createNow(project, "first", "GRA", Plan.SMALL);
    assertThat(applications.find(application.key()).orElseThrow().active()).isTrue();
    assertThat(accounts.find(account.id()).orElseThrow().enabled()).isTrue();

    database.run(handle -> handle.execute("UPDATE application SET status = 'blocked'"));
    assertThat(applications.find(application.key()).orElseThrow().active()).isFalse();
    registries.rename(registry.id(), "second");
    assertThat(registries.require(project, registry.id().value()).name()).isEqualTo("second");
    accounts.setEnabled(account, false);
    assertThat(accounts.find(account.id()).orElseThrow().enabled()).isFalse();
    database.run(handle -> handle.execute("UPDATE cloud_project_member SET role = 'viewer'"));
    assertThat(projects.require(account, project.id()).role()).isEqualTo(CloudProjectRole.VIEWER);
    database.run(handle -> handle.execute("DELETE FROM cloud_project_member"));
    assertThatThrownBy(() -> projects.require(account, project.id()))
        .isInstanceOf(FaultException.class);
    registries.delete(registry.id());
    assertThatThrownBy(() -> registries.require(project, registry.id().value()))
        .isInstanceOf(FaultException.class);
  }

  @Test
  void anApplicationHasABoundedNumberOfRequestsWaiting() {
    var account = account();
    var application = applications.create(account, "one", "");
    var requests = new ConsumerKeyRequests(database, random, clock);
    var accepted = requests.ask(application, AccessRule.ALL, List.of(), null);
    assertThat(requests.accept(accepted.token(), account, null)).isTrue();
    var first = requests.ask(application, AccessRule.ALL, List.of(), null);
    var second = requests.ask(application, AccessRule.ALL, List.of(), null);
    for (int i = 1; i < ConsumerKeyRequests.MOST_WAITING; i++) {
      requests.ask(application, AccessRule.ALL, List.of(), null);
    }
    assertThat(requests.find(first.token())).isEmpty();
    assertThat(requests.find(second.token())).isPresent();
    assertThat(applications.credential(application, accepted.consumerKey())).isPresent();
  }

  @Test
  void anAccessTokenSpeaksForItsAccountForAnHour() {
    var account = account();
    var now = new ServiceAccounts(database, random, clock);
    var client =
        new OauthClients(database, random, clock)
            .create(account, OauthClients.Wanted.serviceAccount("ci", ""));
    var token = now.issue(client.clientId(), client.clientSecret()).orElseThrow();

    assertThat(now.issue(client.clientId(), "wrong")).isEmpty();
    assertThat(now.issue("unknown", client.clientSecret())).isEmpty();
    assertThat(now.holder(token).orElseThrow().accountId()).isEqualTo(account.id());
    assertThat(now.holder(token + "x")).isEmpty();
    var later = Clock.offset(clock, Duration.ofMinutes(61));
    assertThat(new ServiceAccounts(database, random, later).holder(token)).isEmpty();
  }

  @Test
  void aProjectIsOnlySeenByItsAccount() {
    var owner = account();
    var stranger = accounts.create("stranger", "stranger@example.test", PASSWORD);
    var project = projects.create(owner, "one");

    assertThat(project.id()).matches("[0-9a-f]{32}");
    assertThat(projects.list(owner)).containsExactly(project.id());
    assertThat(projects.require(owner, project.id())).isEqualTo(project);
    assertThatThrownBy(() -> projects.require(stranger, project.id()))
        .isInstanceOf(FaultException.class)
        .hasMessage("This service does not exist");
  }

  @Test
  void aRegistryIsInstalledFoundByItsHostAndTheFirstOneIsTheDefault() {
    var project = projects.create(account(), "one");
    var first = lifecycle.createNow(project, "first", "GRA", Plan.SMALL);
    var second = lifecycle.createNow(project, "second", "DE", Plan.LARGE);

    assertThat(first.status()).isEqualTo(ManagedRegistry.Status.READY);
    assertThat(first.deliveredAt()).isNotNull();
    assertThat(registries.page(project, Optional.empty(), 10)).containsExactly(first, second);
    assertThat(directory.byHostLabel(second.hostLabel())).contains(second.tenant());
    assertThat(directory.defaultRegistry()).contains(first.tenant());
    assertThat(new RegistryDirectory(database, registries, Optional.of("second")).defaultRegistry())
        .contains(second.tenant());
  }

  @Test
  void theDefaultRegistryIsNotTakenOverByNamingAnOlderOneAfterItsId() {
    var project = projects.create(account(), "one");
    var older = lifecycle.createNow(project, "older", "GRA", Plan.SMALL);
    var meant = lifecycle.createNow(project, "meant", "GRA", Plan.SMALL);
    var byId = new RegistryDirectory(database, registries, Optional.of(meant.id().value()));

    registries.rename(older.id(), meant.id().value());
    assertThat(byId.defaultRegistry()).contains(meant.tenant());
    assertThat(ManagedRegistry.called(meant.id().value(), registries.all())).containsExactly(meant);

    registries.delete(meant.id());
    assertThat(byId.defaultRegistry()).isEmpty();
  }

  @Test
  void theDefaultRegistryIsNotTakenOverByAnotherOfItsName() {
    var project = projects.create(account(), "one");
    var older = lifecycle.createNow(project, "older", "GRA", Plan.SMALL);
    var byName = new RegistryDirectory(database, registries, Optional.of("meant"));
    assertThat(byName.defaultRegistry()).isEmpty();

    var meant = lifecycle.createNow(project, "meant", "GRA", Plan.SMALL);
    registries.rename(older.id(), "meant");
    assertThat(byName.defaultRegistry()).contains(meant.tenant());
    registries.rename(meant.id(), "elsewhere");
    assertThat(byName.defaultRegistry().orElseThrow().id()).isEqualTo(meant.id());
    registries.rename(meant.id(), "meant");
    assertThat(new RegistryDirectory(database, registries, Optional.of("meant")).defaultRegistry())
        .as("which of the two is not for their owners to say")
        .isEmpty();
    registries.delete(meant.id());
    assertThat(byName.defaultRegistry()).as("nobody takes the place of one that went").isEmpty();
  }

  @Test
  void anInterruptedInstallationGoesOn() {
    var project = projects.create(account(), "one");
    var registry =
        registries.insert(new ManagedRegistries.Wanted(project, "first", "GRA", Plan.SMALL, true));
    assertThat(registry.tenant().ready()).isFalse();

    lifecycle.resume();
    lifecycle.resume();

    assertThat(registries.require(project, registry.id().value()).tenant().ready()).isTrue();
    assertThat(content.find(registry.id(), "library")).isPresent();
  }

  @Test
  void aDeletedRegistryTakesItsUsersAndContentWithIt() throws Exception {
    var project = projects.create(account(), "one");
    var registry = lifecycle.createNow(project, "first", "GRA", Plan.SMALL);
    var users = new Users(database, passwords, clock);
    var user = users.createLocal(registry.id(), new NewUser("erin", null, "", "", PASSWORD, true));
    TestCatalog.of(database, clock)
        .projects()
        .create(registry.id(), "team", false, user.id(), "erin");

    lifecycle.delete(registry);

    // The name goes last.
    Await.until("end of the name", () -> directory.byHostLabel(registry.hostLabel()).isEmpty());
    assertThat(registries.page(project, Optional.empty(), 10)).isEmpty();
    assertThat(users.list(registry.id())).isEmpty();
    assertThat(directory.byHostLabel(registry.hostLabel())).isEmpty();
  }

  private Account account() {
    return accounts.create("admin", "admin@example.test", PASSWORD);
  }
}
