package io.berth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.listing.ListQuery;
import io.berth.outbox.Message;
import io.berth.outbox.Messages;
import io.berth.outbox.Outbox;
import io.berth.outbox.Receiver;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class AuditLogTest {
  private final Database database;
  private final AuditLog log;
  private final RegistryId id = RegistryId.random();

  AuditLogTest(Dialect dialect) {
    this.database = TestDatabases.fresh(dialect);
    this.log = new AuditLog(database, new TestClock());
  }

  @BeforeEach
  void registry() {
    database.run(
        handle -> {
          handle.execute(
              "INSERT INTO account (id, name, email, password_hash, created_at)"
                  + " VALUES (1, 'a', '', '', 1)");
          handle.execute(
              "INSERT INTO cloud_project (id, account_id, description, status, created_at)"
                  + " VALUES ('p', 1, '', 'ok', 1)");
          handle.execute(
              "INSERT INTO registry (id, cloud_project_id, name, region, plan_id, status,"
                  + " host_label, token_key_sealed, created_at, updated_at) VALUES (?, 'p', 'demo',"
                  + " '', '', 'READY', 'demo1234', ?, 1, 1)",
              id.value(),
              new byte[1]);
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Messages of it must not keep those of others from being written. */
  @Test
  void aRegistryThatIsGoneHoldsNothingUp() {
    var gone = RegistryId.random();
    var outbox = new Outbox(database, new TestClock());
    var told =
        new AuditLog(database, registry -> toldOf(registry, "event"), outbox, new TestClock());
    told.writeSoon(pull("team/app:v1"));
    told.writeSoon(
        new AuditLog.Event(
            gone, null, "dev", "a", "artifact", "pull", "", true, new AuditLog.Origin("", "")));
    assertThat(told.flush()).isEqualTo(2);
    assertThat(told.flush()).isZero();
    assertThat(new Messages(database).waiting(id, "test", 1)).isEqualTo(1);
    assertThat(new Messages(database).waiting("test")).isEqualTo(1);
  }

  private static AuditPolicy.Plan toldOf(RegistryId registry, String content) {
    return new AuditPolicy.Plan() {
      @Override
      public boolean wants(AuditLog.Event event) {
        return true;
      }

      @Override
      public boolean isStored() {
        return true;
      }

      @Override
      public List<Message.Draft> messages(AuditLog.Event event, Instant time) {
        var receiver = new Receiver(registry, "test", 1, 0);
        return List.of(new Message.Draft(receiver, "", "id", event.type(), content));
      }
    };
  }

  @Test
  void equalPullsBecomeOneEntryThatSaysHowMany() {
    log.writeSoon(pull("team/app:v1"));
    log.writeSoon(pull("team/app:v1"));
    log.writeSoon(pull("team/app:v2"));
    log.writeSoon(pull("team/app:v1"));

    assertThat(log.flush()).isEqualTo(2);
    assertThat(log.flush()).isZero();
    assertThat(log.list(id, null, ListQuery.ALL).items())
        .extracting(entry -> entry.event().description())
        .containsExactlyInAnyOrder(
            "pull artifact: team/app:v1, 3 times", "pull artifact: team/app:v2");
  }

  @Test
  void whatCannotBeWrittenWaitsForTheNextTime() {
    log.writeSoon(pull("team/app:v1"));
    database.run(handle -> handle.execute("ALTER TABLE audit_log RENAME TO away"));
    assertThatThrownBy(log::flush).isInstanceOf(RuntimeException.class);
    database.run(handle -> handle.execute("ALTER TABLE away RENAME TO audit_log"));

    log.writeSoon(pull("team/app:v1"));
    assertThat(log.flush()).isEqualTo(1);
    assertThat(log.list(id, null, ListQuery.ALL).items())
        .extracting(entry -> entry.event().description())
        .containsExactly("pull artifact: team/app:v1, 2 times");
  }

  @Test
  void tooManyDifferentPullsAreDroppedRatherThanKeptInMemory() {
    for (int i = 0; i < 20_100; i++) {
      log.writeSoon(pull("team/app:v" + i));
    }

    assertThat(log.flush()).isEqualTo(20_000);
  }

  private AuditLog.Event pull(String resource) {
    return new AuditLog.Event(
        id,
        null,
        "ann",
        resource,
        "artifact",
        "pull",
        "pull artifact: " + resource,
        true,
        new AuditLog.Origin("127.0.0.1", "test"));
  }
}
