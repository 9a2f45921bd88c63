package io.berth.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.IdentityFixture;
import io.berth.identity.provider.ProviderLink;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.user.User;
import io.berth.listing.ListQuery;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.sql.Dialect;
import io.berth.sql.Micros;
import io.berth.testing.FakeProvider;
import io.berth.testing.FakeProvider.Defect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class TokenRefreshTest {
  private final IdentityFixture world;
  private final FakeProvider provider;
  private final RelyingParty relyingParty;
  private final TokenRefresh job;

  TokenRefreshTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
    provider = FakeProvider.http(world.clock);
    relyingParty =
        new RelyingParty(
            new ProviderConnection(new Outbound(OutboundNetworks.parse(List.of("any"), true))),
            world.clock);
    job = new TokenRefresh(world.providers, world.links, world.groups, relyingParty, world.clock);
    world.providers.configure(world.registry, provider.settings(), false);
  }

  @AfterEach
  void close() {
    job.close();
    provider.close();
    world.close();
  }

  @Test
  void nobodyIsAskedAboutBeforeItsTime() throws Exception {
    carol();
    assertThat(run()).isZero();
  }

  @Test
  void whatTheProviderSaysNowIsTakenOver() throws Exception {
    var carol = carol();
    provider.person(Map.of("sub", "sub-carol", "groups", List.of("harbor-admin", "new")));
    world.clock.advance(Duration.ofMinutes(6));

    assertThat(run()).isEqualTo(1);

    var link = link(carol);
    assertThat(link.groups()).containsExactly("harbor-admin", "new");
    assertThat(link.checkedAt()).isEqualTo(world.clock.instant());
    assertThat(world.groups.lists().list(world.registry, ListQuery.ALL).items()).hasSize(2);
    assertThat(run()).as("not again at once").isZero();
  }

  @Test
  void aPersonTheProviderRefusesIsKeptWithTheReason() throws Exception {
    var carol = carol();
    provider.revoke();
    world.clock.advance(Duration.ofMinutes(6));

    assertThat(run()).isEqualTo(1);
    assertThat(link(carol).refusedReason()).contains("Session not active");
    world.clock.advance(Duration.ofHours(1));
    assertThat(run()).as("never asked again").isZero();
  }

  @Test
  void aProviderThatIsAwayChangesNothingAndIsAskedAgain() throws Exception {
    var carol = carol();
    var before = link(carol).checkedAt();
    provider.make(Defect.AWAY);
    world.clock.advance(Duration.ofMinutes(6));

    assertThat(run()).isZero();
    assertThat(link(carol).refusedReason()).isNull();
    assertThat(link(carol).checkedAt()).isEqualTo(before);

    provider.repair();
    world.clock.advance(Duration.ofMinutes(3));
    assertThat(run()).isEqualTo(1);
    assertThat(link(carol).checkedAt()).isAfter(before);
  }

  @Test
  void theTokenOfOneProviderIsNeverShownToAnother() throws Exception {
    var carol = carol();
    try (var second = FakeProvider.http(world.clock)) {
      world.providers.configure(world.registry, second.settings(), false);
      world.clock.advance(Duration.ofMinutes(6));

      assertThat(run()).isEqualTo(1);
      assertThat(link(carol).refusedReason()).contains("now uses the provider");
      assertThat(second.discoveries()).isZero();
    }
  }

  /** How many were confirmed or refused. */
  private long run() throws InterruptedException {
    var before = job.runOnce();
    assertThat(job.await(Duration.ofSeconds(30))).isTrue();
    return before + job.runOnce();
  }

  private User carol() throws Exception {
    ProviderSettings settings = provider.settings();
    var attempt = new RelyingParty.Attempt("s", "n", "v".repeat(43), "http://localhost:1/cb");
    try (var http = HttpClient.newHttpClient()) {
      var back =
          http.send(
                  HttpRequest.newBuilder(relyingParty.authorizationUrl(settings, attempt)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      var code = URI.create(back).getQuery().replaceAll(".*code=([^&]*).*", "$1");
      ProviderPerson person = relyingParty.signIn(settings, attempt, code);
      assertThat(person.accessExpiresAt())
          .isEqualTo(Micros.of(world.clock.instant().plusSeconds(300)));
      return world.providerUsers.onboard(world.registry, person, "carol");
    }
  }

  private ProviderLink link(User user) {
    return world.links.find(world.registry, user.id()).orElseThrow();
  }
}
