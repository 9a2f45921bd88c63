package io.berth.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.IdentityFixture;
import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.provider.ProviderPerson;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.sql.Dialect;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import io.berth.testing.FakeProvider;
import io.berth.testing.HostilePeer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One registry's provider takes its time; the other registries' people are not late for it. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class RefreshSideBySideTest {
  private static final int REGISTRIES = 20;

  private final IdentityFixture world;
  private final FakeProvider provider;
  private final RelyingParty relyingParty;
  private final TokenRefresh job;

  RefreshSideBySideTest(Dialect dialect) {
    world = new IdentityFixture(dialect);
    provider = FakeProvider.http(world.clock);
    relyingParty =
        new RelyingParty(
            new ProviderConnection(new Outbound(OutboundNetworks.parse(List.of("any"), true))),
            world.clock);
    job = new TokenRefresh(world.providers, world.links, world.groups, relyingParty, world.clock);
  }

  @AfterEach
  void close() {
    job.close();
    provider.close();
    world.close();
  }

  @Test
  void aProviderThatTricklesKeepsNobodyElseWaiting() throws Exception {
    try (var slow =
        HostilePeer.trickling("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", 200)) {
      var hostile = world.newRegistry("hostile1");
      // More people than a round takes, all of them due before everybody else.
      for (int i = 0; i < 150; i++) {
        person(hostile, "http://localhost:" + slow.port(), "mallory" + i);
      }
      world.clock.advance(Duration.ofSeconds(1));
      var others = new ArrayList<RegistryId>();
      for (int i = 0; i < REGISTRIES; i++) {
        others.add(world.newRegistry("tenant%02d".formatted(i)));
        signIn(others.getLast());
      }
      world.clock.advance(Duration.ofMinutes(6));

      long started = System.nanoTime();
      long done = job.runOnce();
      while (done < REGISTRIES) {
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
        job.await(Duration.ofMillis(50));
        done += job.runOnce();
      }
      assertThat(others).allMatch(it -> world.links.due(it, 1).isEmpty());
      assertThat(slow.connections()).isPositive();
      assertThat(world.links.due(hostile, 200)).isNotEmpty();
    }
  }

  private void person(RegistryId registry, String issuer, String name) {
    var slow = ChangedProvider.of(provider.settings()).name("slow").endpoint(issuer);
    world.providers.configure(registry, slow.withoutGroups().settings(), false);
    world.providerUsers.onboard(
        registry,
        new ProviderPerson(
            issuer,
            name,
            null,
            name,
            name,
            null,
            "refresh",
            null,
            Micros.of(world.clock.instant().plusSeconds(300)),
            null,
            Map.of()),
        name);
  }

  private void signIn(RegistryId registry) throws Exception {
    var settings = provider.settings();
    world.providers.configure(registry, settings, false);
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
      world.providerUsers.onboard(registry, relyingParty.signIn(settings, attempt, code), "carol");
    }
  }
}
