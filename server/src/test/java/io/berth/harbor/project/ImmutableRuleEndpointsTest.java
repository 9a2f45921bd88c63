package io.berth.harbor.project;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of immutable tags, as clients of Harbor and of the OCI specification meet them. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ImmutableRuleEndpointsTest {
  private static final String RULES = "/projects/team/immutabletagrules";
  private static final String ARTIFACTS = "/projects/team/repositories/app/artifacts";

  private final HarborCalls harbor;

  ImmutableRuleEndpointsTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void project() {
    harbor.project("dev", "team", false);
  }

  private static String rule(String more) {
    return """
        {"action":"immutable","template":"immutable_template",%s
         "scope_selectors":{"repository":[{"kind":"doublestar","decoration":"repoMatches","pattern":"**"}]},
         "tag_selectors":[{"kind":"doublestar","decoration":"matches","pattern":"{v*,release-*}"}]}"""
        .formatted(more);
  }

  private HttpResponse<byte[]> post(String body) {
    return harbor.call("POST", RULES).as("dev").json(body).send();
  }

  private String made(String body) {
    var answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(201);
    return header(answer, "Location").substring(HarborCalls.API.length());
  }

  private JsonNode only() {
    var rules = harbor.get(RULES).as("dev").json(200);
    assertThat(rules).hasSize(1);
    return rules.path(0);
  }

  @Test
  void aRuleIsShownChangedAndRemovedAsItWasGiven() {
    var path = made(rule("\"priority\":3,"));
    assertThat(path).startsWith(RULES + "/");
    var shown = only();
    var id = shown.path("id").asLong();
    assertThat(path).endsWith("/" + id);
    assertThat(shown.path("disabled").asBoolean()).isFalse();
    assertThat(shown.path("priority").asInt()).isEqualTo(3);
    assertThat(shown.at("/tag_selectors/0/pattern").asText()).isEqualTo("{v*,release-*}");
    assertThat(shown.at("/tag_selectors/0/decoration").asText()).isEqualTo("matches");
    assertThat(shown.at("/scope_selectors/repository/0/pattern").asText()).isEqualTo("**");
    assertThat(shown.path("expires_at").asLong()).isEqualTo(-1);
    assertThat(code(post(rule("")))).isEqualTo("409 CONFLICT");

    assertThat(code(put(path, rule("\"disabled\":true,")))).isEqualTo("400 BAD_REQUEST");
    assertThat(
            put(path, rule("\"id\":%d,\"disabled\":true,\"duration\":7,".formatted(id)))
                .statusCode())
        .isEqualTo(200);
    assertThat(only().path("disabled").asBoolean()).isTrue();
    assertThat(only().path("expires_at").asLong()).isPositive();
    assertThat(harbor.get(RULES + "?q=disabled%3Dfalse").as("dev").json(200)).isEmpty();

    harbor.project("boss", "other", false);
    var elsewhere = "/projects/other/immutabletagrules/" + id;
    assertThat(code(harbor.call("DELETE", elsewhere).as("boss").send())).isEqualTo("404 NOT_FOUND");
    assertThat(harbor.call("DELETE", path).as("dev").send().statusCode()).isEqualTo(200);
    assertThat(code(harbor.call("DELETE", path).as("dev").send())).isEqualTo("404 NOT_FOUND");
    assertThat(harbor.get(RULES).as("dev").json(200)).isEmpty();
  }

  private HttpResponse<byte[]> put(String path, String body) {
    return harbor.call("PUT", path).as("dev").json(body).send();
  }

  @Test
  void whatIsNoRuleIsRefusedAndOneThatCoversNothingSaysSo() {
    assertThat(code(post(rule("").replace("repoMatches", "matches")))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(post(rule("").replace("doublestar", "regex")))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(post(rule("").replace("{v*,release-*}", "[v")))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(post(rule("").replace("immutable_template", "x"))))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(code(post(rule("\"duration\":-1,")))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(post("{'tag_selectors':[{'pattern':'a'},{'pattern':'b'}]}")))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(code(post("{'action':1}"))).isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(harbor.get(RULES).as("dev").json(200)).isEmpty();

    var nothing = post("{}");
    assertThat(nothing.statusCode()).isEqualTo(201);
    assertThat(header(nothing, "Warning")).contains("covers no tag");
    assertThat(only().path("tag_selectors")).isEmpty();
    assertThat(only().at("/scope_selectors/repository")).isEmpty();
  }

  @Test
  void anImmutableTagStaysWhateverIsTried() {
    var first = harbor.pushImage("dev", "team/app", "v1", "one");
    harbor.pushImage("dev", "team/app", "main", "two");
    made(rule(""));

    var overwritten =
        harbor
            .berth
            .call("PUT", "/v2/team/app/manifests/v1")
            .as("dev")
            .header("Content-Type", MediaType.OCI_MANIFEST)
            .body(HarborCalls.image("two"))
            .send();
    assertThat(code(overwritten)).isEqualTo("412 PRECONDITION");
    assertThat(new String(overwritten.body(), UTF_8))
        .contains("Failed to process request due to 'team/app:v1' configured as immutable by rule ")
        .contains("{v*,release-*}");
    harbor.pushManifest("dev", "team/app", "v1", MediaType.OCI_MANIFEST, HarborCalls.image("one"));

    assertRefused("DELETE", "/v2/team/app/manifests/v1");
    assertRefused("DELETE", "/v2/team/app/manifests/" + first);
    assertRefused("DELETE", HarborCalls.API + ARTIFACTS + "/v1");
    assertRefused("DELETE", HarborCalls.API + ARTIFACTS + "/v1/tags/v1");
    assertRefused("DELETE", HarborCalls.API + "/projects/team/repositories/app");
    assertRefused("DELETE", HarborCalls.API + "/projects/team");
    harbor.pushImage("dev", "team/new", "v1", "two");
    assertRefused("POST", HarborCalls.API + ARTIFACTS.replace("app", "new") + "?from=team/app:v1");
    harbor.pushManifest(
        "dev", "team/app", "main", MediaType.OCI_MANIFEST, HarborCalls.image("one"));

    var artifact = harbor.get(ARTIFACTS + "/v1?with_immutable_status=true").as("dev").json(200);
    assertThat(artifact.path("digest").asText()).isEqualTo(first);
    assertThat(artifact.at("/tags/0/name").asText()).isEqualTo("main");
    assertThat(artifact.at("/tags/0/immutable").asBoolean()).isFalse();
    assertThat(artifact.at("/tags/1/immutable").asBoolean()).isTrue();
    assertThat(
            harbor
                .get(ARTIFACTS + "/v1/tags?with_immutable_status=true&q=name%3Dv1")
                .as("dev")
                .json(200)
                .at("/0/immutable")
                .asBoolean())
        .isTrue();
    assertThat(
            harbor.get(ARTIFACTS + "/v1").as("dev").json(200).at("/tags/1/immutable").asBoolean())
        .isFalse();
  }

  private void assertRefused(String method, String path) {
    assertThat(code(harbor.berth.call(method, path).as("dev").send()))
        .as(method + " " + path)
        .isEqualTo("412 PRECONDITION");
  }

  @Test
  void aRuleMayLetThemBeDeleted() {
    harbor.pushImage("dev", "team/app", "v1", "one");
    made(rule("\"allow_delete\":true,"));

    harbor.pushImage("dev", "team/app", "main", "two");
    assertThat(
            code(
                harbor
                    .berth
                    .call("PUT", "/v2/team/app/manifests/v1")
                    .as("dev")
                    .header("Content-Type", MediaType.OCI_MANIFEST)
                    .body(HarborCalls.image("two"))
                    .send()))
        .isEqualTo("412 PRECONDITION");
    assertThat(harbor.call("DELETE", ARTIFACTS + "/v1").as("dev").send().statusCode())
        .isEqualTo(200);
  }
}
