package io.berth.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.identity.provider.ProviderPerson;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that write what their specifications do not say: what decides nothing stops nobody. */
final class SloppyProviderTest {
  private static final String DISCOVERY = "/.well-known/openid-configuration";
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"expires_in\":300 | \"expires_in\":\"300\" | 300",
        "\"expires_in\":300 | \"expires_in\":300.0 | 300",
        "\"expires_in\":300 | \"expires_in\":null | ",
        "\"expires_in\":300 | \"expires_in\":\"soon\" | ",
        "\"expires_in\":300 | \"expires_in\":-1 | ",
        "\"expires_in\":300 | \"expires_in\":999999999999999 | 315360000",
        "\"Bearer\" | \"bearer\" | 300",
        "\"Bearer\" | null | 300",
        "\"Bearer\" | \"BEARER\",\"scope\":[\"openid\"],\"new\":{\"a\":[1]} | 300"
      })
  void aTokenAnswerThatIsWrongInWhatDecidesNothing(String right, String sloppy, Long seconds)
      throws Exception {
    provider.writes("/token", text -> text.replace(right, sloppy));

    var person = signIn();
    assertThat(person.subject()).isEqualTo("sub-carol");
    var end = person.accessExpiresAt();
    assertThat(
            end == null ? null : (end - clock.instant().getEpochSecond() * 1_000_000) / 1_000_000)
        .isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"id_token\":\"|\"id_token\":7,\"x\":\"",
        "\"access_token\":\"|\"access_token\":null,\"x\":\"",
        "\"Bearer\"|\"DPoP\""
      })
  void aTokenAnswerThatIsWrongInWhatDecidesIsRefused(String change) {
    var parts = change.split("\\|", 2);
    provider.writes("/token", text -> text.replace(parts[0], parts[1]));

    assertThatThrownBy(this::signIn)
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.PROTOCOL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"response_types_supported\":[\"code\"]|\"response_types_supported\":\"code\"",
        "\"response_types_supported\":[\"code\"]|\"x\":1",
        "\"subject_types_supported\":[\"public\"]|\"x\":1",
        "\"subject_types_supported\":[\"public\"]|\"subject_types_supported\":7",
        "\"code_challenge_methods_supported\":[\"S256\"]|\"code_challenge_methods_supported\":{}",
        "\"backchannel_logout_supported\":true|\"backchannel_logout_supported\":\"yes\"",
        "{|{\"registration_endpoint\":false,\"scopes_supported\":\"openid profile\",",
        "{|{\"service_documentation\":\"not a URL\",\"claims_supported\":null,",
        "{|{\"mtls_endpoint_aliases\":[],\"claims_parameter_supported\":\"no\",",
        "{|{\"token_endpoint_auth_methods_supported\":\"client_secret_basic\",",
        "{|{\"userinfo_signing_alg_values_supported\":[\"none\",1],\"op_tos_uri\":\"\","
      })
  void aDiscoveryDocumentIsReadAsFarAsItIsUsed(String change) throws Exception {
    var parts = change.split("\\|", 2);
    provider.writes(
        DISCOVERY, text -> text.replaceFirst(java.util.regex.Pattern.quote(parts[0]), parts[1]));

    assertThat(signIn().email()).isEqualTo("carol@example.test");
  }

  @Test
  void aByteOrderMarkBeforeADocumentIsSkipped() throws Exception {
    provider.writes(DISCOVERY, text -> "\uFEFF" + text);
    provider.writes("/keys", text -> "\uFEFF" + text);
    provider.writes("/token", text -> "\uFEFF" + text);
    provider.writes("/userinfo", text -> "\uFEFF" + text);

    assertThat(signIn().email()).isEqualTo("carol@example.test");
  }

  @ParameterizedTest
  @CsvSource({
    "issuer, it lacks issuer",
    "token_endpoint, it lacks token_endpoint",
    "authorization_endpoint, it lacks authorization_endpoint",
    "jwks_uri, it lacks jwks_uri"
  })
  void whatASignInNeedsMustBeInTheDiscoveryDocument(String member, String reason) {
    provider.writes(DISCOVERY, text -> text.replace("\"" + member + "\"", "\"x\""));

    assertThatThrownBy(this::signIn).hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kty\":\"AKP\",\"alg\":\"ML-DSA-44\",\"pub\":\"AA\"}",
        "{\"kty\":\"RSA\",\"kid\":\"half\",\"n\":\"AA\"}",
        "{\"kty\":7}",
        "null",
        "\"key\"",
        "{}",
        "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}"
      })
  void keysThatCannotBeReadAreSkipped(String stranger) throws Exception {
    provider.writes(
        "/keys",
        text ->
            text.replace("{\"keys\":[", "{\"keys\":[" + stranger + ",")
                .replace("\"kty\":\"RSA\"", "\"x5c\":[\"garbage\"],\"x5t\":9,\"kty\":\"RSA\""));

    assertThat(signIn().subject()).isEqualTo("sub-carol");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"kid\"|\"x\"", "\"use\":\"sig\"|\"alg\":\"RS256\""})
  void aKeyNeedNotSayWhatItIsCalledAndFor(String change) throws Exception {
    var parts = change.split("\\|", 2);
    provider.writes("/keys", text -> text.replace(parts[0], parts[1]));

    assertThat(signIn().subject()).isEqualTo("sub-carol");
  }

  @Test
  void aKeyThatIsReplacedUnderItsNameIsReadAnewOnceAndNotForEveryForgery() throws Exception {
    signIn();
    provider.replaceKey();
    clock.advance(Duration.ofSeconds(30));

    assertThat(signIn().subject()).isEqualTo("sub-carol");
    assertThat(provider.keyReads()).isEqualTo(2);

    provider.make(Defect.BAD_SIGNATURE);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(this::signIn).hasMessageContaining("its signature is not one of");
    }
    assertThat(provider.keyReads()).as("within five seconds").isEqualTo(2);
    clock.advance(Duration.ofSeconds(6));
    assertThatThrownBy(this::signIn).hasMessageContaining("its signature is not one of");
    assertThat(provider.keyReads()).isEqualTo(3);
  }

  @Test
  void anIdTokenMayBeSignedWithEd25519() throws Exception {
    provider.useEd25519();
    assertThat(signIn().subject()).isEqualTo("sub-carol");

    provider.make(Defect.BAD_SIGNATURE);
    assertThatThrownBy(this::signIn).hasMessageContaining("its signature is not one of");
    provider.repair();
    provider.useEd25519();
    provider.make(Defect.OTHER_ACCESS_TOKEN);
    // The hash is that of the right token here; the one below is of another.
    provider.writes("/token", text -> text.replaceFirst("(access_token\":\"...)", "$1x"));
    assertThatThrownBy(this::signIn).hasMessageContaining("belongs to another access token");
  }

  @ParameterizedTest
  @CsvSource({
    "HS256, 'announces but no registry accepts'",
    "ES256K, 'which the provider did not announce'"
  })
  void anAlgorithmIsRefusedForTheTrueReason(String announced, String reason) {
    provider.writes(DISCOVERY, text -> text.replace("[\"RS256\"]", "[\"" + announced + "\"]"));
    provider.make(
        announced.equals("HS256") ? Defect.SIGNED_WITH_CLIENT_SECRET : Defect.OTHER_ALGORITHM);

    assertThatThrownBy(this::signIn).hasMessageContaining(reason);
  }

  @Test
  void groupsComeInManyShapes() throws Exception {
    assertThat(groups(List.of("[\"a\",\"b\"]"))).containsExactly("a", "b");
    assertThat(groups("[\"a\"]")).containsExactly("a");
    assertThat(groups(List.of("[\"a\"]", "b")))
        .as("a name that looks like a list, beside others")
        .containsExactly("[\"a\"]", "b");
    assertThat(groups(List.of("[not json]"))).containsExactly("[not json]");
    assertThat(groups(7)).isEmpty();
    assertThat(groups(List.of(1, true))).isEmpty();
    assertThat(groups(Map.of("a", Map.of("x", "y")))).containsExactly("a");
    assertThat(groups(Map.of("a", "y"))).isEmpty();
  }

  private List<String> groups(Object claim) throws Exception {
    provider.person(Map.of("sub", "s", "groups", claim));
    return signIn().knownGroups();
  }

  @Test
  void aSignedUserinfoAnswerCountsWhenItIsTheProvidersAndForThisClient() throws Exception {
    provider.person(Map.of("sub", "s"), Map.of("sub", "s", "name", "Ann", "email_verified", "yes"));
    provider.make(Defect.USERINFO_SIGNED);
    assertThat(signIn().usernameHint()).isEqualTo("Ann");

    provider.make(Defect.USERINFO_FOR_ANOTHER_CLIENT);
    assertThatThrownBy(this::signIn)
        .hasMessageContaining(
            "userinfo answer does not pass the checks: it is meant for [another]");
    provider.repair();
    provider.make(Defect.USERINFO_SIGNED_BY_STRANGER);
    assertThatThrownBy(this::signIn)
        .hasMessageContaining("userinfo answer does not pass the checks: its signature");
    provider.repair();
    provider.person(Map.of("sub", "s"), Map.of("sub", "mallory", "name", "Ann"));
    provider.make(Defect.USERINFO_SIGNED);
    assertThatThrownBy(this::signIn).hasMessageContaining("answers for another person");
  }

  @Test
  void aSubjectThatIsANumberAtUserinfoIsTheSamePerson() throws Exception {
    provider.person(Map.of("sub", "17"), Map.of("sub", 17, "name", "Ann"));
    assertThat(signIn().usernameHint()).isEqualTo("Ann");
    provider.person(Map.of("sub", "17"), Map.of("sub", 18, "name", "Ann"));
    assertThatThrownBy(this::signIn).hasMessageContaining("answers for another person");
  }

  private ProviderPerson signIn() throws Exception {
    var settings = provider.settings();
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
}
