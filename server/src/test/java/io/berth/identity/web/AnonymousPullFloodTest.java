package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.audit.AuditLog;
import io.berth.identity.IdentityFixture;
import io.berth.identity.caller.Audit;
import io.berth.identity.member.Actor;
import io.berth.sql.Dialect;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Pulls of public content under another program's name each time, from any address of a /64. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class AnonymousPullFloodTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  private IdentityFixture house;
  private AuditLog log;
  private Audit audit;

  @BeforeEach
  void open() {
    house = new IdentityFixture(dialect);
    log = new AuditLog(house.database, house.clock);
    audit = new Audit(log, house.clock);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private void pull(String who, int i) {
    audit.writeSoon(
        new AuditLog.Event(
            house.registry,
            null,
            who,
            "library/app:v1",
            "artifact",
            "pull",
            "pull artifact: library/app:v1",
            true,
            new AuditLog.Origin("2001:db8:0:1:0:0:0:" + Integer.toHexString(i), "agent-" + i)));
  }

  private long rows() {
    log.flush();
    return house.database.read(
        (Handle handle) ->
            handle.createQuery("SELECT count(*) FROM audit_log").mapTo(Long.class).one());
  }

  @Test
  void becomeOneEntryForEachNetworkAndContent() {
    var nobody = new Actor.Anonymous(null).name();
    for (int i = 0; i < 3_000; i++) {
      pull(nobody, i);
    }
    assertThat(rows()).isEqualTo(501);
    assertThat(
            house.database.<String, RuntimeException>read(
                (Handle handle) ->
                    handle
                        .createQuery(
                            "SELECT description FROM audit_log WHERE address = '2001:db8:0:1'")
                        .mapTo(String.class)
                        .one()))
        .endsWith(", 2500 times");
    house.clock.advance(Duration.ofHours(1));
    pull(nobody, 1);
    assertThat(rows()).isEqualTo(502);
  }

  @Test
  void thoseOfPeopleAreAllTold() {
    for (int i = 0; i < 600; i++) {
      pull("ada", i);
    }
    assertThat(rows()).isEqualTo(600);
  }
}
