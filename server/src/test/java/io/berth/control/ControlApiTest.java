package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.content.Digest;
import io.berth.control.registry.Plan;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The control API as its clients meet it:
 * docs/reference/contracts/control-api.md#what-all-clients-have-in-common, #models and #signatures.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ControlApiTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;
  private final FakeProvider provider = FakeProvider.http(Clock.systemUTC());

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
  }

  @AfterEach
  void stop() {
    berth.close();
    provider.close();
  }

  // ---------------------------------------------------------------- ways in and errors

  @Test
  void anErrorHasBothShapesAndNamesItsRequest() {
    var answer = berth.call("GET", "/v1/cloud/project").send();
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("X-OVH-QUERYID")).isPresent();
    var error = berth.call("GET", "/v1/cloud/project").json(401);
    assertThat(error.path("message").asText()).isEqualTo("You must login first");
    assertThat(error.path("class").asText()).isEqualTo("Client::Unauthorized");
    assertThat(error.path("httpCode").asText()).isEqualTo("401 Unauthorized");

    var unknown = call("GET", "/v1/cloud/project/none/containerRegistry").json(404);
    assertThat(unknown.path("message").asText()).isEqualTo("This service does not exist");
    assertThat(unknown.path("class").asText()).isEqualTo("Client::NotFound");
    assertThat(call("GET", "/v1/no/such/call").json(404).path("message").asText())
        .isEqualTo("Got an invalid (or empty) URL: there is nothing at /v1/no/such/call");
    var key =
        berth
            .call("GET", "/v1/cloud/project")
            .header("X-Ovh-Application", "unknown")
            .header("X-Ovh-Consumer", "unknown")
            .header("X-Ovh-Timestamp", "1")
            .header("X-Ovh-Signature", "$1$0")
            .json(403);
    assertThat(key.path("errorCode").asText()).isEqualTo("INVALID_KEY");
  }

  @Test
  void bothNamesOfTheApiAnswerAlike() {
    var other = berth.project().replace("/v1/", "/1.0/");
    assertThat(call("GET", other).json(200)).isEqualTo(call("GET", berth.project()).json(200));
    assertThat(call("GET", "/1.0/cloud/project").json(200)).hasSize(1);
  }

  @Test
  void anAccessTokenIsGivenOnlyForTheRightSecret() {
    var wrong =
        berth
            .call("POST", "/auth/oauth2/token")
            .basic("unknown", "wrong")
            .body("grant_type=client_credentials".getBytes(UTF_8))
            .json(401);
    assertThat(wrong.path("error").asText()).isEqualTo("invalid_client");
    var grant =
        berth
            .call("POST", "/auth/oauth2/token")
            .body("grant_type=password".getBytes(UTF_8))
            .json(400);
    assertThat(grant.path("error").asText()).isEqualTo("unsupported_grant_type");
    var details = call("GET", "/v1/auth/details").json(200);
    assertThat(details.path("method").asText()).isEqualTo("oauth2_client_credentials");
    var stranger =
        berth.call("GET", "/v1/auth/details").header("Authorization", "Bearer x").json(403);
    assertThat(stranger.path("errorCode").asText()).isEqualTo("INVALID_CREDENTIAL");
  }

  // ---------------------------------------------------------------- life cycle

  @Test
  void aRegistryIsCreatedRenamedAndDeletedWithAllThatIsInIt() throws Exception {
    var made = create("second");
    assertThat(made.path("status").asText()).isEqualTo("INSTALLING");
    var path = berth.project() + "/containerRegistry/" + made.path("id").asText();
    var ready = ready(path);
    assertThat(ready.path("deliveredAt").asText()).isNotEmpty();
    assertThat(ready.path("size").asLong()).isZero();
    assertThat(call("GET", path).json(200)).isEqualTo(ready);
    assertThat(call("GET", berth.project() + "/containerRegistry").json(200)).hasSize(2);

    call("PUT", path).json("{'name':'renamed'}").text(200);
    assertThat(call("GET", path).json(200).path("name").asText()).isEqualTo("renamed");
    call("PUT", path).json("{'name':' '}").text(400);

    var host = URI.create(ready.path("url").asText()).getAuthority();
    fill(path, host);
    assertThat(call("GET", path).json(200).path("size").asLong()).isPositive();

    call("DELETE", path).text(200);
    waitUntilGone(path);
    waitUntilNobodyAnswersAt(host);
    assertThat(call("GET", berth.project() + "/containerRegistry").json(200)).hasSize(1);
  }

  /** The row goes first; until the name goes too, a moment later, the answer is "not ready". */
  private void waitUntilNobodyAnswersAt(String host) throws Exception {
    int status =
        Await.until(
            "end of the name",
            () -> berth.call("GET", "/v2/", host).send().statusCode(),
            it -> it != 503);
    assertThat(status).isEqualTo(421);
  }

  @Test
  void aBadRegistryIsNotCreated() {
    var registries = berth.project() + "/containerRegistry";
    for (var bad :
        List.of(
            "{}",
            "{'name':'x'}",
            "{'name':'','region':'GRA'}",
            "{'name':'x','region':'MOON'}",
            "{'name':'x','region':'GRA','planID':'none'}",
            "[]",
            "{'name':")) {
      assertThat(call("POST", registries).json(bad).json(400).path("message").asText())
          .as(bad)
          .isNotEmpty();
    }
    assertThat(call("GET", registries).json(200)).hasSize(1);
  }

  @Test
  void aPlanGrowsAndShrinksWhileTheContentFits() {
    var plan = berth.registry() + "/plan";
    assertThat(plans(berth.registry())).containsExactly("MEDIUM", "LARGE");
    call("PUT", plan).json("{'planID':'%s'}".formatted(Plan.LARGE.id())).text(200);
    assertThat(call("GET", plan).json(200).path("name").asText()).isEqualTo("LARGE");
    assertThat(call("GET", berth.registry()).json(200).path("status").asText()).isEqualTo("READY");
    assertThat(plans(berth.registry())).isEmpty();
    var updated = call("GET", berth.registry()).json(200).path("updatedAt");
    call("PUT", plan).json("{'planID':'%s'}".formatted(Plan.LARGE.id())).text(200);
    assertThat(call("GET", berth.registry()).json(200).path("updatedAt")).isEqualTo(updated);

    call("PUT", plan).json("{'planID':'%s'}".formatted(Plan.SMALL.id())).text(200);
    assertThat(call("GET", plan).json(200).path("name").asText()).isEqualTo("SMALL");
    for (var bad : List.of("{}", "{'planID':'none'}", "{'planID':1}")) {
      call("PUT", plan).json(bad).text(400);
    }
  }

  @Test
  void aPlanTooSmallForTheContentIsRefused() throws IOException {
    var plan = berth.registry() + "/plan";
    call("PUT", plan).json("{'planID':'%s'}".formatted(Plan.LARGE.id())).text(200);
    berth.administrator("boss");
    berth
        .call(
            "POST",
            "/v2/library/app/blobs/uploads/?digest="
                + Digest.of(Digest.Algorithm.SHA256, "{}".getBytes(UTF_8)))
        .as("boss")
        .body("{}".getBytes(UTF_8))
        .text(201);
    berth.restartWith("UPDATE registry_usage SET bytes = ?", Plan.SMALL.imageStorage() + 1);

    var refused = call("PUT", plan).json("{'planID':'%s'}".formatted(Plan.SMALL.id())).json(400);

    assertThat(refused.path("message").asText())
        .contains("214748364801 bytes")
        .contains("SMALL")
        .contains("214748364800");
    call("PUT", plan).json("{'planID':'%s'}".formatted(Plan.MEDIUM.id())).text(200);
  }

  @Test
  void aChangeOfPlanCutShortIsFinishedByTheNextStart() throws Exception {
    berth.restartWith(
        "UPDATE registry SET status = 'SCALING_UP', next_plan_id = ?", Plan.LARGE.id());
    var registry = call("GET", berth.registry()).json(200);
    assertThat(registry.path("status").asText()).isEqualTo("READY");
    assertThat(call("GET", berth.registry() + "/plan").json(200).path("name").asText())
        .isEqualTo("LARGE");
    berth.call("GET", "/v2/").text(401);
  }

  @Test
  void aRegistryHasALibraryOnlyWhenAskedFor() throws Exception {
    var registries = berth.project() + "/containerRegistry";
    for (var wanted : List.of("", ",'libraryProject':false", ",'libraryProject':true")) {
      var made =
          call("POST", registries)
              .json("{'name':'l','region':'GRA'%s}".formatted(wanted))
              .json(200);
      var ready = ready(registries + "/" + made.path("id").asText());
      var host = URI.create(ready.path("url").asText()).getAuthority();
      Await.until(
          "its own address knows that too",
          () -> berth.call("GET", "/api/v2.0/projects", host).send().statusCode() == 200);
      assertThat(berth.call("GET", "/api/v2.0/projects", host).json(200).findValuesAsText("name"))
          .as(wanted)
          .isEqualTo(wanted.endsWith("true") ? List.of("library") : List.of());
    }
    call("POST", registries).json("{'name':'l','region':'GRA','libraryProject':1}").text(400);
    var list = call("GET", registries).json(200);
    assertThat(list).hasSize(4);
    for (var one : list) {
      assertThat(one).isEqualTo(call("GET", registries + "/" + one.path("id").asText()).json(200));
    }
  }

  private List<String> plans(String registry) {
    var names = new ArrayList<String>();
    call("GET", registry + "/capabilities/plan")
        .json(200)
        .forEach(plan -> names.add(plan.path("name").asText()));
    return names;
  }

  @Test
  void usersAndContentOfOneRegistryAreUnknownInAnother() throws Exception {
    var made = create("second");
    var path = berth.project() + "/containerRegistry/" + made.path("id").asText();
    var host = URI.create(ready(path).path("url").asText()).getAuthority();
    berth.administrator("boss");
    berth.call("GET", "/api/v2.0/users/current").as("boss").text(200);
    berth.call("GET", "/api/v2.0/users/current", host).as("boss").text(401);
    berth.call("POST", "/api/v2.0/projects").as("boss").json("{'project_name':'team'}").text(201);

    fill(path, host);
    assertThat(berth.call("GET", "/api/v2.0/repositories", host).as("keeper").json(200).toString())
        .contains("mine/app");
    assertThat(berth.call("GET", "/api/v2.0/repositories").as("boss").json(200)).isEmpty();
    berth.call("GET", "/api/v2.0/projects/team", host).as("keeper").text(404);
  }

  @Test
  void aDeletionCutShortIsFinishedByTheNextStart() throws Exception {
    var made = create("second");
    var path = berth.project() + "/containerRegistry/" + made.path("id").asText();
    fill(path, URI.create(ready(path).path("url").asText()).getAuthority());

    berth.restartWith(
        "UPDATE registry SET status = 'DELETING' WHERE id = ?", made.path("id").asText());

    waitUntilGone(path);
  }

  // ---------------------------------------------------------------- users

  @Test
  void usersAreCreatedWithAndWithoutABody() {
    var users = berth.registry() + "/users";
    var generated = call("POST", users).json(200);
    assertThat(generated.path("id").isTextual()).isTrue();
    assertThat(generated.path("user").asText()).isNotEmpty();
    assertThat(generated.path("password").asText()).hasSizeGreaterThan(15);

    var named = call("POST", users).json("{'login':'ops','email':'ops@example.test'}").json(200);
    assertThat(named.path("user").asText()).isEqualTo("ops");
    var one = users + "/" + named.path("id").asText();
    assertThat(call("GET", one).json(200).path("password").asText()).isEmpty();
    assertThat(call("GET", users).json(200)).hasSize(2);
    assertThat(call("POST", users).json("{'login':'ops'}").json(409).path("class").asText())
        .isEqualTo("Client::Conflict");
    call("PUT", one + "/setAsAdmin").text(200);
    call("DELETE", one).text(200);
    call("GET", one).text(404);
    call("PUT", one + "/setAsAdmin").text(404);
    call("GET", users + "/abc").text(404);
  }

  // ---------------------------------------------------------------- openIdConnect

  @Test
  void openIdConnectAsksBeforeItDeletesUsers() {
    berth.administrator("boss");
    berth.administrator("other");
    var refused = call("POST", openIdConnect()).json(provider(false, "")).json(400);
    assertThat(refused.path("message").asText())
        .isEqualTo("2 users exist, set parameter deleteUsers to delete them");
    berth.call("GET", "/api/v2.0/users/current").as("boss").text(200);

    call("POST", openIdConnect()).json(provider(true, "")).text(200);
    berth.call("GET", "/api/v2.0/users/current").as("boss").text(401);
    assertThat(call("GET", berth.registry() + "/users").json(200)).isEmpty();
    assertThat(call("POST", berth.registry() + "/users").json(409).path("message").asText())
        .contains("openIdConnect");
    assertThat(berth.call("GET", "/api/v2.0/systeminfo").json(200).path("auth_mode").asText())
        .isEqualTo("oidc_auth");
  }

  @Test
  void openIdConnectIsReadChangedAndRemoved() {
    call("GET", openIdConnect()).text(404);
    call("PUT", openIdConnect()).json("{'name':'x'}").text(404);
    call("DELETE", openIdConnect()).text(404);
    call("POST", openIdConnect()).json(provider(false, ",'adminGroup':'ops'")).text(200);

    var read = call("GET", openIdConnect()).text(200);
    assertThat(read).doesNotContain(FakeProvider.SECRET).contains("\"adminGroup\":\"ops\"");

    call("PUT", openIdConnect()).json("{'provider':{'adminGroup':'root'}}").text(200);
    call("PUT", openIdConnect()).json("{'userClaim':'email'}").text(200);
    var changed = call("GET", openIdConnect()).json(200);
    assertThat(changed.toString())
        .contains("\"adminGroup\":\"root\"")
        .contains("\"userClaim\":\"email\"")
        .contains("\"clientId\":\"harbor\"");

    call("POST", openIdConnect()).json(provider(false, "")).text(200);
    assertThat(call("GET", openIdConnect()).text(200)).contains("\"adminGroup\":\"\"");

    call("DELETE", openIdConnect()).text(200);
    call("GET", openIdConnect()).text(404);
    berth.administrator("boss");
    berth.call("GET", "/api/v2.0/users/current").as("boss").text(200);
  }

  @Test
  void aProviderThatIsWrongIsRefusedAndChangesNothing() {
    var bad =
        List.of(
            "{}",
            "{'provider':{}}",
            "{'provider':'x'}",
            "{'deleteUsers':'yes',"
                + provider(false, "").replaceFirst("^\\{'deleteUsers':false,", ""),
            provider(false, "").replace("openid,", ""),
            provider(false, "").replace(provider.issuer(), "http://127.0.0.1:1/none"),
            provider(false, ",'verifyCert':'no'"));
    for (var body : bad) {
      assertThat(call("POST", openIdConnect()).json(body).json(400).path("message").asText())
          .as(body)
          .isNotEmpty();
    }
    provider.make(FakeProvider.Defect.DISCOVERY_OF_ANOTHER_ISSUER);
    call("POST", openIdConnect()).json(provider(false, "")).text(400);
    call("GET", openIdConnect()).text(404);
  }

  // ---------------------------------------------------------------- helpers

  private HttpCall call(String method, String path) {
    return berth.call(method, path).as("root");
  }

  private String openIdConnect() {
    return berth.registry() + "/openIdConnect";
  }

  private String provider(boolean deleteUsers, String more) {
    return ("{'deleteUsers':%s,'provider':{'name':'keycloak','endpoint':'%s','clientId':'%s',"
            + "'clientSecret':'%s','scope':'openid,profile,email'%s}}")
        .formatted(deleteUsers, provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET, more);
  }

  private JsonNode create(String name) {
    return call("POST", berth.project() + "/containerRegistry")
        .json("{'name':'%s','region':'GRA'}".formatted(name))
        .json(200);
  }

  private JsonNode ready(String path) throws Exception {
    return Await.until(
        "registry that is READY",
        () -> call("GET", path).json(200),
        registry -> registry.path("status").asText().equals("READY"));
  }

  /** Users, a project with content and an unfinished upload. */
  private void fill(String path, String host) {
    var user =
        call("POST", path + "/users").json("{'login':'keeper','email':'k@example.test'}").json(200);
    berth.remember("keeper", user.path("password").asText());
    berth
        .call("POST", "/api/v2.0/projects", host)
        .as("keeper")
        .json("{'project_name':'mine'}")
        .text(201);
    var blob = "{}".getBytes(UTF_8);
    var digest = Digest.of(Digest.Algorithm.SHA256, blob);
    berth
        .call("POST", "/v2/mine/app/blobs/uploads/?digest=" + digest, host)
        .as("keeper")
        .body(blob)
        .text(201);
    berth
        .call("PUT", "/v2/mine/app/manifests/v1", host)
        .as("keeper")
        .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
        .body(
            ("{'schemaVersion':2,'mediaType':'application/vnd.oci.image.manifest.v1+json','config':"
                    + "{'mediaType':'application/vnd.oci.empty.v1+json','digest':'%s','size':2},"
                    + "'layers':[]}")
                .replace('\'', '"')
                .formatted(digest)
                .getBytes(UTF_8))
        .text(201);
    berth.call("POST", "/v2/mine/app/blobs/uploads/", host).as("keeper").text(202);
    call("POST", path + "/openIdConnect").json(provider(true, "")).text(200);
    call("DELETE", path + "/openIdConnect").text(200);
    var again =
        call("POST", path + "/users").json("{'login':'keeper','email':'k@example.test'}").json(200);
    berth.remember("keeper", again.path("password").asText());
  }

  private void waitUntilGone(String path) throws Exception {
    Await.until(
        "end of " + path, () -> call("GET", path).send().statusCode(), status -> status == 404);
  }
}
