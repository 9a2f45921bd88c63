package io.berth.control;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.FaultException;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class SignInLocksTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  private final TestClock clock = new TestClock();
  private Database database;
  private SignInLocks locks;
  private SignInLocks otherServer;

  @BeforeEach
  void open() {
    database = TestDatabases.fresh(dialect);
    locks = new SignInLocks(database, clock);
    otherServer = new SignInLocks(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void eachFurtherFailureDoublesThePauseOnEveryServer() {
    fail(5, "1.2.3.4");
    assertPause("1.2.3.4", "1 seconds");
    clock.advance(Duration.ofSeconds(1));
    fail(1, "1.2.3.4");
    assertPause("1.2.3.4", "2 seconds");
    fail(20, "1.2.3.4");
    assertPause("1.2.3.4", "900 seconds");
    assertThatCode(() -> otherServer.check("admin", "5.6.7.8")).doesNotThrowAnyException();

    clock.advance(Duration.ofMinutes(15));
    otherServer.check("admin", "1.2.3.4");
    locks.succeeded("admin", "1.2.3.4");
    fail(4, "1.2.3.4");
    locks.check("admin", "1.2.3.4");
  }

  @Test
  void guessingFromManyAddressesPausesEverybodyForAShortWhile() {
    for (int i = 0; i < 60; i++) {
      fail(1, "10.0.0." + i);
    }
    assertPause("9.9.9.9", "30 seconds");
    clock.advance(Duration.ofHours(2));
    fail(1, "9.9.9.9");
    locks.check("admin", "9.9.9.9");
  }

  private void fail(int times, String address) {
    for (int i = 0; i < times; i++) {
      locks.failed("Admin ", address);
    }
  }

  private void assertPause(String address, String pause) {
    assertThatThrownBy(() -> otherServer.check("admin", address))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining(" " + pause);
  }
}
