package io.berth.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.provider.ProviderSettings;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.testing.ClosedPort;
import io.berth.testing.FakeProvider;
import io.berth.testing.FakeProvider.Defect;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProviderCheckTest {
  private final FakeProvider provider = FakeProvider.http(Clock.systemUTC());
  private final ProviderCheck check = check("any");

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aProviderThatAnswersPasses() {
    assertThatCode(() -> check.check(provider.settings())).doesNotThrowAnyException();
    assertThatCode(() -> check.check(at(provider.issuer() + "/"))).doesNotThrowAnyException();
  }

  @Test
  void aProviderThatCannotBeReachedIsNamed() throws IOException {
    try (var closed = new ClosedPort()) {
      var place = "localhost:" + closed.number();
      refuses(at("https://" + place + "/realm"), place + " cannot be reached");
    }
    refuses(at("https://no-such-host.invalid/realm"), "no host of the name no-such-host.invalid");
  }

  @Test
  void aProviderThatIsDownIsTold() {
    provider.make(Defect.AWAY);
    refuses(provider.settings(), "answers 503");
  }

  @Test
  void anAddressWithoutDiscoveryDocumentIsNoProvider() {
    provider.make(Defect.DISCOVERY_MISSING);
    refuses(provider.settings(), "is not an OpenID Connect provider: the discovery document");
  }

  @Test
  void anAddressWithAnotherKindOfDocumentIsNoProvider() {
    provider.make(Defect.DISCOVERY_GARBAGE);
    refuses(provider.settings(), "is not an OpenID Connect provider");
  }

  @Test
  void aRedirectIsNotFollowed() {
    provider.make(Defect.DISCOVERY_REDIRECTS);
    refuses(provider.settings(), "answers 302 instead of 200");
  }

  @Test
  void anotherIssuerIsRefusedAndNamed() {
    provider.make(Defect.DISCOVERY_OF_ANOTHER_ISSUER);
    refuses(provider.settings(), "says its issuer is https://elsewhere.test");
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefusedUnlessItNeedNot() {
    try (var secure = FakeProvider.https(Clock.systemUTC())) {
      refuses(secure.settings(), "certificate of localhost:");
      assertThatCode(() -> check.check(verifying(secure.settings(), false)))
          .doesNotThrowAnyException();
      refuses(secure.settings(), "is not trusted");
    }
  }

  @Test
  void plainHttpElsewhereIsRefused() {
    refuses(at("http://idp.example.test/realm"), "must begin with https://");
    refuses(at("ftp://localhost/realm"), "must begin with https://");
    refuses(at("not a url"), "not a URL");
    refuses(at("https://user@idp.example.test"), "not an absolute https URL");
  }

  @Test
  void anAddressOutsideTheAllowedNetworksIsRefused() {
    assertThatThrownBy(() -> check("public").check(provider.settings()))
        .hasMessageContaining("127.0.0.1, which is not allowed here");
    try (var secure = FakeProvider.https(Clock.systemUTC())) {
      assertThatThrownBy(() -> check("10.0.0.0/8").check(secure.settings()))
          .hasMessageContaining("127.0.0.1, which is not allowed here");
    }
    refuses(at("https://169.254.169.254/latest"), "169.254.169.254, which is not allowed here");
  }

  private void refuses(ProviderSettings settings, String mentioned) {
    assertThatThrownBy(() -> check.check(settings))
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Invalid.class))
        .hasMessageContaining(mentioned);
  }

  private ProviderSettings at(String endpoint) {
    return ChangedProvider.of(provider.settings()).endpoint(endpoint).adminGroup("").settings();
  }

  private static ProviderSettings verifying(ProviderSettings settings, boolean verify) {
    return ChangedProvider.of(settings).verifying(verify).settings();
  }

  private static ProviderCheck check(String networks) {
    return new ProviderCheck(
        new RelyingParty(
            new ProviderConnection(new Outbound(OutboundNetworks.parse(List.of(networks), true))),
            Clock.systemUTC()));
  }
}
