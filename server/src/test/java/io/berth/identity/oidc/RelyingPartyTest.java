package io.berth.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.provider.ProviderSettings;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.testing.FakeProvider;
import io.berth.testing.FakeProvider.Defect;
import io.berth.testing.TestClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RelyingPartyTest {
  private static final RelyingParty.Attempt ATTEMPT =
      new RelyingParty.Attempt(
          "state", "nonce-1", "v".repeat(43), "http://localhost:1/c/oidc/callback");

  private final TestClock clock = new TestClock();
  private final FakeProvider provider = FakeProvider.http(clock);
  private final RelyingParty relyingParty =
      new RelyingParty(
          new ProviderConnection(new Outbound(OutboundNetworks.parse(List.of("any"), true))),
          clock);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void theBrowserIsSentWithCodeFlowPkceAndNonce() throws Exception {
    var url = relyingParty.authorizationUrl(provider.settings(), ATTEMPT).toString();

    assertThat(url)
        .startsWith(provider.issuer() + "/authorize?")
        .contains("response_type=code", "client_id=harbor", "state=state", "nonce=nonce-1")
        .contains("scope=openid+profile+email+offline_access")
        .contains("code_challenge=")
        .contains("code_challenge_method=S256")
        .doesNotContain("v".repeat(43));
  }

  @Test
  void aGoodSignInGivesThePerson() throws Exception {
    provider.person(
        Map.of(
            "sub", "s1",
            "name", "Standard User",
            "email", "u@example.test",
            "groups", List.of("a", "b")));

    var person = signIn();

    assertThat(person.issuer()).isEqualTo(provider.issuer());
    assertThat(person.subject()).isEqualTo("s1");
    assertThat(person.email()).isEqualTo("u@example.test");
    assertThat(person.usernameHint()).isEqualTo("Standard_User");
    assertThat(person.groups()).containsExactly("a", "b");
    assertThat(person.refreshToken()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_ISSUER, its issuer is https://elsewhere.test",
    "WRONG_AUDIENCE, it is meant for [another]",
    "SECOND_AUDIENCE, its authorized party is null",
    "OTHER_AUTHORIZED_PARTY, its authorized party is another",
    "UNSIGNED, it is not signed",
    "SIGNED_WITH_CLIENT_SECRET, it is signed with HS256",
    "BAD_SIGNATURE, its signature is not one of the provider's",
    "EXPIRED, it has expired",
    "ISSUED_IN_FUTURE, it was issued in the future",
    "WRONG_NONCE, its nonce is not the one of this sign-in",
    "OTHER_ACCESS_TOKEN, it belongs to another access token",
    "NO_SUBJECT, it names no subject"
  })
  void anIdTokenThatFailsACheckIsRefusedWithTheReason(Defect defect, String reason) {
    provider.make(defect);

    assertThatThrownBy(this::signIn)
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOKEN))
        .hasMessageContaining(reason);
  }

  @Test
  void aCodeTheProviderRefusesIsToldInItsWords() {
    provider.make(Defect.TOKEN_ENDPOINT_REFUSES);

    assertThatThrownBy(this::signIn)
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
        .hasMessageContaining("invalid_grant code not valid");
  }

  @Test
  void aWrongClientSecretIsTold() {
    var wrong = ChangedProvider.of(provider.settings()).clientSecret("wrong").settings();

    assertThatThrownBy(() -> relyingParty.signIn(wrong, ATTEMPT, "any"))
        .hasMessageContaining("clientSecret");
  }

  @Test
  void anAnswerWithoutIdTokenIsTold() {
    provider.make(Defect.NO_ID_TOKEN);
    assertThatThrownBy(this::signIn).hasMessageContaining("gave no ID token");
  }

  @Test
  void userinfoAboutAnotherPersonIsRefusedAndAFailingOneIsNotNeeded() throws Exception {
    provider.make(Defect.USERINFO_OF_ANOTHER);
    assertThatThrownBy(this::signIn).hasMessageContaining("answers for another person");
    provider.repair();
    provider.make(Defect.USERINFO_FAILS);
    assertThat(signIn().subject()).isEqualTo("sub-carol");
  }

  @Test
  void documentsAreKeptAndNewKeysAreFoundWhenNeeded() throws Exception {
    signIn();
    signIn();
    assertThat(provider.discoveries()).isEqualTo(1);
    assertThat(provider.keyReads()).isEqualTo(1);

    provider.rotateKeys();
    signIn();
    assertThat(provider.keyReads()).isEqualTo(2);

    clock.advance(Duration.ofMinutes(11));
    signIn();
    assertThat(provider.discoveries()).isEqualTo(2);
  }

  @Test
  void tokensWithUnknownKeysCannotMakeItAskTheProviderAllTheTime() throws Exception {
    signIn();
    provider.make(Defect.BAD_SIGNATURE);
    var wrong = provider.idToken();
    provider.repair();
    provider.make(Defect.UNKNOWN_KEY);
    var unknown = provider.idToken();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> relyingParty.verify(provider.settings(), wrong))
          .hasMessageContaining("signature");
    }
    assertThat(provider.keyReads()).as("its name may stand for a new key by now").isEqualTo(2);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> relyingParty.verify(provider.settings(), unknown))
          .hasMessageContaining("signature");
    }
    assertThat(provider.keyReads()).isEqualTo(2);
  }

  @Test
  void aProviderThatIsAwayForAMomentIsBridgedByWhatIsKnown() throws Exception {
    signIn();
    var token = provider.idToken();
    clock.advance(Duration.ofMinutes(11));
    provider.make(Defect.AWAY);

    assertThatThrownBy(() -> relyingParty.verify(provider.settings(), token))
        .hasMessageContaining("expired");
    assertThat(relyingParty.verify(provider.settings(), provider.idToken()).subject())
        .isEqualTo("sub-carol");
  }

  @ParameterizedTest(name = "{0} seconds off: {1}")
  @CsvSource({
    "60, accepted",
    "61, it was issued in the future",
    "-359, accepted",
    "-360, it has expired",
    "-3600, it has expired"
  })
  void theClockOfTheProviderMayBeOffByAMinute(int seconds, String outcome) throws Exception {
    var its = new TestClock();
    its.advance(Duration.between(its.instant(), clock.instant()).plusSeconds(seconds));
    try (var other = FakeProvider.http(its)) {
      if (outcome.equals("accepted")) {
        assertThat(signIn(other.settings()).subject()).isEqualTo("sub-carol");
      } else {
        assertThatThrownBy(() -> signIn(other.settings())).hasMessageContaining(outcome);
      }
    }
  }

  @Test
  void groupsMayBeOneTextAndOtherShapesAreNone() throws Exception {
    provider.person(Map.of("sub", "s", "groups", "only"));
    assertThat(signIn().groups()).containsExactly("only");
    provider.person(Map.of("sub", "s", "groups", Map.of("a", 1)));
    assertThat(signIn().groups()).isEmpty();
    provider.person(Map.of("sub", "s"));
    assertThat(signIn().groups()).isNull();
  }

  @Test
  void theUserClaimNamesTheUserWherePeopleAreNotAsked() throws Exception {
    provider.person(Map.of("sub", "s", "name", "Some Body", "preferred_username", "somebody"));

    assertThat(signIn(claim("preferred_username", true)).usernameHint()).isEqualTo("somebody");
    assertThat(signIn(claim("employee_number", true)).usernameHint()).isEmpty();
    assertThat(signIn(claim("employee_number", false)).usernameHint()).isEqualTo("Some_Body");
  }

  @Test
  void aRefreshConfirmsThePersonOrSaysWhyNot() throws Exception {
    var token = String.valueOf(signIn().refreshToken());
    var fresh = relyingParty.refresh(provider.settings(), provider.issuer(), "sub-carol", token);
    assertThat(fresh.refreshToken()).isNotEqualTo(token);

    provider.revoke();
    assertThatThrownBy(
            () ->
                relyingParty.refresh(
                    provider.settings(),
                    provider.issuer(),
                    "sub-carol",
                    String.valueOf(fresh.refreshToken())))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
        .hasMessageContaining("Session not active");
  }

  @Test
  void signingOutLeadsThroughTheProvider() {
    assertThat(relyingParty.endSessionUrl(provider.settings(), "t", "http://localhost:1/").get())
        .hasToString(
            provider.issuer()
                + "/logout?id_token_hint=t&client_id=harbor"
                + "&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A1%2F");
  }

  private ProviderPerson signIn() throws Exception {
    return signIn(provider.settings());
  }

  private ProviderPerson signIn(ProviderSettings settings) throws Exception {
    var there = relyingParty.authorizationUrl(settings, ATTEMPT);
    try (var http = HttpClient.newHttpClient()) {
      var back =
          http.send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.discarding())
              .headers()
              .firstValue("Location")
              .orElseThrow();
      var code = URI.create(back).getQuery().replaceAll(".*code=([^&]*).*", "$1");
      return relyingParty.signIn(settings, ATTEMPT, code);
    }
  }

  private ProviderSettings claim(String userClaim, boolean autoOnboard) {
    return ChangedProvider.of(provider.settings())
        .adminGroup("")
        .username(userClaim, autoOnboard)
        .settings();
  }
}
