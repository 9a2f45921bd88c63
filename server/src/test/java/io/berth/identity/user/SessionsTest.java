package io.berth.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.IdentityFixture;
import io.berth.identity.federation.Onboardings;
import io.berth.sql.Dialect;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class SessionsTest {
  private final IdentityFixture world;

  SessionsTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aSessionIsFoundByItsCookieInItsRegistry() {
    var ada = world.local("ada");
    var id = world.sessions.start(ada, IdentityFixture.person("s", null), "127.0.0.1", "Browser");

    var session = world.sessions.find(world.registry, id, true).orElseThrow();
    assertThat(session.userId()).isEqualTo(ada.id());
    assertThat(session.idToken()).isEqualTo("id-token-1");
    assertThat(world.sessions.find(world.other, id, true)).isEmpty();
    assertThat(world.sessions.find(world.registry, id + "x", true)).isEmpty();
  }

  @Test
  void theTableDoesNotHoldTheCookie() {
    var id = world.sessions.start(world.local("ada"), null, "127.0.0.1", "");

    String stored =
        world.database.read(
            handle -> handle.createQuery("SELECT id_hash FROM session").mapTo(String.class).one());
    assertThat(stored).isNotEqualTo(id).hasSize(64);
  }

  @Test
  void aSessionEndsWhenNobodyIsThere() {
    var id = world.sessions.start(world.local("ada"), null, "127.0.0.1", "");

    world.clock.advance(Sessions.IDLE.minusMinutes(1));
    assertThat(world.sessions.find(world.registry, id, false)).isPresent();
    world.clock.advance(Duration.ofMinutes(2));
    assertThat(world.sessions.find(world.registry, id, true)).isEmpty();
    assertThat(world.sessions.sweep()).isEqualTo(1);
  }

  @Test
  void requestsKeepASessionAliveUpToItsLongestLife() {
    var id = world.sessions.start(world.local("ada"), null, "127.0.0.1", "");

    var lived = Duration.ZERO;
    while (world.sessions.find(world.registry, id, true).isPresent()) {
      world.clock.advance(Duration.ofMinutes(50));
      lived = lived.plusMinutes(50);
    }
    assertThat(lived).isBetween(Sessions.LONGEST, Sessions.LONGEST.plusHours(1));
  }

  @Test
  void anEndedSessionIsGone() {
    var ada = world.local("ada");
    var one = world.sessions.start(ada, null, "127.0.0.1", "");
    var two = world.sessions.start(ada, null, "127.0.0.1", "");

    world.sessions.end(world.registry, one);
    assertThat(world.sessions.find(world.registry, one, true)).isEmpty();
    assertThat(world.sessions.find(world.registry, two, true)).isPresent();
    world.sessions.endAll(ada);
    assertThat(world.sessions.find(world.registry, two, true)).isEmpty();
  }

  @Test
  void aTicketIsSpentOnce() {
    var tickets = new OneTimeTickets(world.database, world.clock);
    var until = world.clock.instant().plusSeconds(60);

    assertThat(tickets.spend("t", until)).isTrue();
    assertThat(tickets.spend("t", until)).isFalse();
    assertThat(tickets.sweep()).isZero();
    world.clock.advance(Duration.ofMinutes(2));
    assertThat(tickets.sweep()).isEqualTo(1);
  }

  @Test
  void anOnboardingTicketIsGoodForItsRegistryAndItsTime() {
    var tickets = new Onboardings(world.database, world.vault, world.random, world.clock);
    var person = IdentityFixture.person("s", "s@example.test", "developers");
    var ticket = tickets.open(world.registry, person);

    assertThat(tickets.find(world.registry, ticket)).contains(person);
    assertThat(tickets.find(world.other, ticket)).isEmpty();
    world.clock.advance(Onboardings.LIFETIME.plusSeconds(1));
    assertThat(tickets.find(world.registry, ticket)).isEmpty();
    assertThat(tickets.sweep()).isEqualTo(1);
  }
}
