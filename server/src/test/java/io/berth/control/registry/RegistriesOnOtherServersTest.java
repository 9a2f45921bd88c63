package io.berth.control.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.account.Accounts;
import io.berth.control.project.CloudProjects;
import io.berth.identity.setting.RegistrySettings;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one of two servers on a PostgreSQL changes of registries, the other follows. */
final class RegistriesOnOtherServersTest {
  private final Database here = TestDatabases.fresh(Dialect.POSTGRESQL);
  private final Database there = TestDatabases.another(here);
  private final SecureRandom random = new SecureRandom();
  private final TestClock clock = new TestClock();
  private final Vault vault = new Vault(new byte[32], random);
  private final ManagedRegistries registries = new ManagedRegistries(here, vault, random, clock);
  private final ManagedRegistry registry = registry();

  @AfterEach
  void close() {
    there.close();
    here.close();
  }

  private ManagedRegistry registry() {
    var account =
        new Accounts(here, QuickPasswords.with(random), clock)
            .create("ada", "a@b.test", "Passw0rd");
    var project = new CloudProjects(here, random, clock).create(account, "team");
    return registries.insert(
        new ManagedRegistries.Wanted(project, "images", "GRA", Plan.SMALL, false));
  }

  @Test
  void whereRequestsMayComeFromHoldsWithTheNextRequest() {
    var asked = new IpRestrictions(here, clock);
    var other = new IpRestrictions(there, clock);
    var settings = new RegistrySettings(there, clock);
    var admission = new RegistryAdmission(here, asked, new RegistrySettings(here, clock));
    var others = new RegistryAdmission(there, other, settings);
    var surface = IpRestriction.Surface.REGISTRY;
    assertThat(others.rules(registry.id()).from()).isEmpty();
    asked.replace(
        registry.id(), surface, List.of(new IpRestrictions.Wanted("10.0.0.0/8", "office")));
    assertThat(admission.rules(registry.id()).from()).containsOnlyKeys(surface);
    assertThat(others.rules(registry.id()).from()).containsOnlyKeys(surface);
    other.replace(registry.id(), surface, List.of());
    assertThat(admission.rules(registry.id()).from()).isEmpty();

    settings.set(registry.id(), Map.of(RegistrySettings.Name.READ_ONLY, "true"));
    assertThat(admission.rules(registry.id()).readOnly()).isTrue();
  }

  @Test
  void hostsAndAccessLogsFollowWithTheNextNotice() {
    var hosts =
        new RegistryDirectory(
            there, new ManagedRegistries(there, vault, random, clock), Optional.empty());
    var logs = new AccessLog(there, clock);
    assertThat(hosts.byHostLabel(registry.hostLabel()).orElseThrow().ready()).isFalse();
    registries.deliver(registry.id());
    new AccessLog(here, clock).keep(registry.id(), 7);
    there.noticeOthers();
    assertThat(hosts.byHostLabel(registry.hostLabel()).orElseThrow().ready()).isTrue();
    assertThat(logs.days(registry.id())).isEqualTo(7);
    registries.delete(registry.id());
    there.noticeOthers();
    assertThat(hosts.byHostLabel(registry.hostLabel())).isEmpty();
    assertThat(logs.days(registry.id())).isZero();
  }
}
