package io.berth.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.proof.GuessableSecret;
import io.berth.identity.proof.PasswordCheck;
import io.berth.identity.proof.SignInThrottle;
import io.berth.identity.user.NoAccounts;
import io.berth.sql.Dialect;
import io.berth.testing.Burst;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Guessing at several servers on one database, many tries at the same moment. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class GuessingBurstTest {
  private static final String HERE = "192.0.2.1";

  @Parameter Dialect dialect = Dialect.SQLITE;
  private IdentityFixture house;
  private List<SignInThrottle> servers = List.of();
  private GuessableSecret secret;
  private final AtomicInteger judged = new AtomicInteger();

  @BeforeEach
  void open() {
    house = new IdentityFixture(dialect);
    servers =
        List.of(
            new SignInThrottle(house.database, house.clock),
            new SignInThrottle(house.database, house.clock),
            new SignInThrottle(house.database, house.clock));
    secret = GuessableSecret.of(house.registry, "eve");
  }

  @AfterEach
  void close() {
    house.close();
  }

  private enum Came {
    RIGHT,
    WRONG,
    REFUSED
  }

  private Came guess(SignInThrottle server, GuessableSecret what, String address, boolean right) {
    try {
      var isRight =
          server.isRight(
              what,
              address,
              () -> {
                judged.incrementAndGet();
                return right;
              });
      return isRight ? Came.RIGHT : Came.WRONG;
    } catch (FaultException e) {
      assertThat(e.fault()).isInstanceOf(Fault.TooManyRequests.class);
      return Came.REFUSED;
    }
  }

  private Came guess(GuessableSecret what, String address) {
    return guess(servers.getFirst(), what, address, false);
  }

  private Came owner(GuessableSecret what, String address) {
    return guess(servers.getLast(), what, address, true);
  }

  private Duration pause(GuessableSecret what, String address) {
    try {
      servers.getLast().isRight(what, address, () -> true);
      return Duration.ZERO;
    } catch (FaultException e) {
      return ((Fault.TooManyRequests) e.fault()).retryAfter();
    }
  }

  @Test
  void aBurstAtThreeServersGetsTheFreeTriesAndNoMore() throws Exception {
    var came = Burst.of(200, i -> () -> guess(servers.get(i % 3), secret, HERE, false));
    assertThat(judged).hasValue(10);
    assertThat(Burst.count(came, Came.WRONG)).isEqualTo(10);
    assertThat(Burst.count(came, Came.REFUSED)).isEqualTo(190);

    judged.set(0);
    var factor = GuessableSecret.factor(7);
    Burst.of(200, i -> () -> guess(servers.get(i % 3), factor, HERE, false));
    assertThat(judged).hasValue(5);
  }

  @Test
  void aBurstForTheSecondFactorFromManyNetworksGetsTenTries() throws Exception {
    var factor = GuessableSecret.factor(7);
    Burst.of(200, i -> () -> guess(servers.get(i % 3), factor, "198.51.100." + i, false));
    assertThat(judged).hasValue(10);
    house.clock.advance(GuessableSecret.LONGEST_FOR_OTHERS);
    judged.set(0);
    Burst.of(200, i -> () -> guess(servers.get(i % 3), factor, "203.0.113." + i, false));
    assertThat(judged).as("one more after each pause").hasValue(1);
  }

  @Test
  void aBurstOfRightAnswersIsNoGuessing() throws Exception {
    var came = Burst.of(60, _ -> () -> owner(secret, HERE));
    assertThat(came).containsOnly(Came.RIGHT);
    assertThat(failures()).isZero();
  }

  @Test
  void whatWasNotJudgedIsGivenBack() {
    for (int i = 0; i < 30; i++) {
      assertThatThrownBy(
              () ->
                  servers
                      .getFirst()
                      .judge(
                          secret,
                          HERE,
                          () -> {
                            throw new IllegalStateException("the hashes are busy");
                          }))
          .hasMessage("the hashes are busy");
    }
    assertThat(failures()).isZero();
    assertThat(servers.getFirst().judge(secret, HERE, () -> Optional.of("in"))).contains("in");
  }

  @Test
  void eachFurtherWrongTryDoublesThePauseUpToFiveMinutes() {
    for (int i = 0; i < 10; i++) {
      assertThat(guess(secret, HERE)).isEqualTo(Came.WRONG);
    }
    for (var seconds : List.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300)) {
      assertThat(pause(secret, HERE)).hasSeconds(seconds);
      house.clock.advance(Duration.ofSeconds(seconds));
      assertThat(guess(secret, HERE)).isEqualTo(Came.WRONG);
    }
    assertThat(owner(secret, "192.0.2.2")).as("elsewhere").isEqualTo(Came.RIGHT);
    house.clock.advance(GuessableSecret.LONGEST);
    assertThat(owner(secret, HERE)).isEqualTo(Came.RIGHT);
    assertThat(guess(secret, HERE)).as("forgotten").isEqualTo(Came.WRONG);
    assertThat(owner(secret, HERE)).isEqualTo(Came.RIGHT);
  }

  @Test
  void manyNamesFromOneNetworkPauseItForHalfAMinuteAtMost() {
    for (int i = 0; i < 150; i++) {
      guess(GuessableSecret.of(house.registry, "name-" + i), "2001:db8:0:1::" + i);
    }
    assertThat(judged).hasValue(100);
    for (int i = 0; i < 20; i++) {
      guess(GuessableSecret.account("other-" + i), "2001:db8:0:1::9");
      house.clock.advance(GuessableSecret.LONGEST_FOR_OTHERS);
    }
    guess(GuessableSecret.account("other"), "2001:db8:0:1::9");
    assertThat(pause(secret, "2001:db8:0:1:9::")).isEqualTo(GuessableSecret.LONGEST_FOR_OTHERS);
    assertThat(pause(secret, "2001:db8:0:2::1")).isZero();
  }

  @Test
  void strangersKeepNobodyOutForLongerThanHalfAMinuteWhileTheyGoOn() {
    owner(secret, "192.0.2.50");
    for (int i = 0; i < 500; i++) {
      guess(secret, "198.51.100." + i % 250);
    }
    assertThat(owner(secret, "192.0.2.50")).as("who came in from there").isEqualTo(Came.RIGHT);

    assertThat(pause(secret, HERE)).isEqualTo(GuessableSecret.LONGEST_FOR_OTHERS);
    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < 20; i++) {
        guess(secret, "198.51.100." + i);
        guess(secret, "203.0.113." + (second * 20 + i) % 250);
      }
      house.clock.advance(Duration.ofSeconds(1));
    }
    assertThat(owner(secret, HERE)).isEqualTo(Came.RIGHT);
  }

  @Test
  void aBesiegedSecretIsTriedByEachStrangerLessAndLess() {
    for (int i = 0; i < 100; i++) {
      guess(secret, "198.51.100." + i);
    }
    judged.set(0);
    for (int second = 0; second < 600; second++) {
      guess(secret, "203.0.113.1");
      house.clock.advance(Duration.ofSeconds(1));
    }
    assertThat(judged).as("after 30, 62, 126, 254 and 510 seconds").hasValue(5);
  }

  @Test
  void theOwnerOfASecondFactorComesInWithinHalfAMinute() {
    var factor = GuessableSecret.factor(7);
    owner(factor, "192.0.2.50");
    for (int i = 0; i < 500; i++) {
      guess(factor, "198.51.100." + i % 250);
      house.clock.advance(Duration.ofMillis(100));
    }
    assertThat(owner(factor, "192.0.2.50")).as("who came in from there").isEqualTo(Came.RIGHT);
    assertThat(pause(factor, HERE)).isLessThanOrEqualTo(GuessableSecret.LONGEST_FOR_OTHERS);
    house.clock.advance(GuessableSecret.LONGEST_FOR_OTHERS);
    assertThat(owner(factor, HERE)).isEqualTo(Came.RIGHT);
  }

  @Test
  void rowsGoAfterAQuietHourAndThoseOfRightAnswersAfterAMonth() {
    owner(secret, HERE);
    for (int i = 0; i < 150; i++) {
      guess(GuessableSecret.of(house.registry, "nobody-" + i), "198.51.100.1");
    }
    assertThat(rows()).as("two for each name, and the network").isEqualTo(2 * 100 + 2);
    house.clock.advance(Duration.ofMinutes(61));
    servers.getFirst().sweep();
    assertThat(rows()).as("where the owner came in").isEqualTo(1);
    house.clock.advance(Duration.ofDays(31));
    servers.getFirst().sweep();
    assertThat(rows()).isZero();
  }

  @Test
  void whatIsRememberedOfARightPasswordIsNoWayAroundTheCount() throws Exception {
    house.local("ada");
    var check =
        new PasswordCheck(
            house.users,
            house.passwords,
            house.secrets,
            house.links,
            servers.getFirst(),
            new NoAccounts(),
            house.clock);
    check.local(house.registry, "ada", "Passw0rd", HERE);
    var wrong =
        Burst.of(
            200,
            i ->
                () -> {
                  try {
                    check.local(house.registry, "ada", "Wr0ng-" + i, HERE);
                    return "in";
                  } catch (FaultException e) {
                    return e.fault().getClass().getSimpleName();
                  }
                });
    assertThat(Burst.count(wrong, "Unauthenticated")).isLessThanOrEqualTo(10);
    assertThat(Burst.count(wrong, "in")).isZero();
    assertThatThrownBy(() -> check.local(house.registry, "ada", "Passw0rd", HERE))
        .as("no oracle while the pause lasts")
        .hasMessageContaining("too many");
    check.local(house.registry, "ada", "Passw0rd", "192.0.2.77");
  }

  private int failures() {
    return house.database.read(
        (Handle handle) ->
            handle
                .createQuery("SELECT coalesce(sum(failures), 0) FROM sign_in_failure")
                .mapTo(Integer.class)
                .one());
  }

  private int rows() {
    return house.database.read(
        (Handle handle) ->
            handle.createQuery("SELECT count(*) FROM sign_in_failure").mapTo(Integer.class).one());
  }
}
