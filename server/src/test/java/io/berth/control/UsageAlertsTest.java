package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.account.Accounts;
import io.berth.control.project.CloudProjects;
import io.berth.control.registry.AlertJob;
import io.berth.control.registry.ManagedRegistries;
import io.berth.control.registry.ManagedRegistry;
import io.berth.control.registry.Plan;
import io.berth.control.registry.UsageAlert;
import io.berth.control.registry.UsageAlerts;
import io.berth.outbound.Outbound;
import io.berth.outbox.MessageSender;
import io.berth.outbox.Messages;
import io.berth.outbox.Outbox;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class UsageAlertsTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  private final TestClock clock = new TestClock();
  private final SecureRandom random = new SecureRandom();
  private final Vault vault = new Vault(new byte[32], random);
  private final AtomicLong used = new AtomicLong();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private Database database;
  private UsageAlerts alerts;
  private AlertJob job;
  private MessageSender sender;
  private ManagedRegistry registry;

  @BeforeEach
  void open() {
    database = TestDatabases.fresh(dialect);
    var registries = new ManagedRegistries(database, vault, random, clock);
    var account =
        new Accounts(database, QuickPasswords.with(random), clock)
            .create("admin", "a@b", "Secret-1234");
    registry =
        registries.insert(
            new ManagedRegistries.Wanted(
                new CloudProjects(database, random, clock).create(account, "p"),
                "r",
                "GRA",
                Plan.SMALL,
                false));
    var outbox = new Outbox(database, clock);
    var messages = new Messages(database);
    alerts = new UsageAlerts(database, outbox, messages, vault, clock);
    job = new AlertJob(alerts, registries, _ -> used.get(), clock);
    sender =
        new MessageSender(
            outbox,
            messages,
            Map.of(UsageAlerts.KIND, job),
            Map.of(),
            call -> {
              if (away) {
                throw new IOException("nobody there");
              }
              taken.add(new String(call.body(), StandardCharsets.UTF_8));
              return new Outbound.Answer(200, Map.of(), "", true);
            },
            clock);
    alerts.put(registry.id(), "https://hook.example/", "0123456789abcdef", UsageAlert.USUAL);
  }

  @AfterEach
  void close() {
    sender.close();
    database.close();
  }

  private void deliver() throws InterruptedException {
    sender.deliver();
    assertThat(sender.await(Duration.ofSeconds(30))).isTrue();
  }

  private void fill(int percent) throws InterruptedException {
    used.set(Plan.SMALL.imageStorage() / 100 * percent);
    job.measure();
    deliver();
  }

  @Test
  void eachThresholdIsToldOnceAndAgainAfterTheUsageFell() throws Exception {
    fill(79);
    assertThat(taken).isEmpty();
    fill(80);
    fill(85);
    assertThat(taken).hasSize(1).first().asString().contains("\"threshold\":80");
    fill(100);
    assertThat(taken).hasSize(2).last().asString().contains("\"threshold\":100");
    fill(50);
    assertThat(taken).hasSize(2);
    fill(95);
    assertThat(taken).hasSize(3).last().asString().contains("\"threshold\":90");
  }

  @Test
  void aMessageWaitsForItsReceiver() throws Exception {
    away = true;
    fill(90);
    assertThat(taken).isEmpty();
    var waiting = alerts.waiting(registry.id());
    assertThat(waiting).hasSize(1);
    assertThat(waiting.getFirst().problem()).isEqualTo("nobody there");
    away = false;
    deliver();
    assertThat(taken).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    deliver();
    assertThat(taken).hasSize(1);
    assertThat(alerts.waiting(registry.id())).isEmpty();
  }

  @Test
  void aMessageIsGivenUpInTheEnd() throws Exception {
    away = true;
    fill(90);
    for (int i = 0; i < 13; i++) {
      clock.advance(Duration.ofHours(2));
      deliver();
    }
    assertThat(alerts.waiting(registry.id())).isEmpty();
  }
}
