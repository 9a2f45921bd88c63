package io.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.berth.control.account.Accounts;
import io.berth.control.project.CloudProjects;
import io.berth.control.registry.AlertJob;
import io.berth.control.registry.ManagedRegistries;
import io.berth.control.registry.Plan;
import io.berth.control.registry.UsageAlert;
import io.berth.control.registry.UsageAlerts;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.outbox.MessageSender;
import io.berth.outbox.Messages;
import io.berth.outbox.Outbox;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.Await;
import io.berth.testing.HostilePeer;
import io.berth.testing.QuickPasswords;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One registry's receiver takes its time; the other registries' messages are not late for it. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class AlertsSideBySideTest {
  private static final int REGISTRIES = 20;

  @Parameter Dialect dialect = Dialect.SQLITE;
  private final TestClock clock = new TestClock();
  private final SecureRandom random = new SecureRandom();
  private final Vault vault = new Vault(new byte[32], random);
  private final List<RegistryId> registries = new ArrayList<>();
  private Database database;
  private UsageAlerts alerts;
  private MessageSender sender;

  @BeforeEach
  void open() {
    database = TestDatabases.fresh(dialect);
    var managed = new ManagedRegistries(database, vault, random, clock);
    var account =
        new Accounts(database, QuickPasswords.with(random), clock)
            .create("admin", "a@b", "Secret-1234");
    var project = new CloudProjects(database, random, clock).create(account, "p");
    for (int i = 0; i <= REGISTRIES; i++) {
      registries.add(
          managed
              .insert(new ManagedRegistries.Wanted(project, "r" + i, "GRA", Plan.SMALL, false))
              .id());
    }
    var outbox = new Outbox(database, clock);
    var messages = new Messages(database);
    alerts = new UsageAlerts(database, outbox, messages, vault, clock);
    var outbound = new Outbound(OutboundNetworks.parse(List.of(), true));
    var job = new AlertJob(alerts, managed, _ -> 0, clock);
    sender =
        new MessageSender(
            outbox, messages, Map.of(UsageAlerts.KIND, job), Map.of(), outbound::send, clock);
  }

  @AfterEach
  void close() {
    sender.close();
    database.close();
  }

  private void queue(RegistryId registry, int port) {
    alerts.put(registry, "http://localhost:" + port + "/", "0123456789abcdef", UsageAlert.USUAL);
    alerts.queue(registry, "{}");
  }

  @Test
  void aReceiverThatTricklesKeepsNobodyElseWaiting() throws Exception {
    var came = new CountDownLatch(REGISTRIES);
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    receiver.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
          came.countDown();
        });
    receiver.start();
    try (var slow = HostilePeer.trickling("HTTP/1.1 2", 200)) {
      for (int i = 0; i < 50; i++) {
        queue(registries.getFirst(), slow.port()); // the oldest of all, and many
      }
      clock.advance(Duration.ofSeconds(1));
      for (var registry : registries.subList(1, registries.size())) {
        queue(registry, receiver.getAddress().getPort());
      }

      sender.deliver();

      assertThat(came.await(8, TimeUnit.SECONDS)).isTrue();
      Await.until("call of the slow one", () -> slow.connections() > 0);
    } finally {
      receiver.stop(0);
    }
  }
}
