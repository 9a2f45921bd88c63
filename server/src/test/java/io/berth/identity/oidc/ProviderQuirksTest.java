package io.berth.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.http.message.Json;
import io.berth.identity.provider.ProviderOptions;
import io.berth.identity.provider.ProviderSettings;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundNetworks;
import io.berth.testing.FakeProvider;
import io.berth.testing.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the providers of this world send, one file each in src/test/resources/providers: the
 * discovery document, tokens as they make them, and the person that is to come out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProviderQuirksTest {
  private static final List<String> PROVIDERS =
      List.of(
          "keycloak",
          "entra",
          "google",
          "okta",
          "auth0",
          "gitlab",
          "dex",
          "cognito",
          "authentik",
          "zitadel");
  private static final RelyingParty.Attempt ATTEMPT =
      new RelyingParty.Attempt("state", "nonce-1", "v".repeat(43), "http://localhost:1/cb");

  private final TestClock clock = new TestClock();
  private final FakeProvider provider = FakeProvider.http(clock);
  private final HttpClient http = HttpClient.newHttpClient();
  private final RelyingParty relyingParty =
      new RelyingParty(
          new ProviderConnection(new Outbound(OutboundNetworks.parse(List.of("any"), true))),
          clock);

  @AfterAll
  void close() {
    http.close();
    provider.close();
  }

  /** One sign-in at one provider. */
  record Quirk(JsonNode file, JsonNode sample) {
    @Override
    public String toString() {
      return file.path("provider").asText() + ": " + sample.path("name").asText();
    }
  }

  static Stream<Quirk> quirks() {
    return PROVIDERS.stream()
        .map(ProviderQuirksTest::read)
        .flatMap(
            file ->
                StreamSupport.stream(file.path("cases").spliterator(), false)
                    .map(sample -> new Quirk(file, sample)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("quirks")
  void thePersonIsReadAsThatProviderMeansIt(Quirk quirk) throws Exception {
    var expected = quirk.sample().path("expect");
    provider.person(claims(quirk, "idToken"), claims(quirk, userInfo(quirk)));
    provider.directory(texts(quirk.sample().path("directory")));

    var settings = settings(quirk, provider.issuer());
    var person = relyingParty.signIn(settings, ATTEMPT, code(settings));

    assertThat(person.usernameHint()).isEqualTo(expected.path("username").asText());
    if (expected.has("email")) {
      assertThat(person.email()).isEqualTo(expected.path("email").asText());
    }
    if (expected.has("realName")) {
      assertThat(person.realName()).isEqualTo(expected.path("realName").asText());
    }
    if (expected.path("groups").isNull()) {
      assertThat(person.groups()).isNull();
    } else {
      assertThat(person.groups()).isEqualTo(texts(expected.path("groups")));
    }
    assertThat(settings.isAdministrator(person.knownGroups()))
        .isEqualTo(expected.path("administrator").asBoolean());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("quirks")
  void theBrowserIsSentAsThatProviderWantsIt(Quirk quirk) throws Exception {
    var endpoint = quirk.file().path("endpoint").asText();
    var document = quirk.file().path("discovery").toString();
    var metadata = Discovery.parse(document, URI.create(endpoint), endpoint);

    var url =
        RelyingParty.authorizationUrl(settings(quirk, endpoint), ATTEMPT, Map.of(), metadata)
            .toString();

    assertThat(url)
        .startsWith(quirk.file().at("/discovery/authorization_endpoint").asText() + "?")
        .contains("response_type=code", "nonce=nonce-1", "code_challenge_method=S256");
    for (var word : texts(quirk.sample().at("/expect/query"))) {
      assertThat(url).contains(word);
    }
    for (var word : texts(quirk.sample().at("/expect/notInQuery"))) {
      assertThat(url).doesNotContain(word);
    }
  }

  @Test
  void theEndpointOfEveryTenantOfEntraIsExplained() {
    var endpoint = "https://login.microsoftonline.com/common/v2.0";
    var document =
        read("entra")
            .path("discovery")
            .toString()
            .replaceFirst(
                "\"issuer\":\"[^\"]*\"",
                "\"issuer\":\"https://login.microsoftonline.com/{tenantid}/v2.0\"");

    assertThatThrownBy(() -> Discovery.parse(document, URI.create(endpoint), endpoint))
        .hasMessageContaining("serves every tenant");
  }

  private static String userInfo(Quirk quirk) {
    return quirk.sample().has("userInfo") ? "userInfo" : "idToken";
  }

  private Map<String, Object> claims(Quirk quirk, String name) throws IOException {
    var json = quirk.sample().path(name).toString().replace("{issuer}", provider.issuer());
    var claims = new HashMap<String, Object>();
    Json.tree(json.getBytes(StandardCharsets.UTF_8))
        .properties()
        .forEach(claim -> claims.put(claim.getKey(), Json.convert(claim.getValue(), Object.class)));
    return claims;
  }

  private static ProviderSettings settings(Quirk quirk, String endpoint) {
    var wanted = quirk.sample().path("settings");
    var parameters = new HashMap<String, String>();
    wanted
        .path("parameters")
        .properties()
        .forEach(field -> parameters.put(field.getKey(), field.getValue().asText()));
    return new ProviderSettings(
            quirk.file().path("provider").asText(),
            endpoint,
            FakeProvider.CLIENT,
            FakeProvider.SECRET,
            wanted.path("scope").asText("openid,profile,email,offline_access"),
            wanted.path("groupsClaim").asText(),
            "",
            wanted.path("adminGroup").asText(),
            wanted.path("userClaim").asText(),
            true,
            false)
        .with(
            new ProviderOptions(
                List.of(), texts(wanted.path("adminGroups")), parameters, "", true, List.of()));
  }

  private String code(ProviderSettings settings) throws Exception {
    var there = relyingParty.authorizationUrl(settings, ATTEMPT);
    var back =
        http.send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.discarding())
            .headers()
            .firstValue("Location")
            .orElseThrow();
    return URI.create(back).getRawQuery().replaceAll(".*code=([^&]*).*", "$1");
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static JsonNode read(String name) {
    try (var file = ProviderQuirksTest.class.getResourceAsStream("/providers/" + name + ".json")) {
      return Json.tree(Objects.requireNonNull(file, name).readAllBytes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
