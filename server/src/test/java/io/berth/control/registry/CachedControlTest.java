package io.berth.control.registry;

import io.berth.control.account.Account;
import io.berth.control.account.Accounts;
import io.berth.control.application.AccessRule;
import io.berth.control.application.Application;
import io.berth.control.application.Applications;
import io.berth.control.project.CloudProject;
import io.berth.control.project.CloudProjects;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.CachedAnswers;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What the control plane keeps in memory of accounts and their belongings follows every write. */
final class CachedControlTest {
  /** An account with an application, a project and a registry in it. */
  private record World(
      Database database,
      Accounts accounts,
      Applications applications,
      CloudProjects projects,
      ManagedRegistries registries,
      Account account,
      Application application,
      String consumerKey,
      CloudProject project,
      ManagedRegistry registry) {

    static World build() {
      var database = TestDatabases.fresh(Dialect.SQLITE);
      var random = new SecureRandom();
      var clock = new TestClock();
      var vault = new Vault(new byte[32], random);
      var accounts = new Accounts(database, QuickPasswords.with(random), clock);
      var applications = new Applications(database, vault, random, clock);
      var projects = new CloudProjects(database, random, clock);
      var registries = new ManagedRegistries(database, vault, random, clock);
      // Without the work of a real hash.
      database.run(
          handle ->
              handle.execute(
                  "INSERT INTO account (name, email, password_hash, created_at)"
                      + " VALUES ('ada', '', '', 1)"));
      var account = accounts.findByName("ada").orElseThrow();
      var application = applications.create(account, "ci", "");
      var project = projects.create(account, "team");
      return new World(
          database,
          accounts,
          applications,
          projects,
          registries,
          account,
          application,
          applications.grant(application, AccessRule.ALL),
          project,
          registries.insert(
              new ManagedRegistries.Wanted(project, "images", "GRA", Plan.SMALL, false)));
    }
  }

  private void follow(Function<World, Object> ask, Map<String, String> changes) {
    new CachedAnswers<>(World::build, World::database).follow(ask, changes);
  }

  @Test
  void anAccount() {
    follow(
        world -> world.accounts().find(world.account().id()),
        Map.of("account", "UPDATE account SET disabled_at = 1"));
  }

  @Test
  void anApplicationAndItsConsumerKey() {
    follow(
        world ->
            List.of(
                world.applications().find(world.application().key()),
                world.applications().credential(world.application(), world.consumerKey())),
        Map.of(
            "application", "UPDATE application SET status = 'blocked'",
            "credential", "UPDATE credential SET status = 'expired'"));
  }

  @Test
  void aProjectOfAMember() {
    follow(
        world -> {
          try {
            return world.projects().require(world.account(), world.project().id());
          } catch (io.berth.fault.FaultException e) {
            return "none";
          }
        },
        Map.of(
            "cloud_project", "UPDATE cloud_project SET description = 'renamed'",
            "cloud_project_member", "DELETE FROM cloud_project_member"));
  }

  @Test
  void aRegistryOfAProjectAndAllOfThem() {
    follow(
        world -> world.registries().require(world.project(), world.registry().id().value()).name(),
        Map.of("registry", "UPDATE registry SET name = 'renamed'"));
    follow(world -> world.registries().all().size(), Map.of("registry", "DELETE FROM registry"));
  }
}
