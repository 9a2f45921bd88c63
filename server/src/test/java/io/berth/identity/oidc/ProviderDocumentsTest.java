package io.berth.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.identity.provider.ProviderOptions;
import io.berth.identity.provider.ProviderSettings;
import io.berth.outbound.CertificateTrust;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.testing.FakeProvider;
import io.berth.testing.FakeProvider.Defect;
import io.berth.testing.TestClock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProviderDocumentsTest {
  private static final CertificateTrust USUAL = new CertificateTrust(true, "");

  private final TestClock clock = new TestClock();
  private final FakeProvider provider = FakeProvider.http(clock);
  private final ProviderConnection connection =
      new ProviderConnection(new Outbound(OutboundNetworks.parse(List.of("any"), true)));
  private final ProviderDocuments documents = new ProviderDocuments(connection, clock);
  private final URI keys = URI.create(provider.issuer() + "/keys");

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void manyWhoWantADocumentAtOnceMakeOneRequest() throws Exception {
    var all = new ArrayList<Future<String>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        all.add(threads.submit(() -> documents.get(keys, USUAL)));
      }
    }
    for (var one : all) {
      assertThat(one.get()).contains("\"kty\"");
    }
    assertThat(provider.keyReads()).isEqualTo(1);
  }

  @Test
  void aDocumentIsKeptAsLongAsItsHeadersSay() throws Exception {
    provider.documentHeaders(Map.of("Cache-Control", "public, max-age=3600", "Age", "600"));
    documents.get(keys, USUAL);
    clock.advance(Duration.ofMinutes(49));
    documents.get(keys, USUAL);
    assertThat(provider.keyReads()).isEqualTo(1);
    clock.advance(Duration.ofMinutes(2));
    documents.get(keys, USUAL);
    assertThat(provider.keyReads()).as("an hour, ten minutes of which were over").isEqualTo(2);

    // The server writes the Date itself.
    var expires = ZonedDateTime.now(Clock.systemUTC()).plusHours(2);
    provider.documentHeaders(
        Map.of("Expires", DateTimeFormatter.RFC_1123_DATE_TIME.format(expires)));
    clock.advance(Duration.ofMinutes(61));
    documents.get(keys, USUAL);
    clock.advance(Duration.ofMinutes(119));
    documents.get(keys, USUAL);
    assertThat(provider.keyReads()).isEqualTo(3);
  }

  @Test
  void neverShorterThanAMinuteNorLongerThanADay() throws Exception {
    provider.documentHeaders(Map.of("Cache-Control", "no-store"));
    documents.get(keys, USUAL);
    clock.advance(Duration.ofSeconds(59));
    documents.get(keys, USUAL);
    assertThat(provider.keyReads()).isEqualTo(1);
    provider.documentHeaders(Map.of("Cache-Control", "max-age=99999999"));
    clock.advance(Duration.ofSeconds(2));
    documents.get(keys, USUAL);
    clock.advance(Duration.ofHours(25));
    documents.get(keys, USUAL);
    assertThat(provider.keyReads()).isEqualTo(3);
  }

  @Test
  void anUnchangedDocumentIsNotSentAgain() throws Exception {
    provider.documentHeaders(Map.of("ETag", "\"v1\"", "Cache-Control", "max-age=60"));
    var first = documents.get(keys, USUAL);
    clock.advance(Duration.ofMinutes(2));

    assertThat(documents.get(keys, USUAL)).isEqualTo(first);
    assertThat(provider.unchanged()).isEqualTo(1);
    documents.get(keys, USUAL);
    assertThat(provider.keyReads()).as("and is fresh again").isEqualTo(2);
  }

  @Test
  void aProviderThatIsAwayIsNotWaitedForByEverybody() throws Exception {
    documents.get(keys, USUAL);
    clock.advance(Duration.ofMinutes(11));
    provider.make(Defect.AWAY);
    for (int i = 0; i < 10; i++) {
      documents.get(keys, USUAL);
    }
    clock.advance(Duration.ofHours(24));
    assertThatThrownBy(() -> documents.get(keys, USUAL))
        .as("a day is enough")
        .isInstanceOf(ProviderException.class);
  }

  @Test
  void theAuthorityOfAProviderIsTrustedForThatProvider() throws Exception {
    try (var tls = FakeProvider.https(clock)) {
      var relyingParty = new RelyingParty(connection, clock);
      var plain = tls.settings();
      assertThatThrownBy(() -> relyingParty.discover(plain)).hasMessageContaining("not trusted");

      relyingParty.discover(trusting(plain, tls.certificate().certificatePem()));
      try (var other = FakeProvider.https(clock)) {
        assertThatThrownBy(
                () ->
                    relyingParty.discover(
                        trusting(other.settings(), tls.certificate().certificatePem())))
            .hasMessageContaining("not trusted");
      }
      assertThatThrownBy(() -> relyingParty.discover(trusting(plain, "no certificate")))
          .hasMessageContaining("trusted certificates");
    }
  }

  private static ProviderSettings trusting(ProviderSettings settings, String certificates) {
    return settings.with(
        new ProviderOptions(List.of(), List.of(), Map.of(), certificates, true, List.of()));
  }
}
