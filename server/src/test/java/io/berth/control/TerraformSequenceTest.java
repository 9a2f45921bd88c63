package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.registry.Plan;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The acceptance tests of OVHcloud's Terraform provider, request by request as its Go client sends
 * them (docs/reference/contracts/control-api.md#life-cycle, #clients and #terraforms-tests): what a
 * step reads must be read the same again, or Terraform plans a change where there is none. Every
 * answer is held against the published models, which have the types the provider decodes.
 */
final class TerraformSequenceTest {
  private static final FakeProvider PROVIDER = FakeProvider.http(Clock.systemUTC());
  private static RunningBerth berth;
  private static Published published;

  private SignedUrl signedUrl = SignedUrl.WITH_PORT;

  /** What a client signs: Go and Python the whole URL, Node https without the port. */
  enum SignedUrl {
    WITH_PORT,
    WITHOUT_PORT
  }

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    berth = new RunningBerth(Dialect.SQLITE, folder);
    published = Published.of(berth);
  }

  @AfterAll
  static void stop() {
    berth.close();
    PROVIDER.close();
  }

  @ParameterizedTest
  @EnumSource(SignedUrl.class)
  void capabilitiesAndListsAreReadable(SignedUrl how) {
    configure(how);
    var capabilities = get(project() + "/capabilities/containerRegistry");
    assertThat(capabilities.path(0).path("regionName").asText()).isEqualTo("GRA");
    assertThat(capabilities.path(0).path("plans").path(0).path("code").asText()).isNotEmpty();
    assertThat(get(project() + "/containerRegistry").isArray()).isTrue();
    assertThat(plan("GRA", "SMALL")).isEqualTo(Plan.SMALL.id());
  }

  @ParameterizedTest
  @EnumSource(SignedUrl.class)
  void aRegistryIsCreatedImportedRenamedGrownAndDestroyed(SignedUrl how) throws Exception {
    configure(how);
    var registry = create("testacc-terraform-basic");
    var state = read(registry);
    assertThat(state.registry().path("name").asText()).isEqualTo("testacc-terraform-basic");
    assertThat(state.registry().path("region").asText()).isEqualTo("GRA");
    assertThat(state.registry().path("url").asText()).startsWith("http");
    assertThat(state.plan().path("name").asText()).isEqualTo("SMALL");
    emptyPlan(registry, state);

    // Update sends the name, and the plan right after.
    assertThat(call("PUT", registry, "{'name':'testacc-terraform-renamed'}").isNull()).isTrue();
    call("PUT", registry + "/plan", "{'planID':'%s'}".formatted(plan("GRA", "MEDIUM")));
    wait(registry, Set.of("SCALING_UP"));
    var changed = read(registry);
    assertThat(changed.registry().path("name").asText()).isEqualTo("testacc-terraform-renamed");
    assertThat(changed.plan().path("name").asText()).isEqualTo("MEDIUM");
    emptyPlan(registry, changed);
    destroy(registry);
  }

  @ParameterizedTest
  @EnumSource(SignedUrl.class)
  void aUserIsCreatedReadAndDestroyed(SignedUrl how) throws Exception {
    configure(how);
    var registry = create("testacc-terraform-user");
    var user = call("POST", registry + "/users", "{'email':'foo@bar.com','login':'foobar'}");
    assertThat(user.path("password").asText()).isNotEmpty();
    assertThat(user.path("user").asText()).isEqualTo("foobar");
    var one = registry + "/users/" + user.path("id").asText();
    assertThat(get(one).path("email").asText()).isEqualTo("foo@bar.com");
    assertThat(get(one)).isEqualTo(get(one));
    var users = get(registry + "/users");
    assertThat(users).hasSize(1);
    assertThat(users.path(0).path("id")).isEqualTo(user.path("id"));
    call("DELETE", one, "");
    missing(one);
    destroy(registry);
  }

  @ParameterizedTest
  @EnumSource(SignedUrl.class)
  void openIdConnectIsConfiguredImportedReplacedAndDestroyed(SignedUrl how) throws Exception {
    configure(how);
    var registry = create("testacc-terraform-oidc");
    var path = registry + "/openIdConnect";
    missing(path);
    var whole =
        "'name':'name','endpoint':'%s','clientId':'%s','clientSecret':'clientSecret',"
            + "'scope':'openid,profile,email,offline_access','groupFilter':'.*',"
            + "'groupsClaim':'groupsClaim','adminGroup':'adminGroup','verifyCert':true,"
            + "'autoOnboard':true,'userClaim':'userClaim'";
    var first = whole.formatted(PROVIDER.issuer(), "clientID");
    assertThat(call("POST", path, "{'deleteUsers':true,'provider':{" + first + "}}").isNull())
        .isTrue();
    var state = get(path);
    assertThat(without(state, "id", "status", "createdAt", "updatedAt"))
        .isEqualTo(without(parsed("{" + first + "}"), "clientSecret"));
    assertThat(get(path)).isEqualTo(state);

    // Its update is another POST, without deleteUsers.
    var second = whole.formatted(PROVIDER.issuer(), "clientIDModified");
    call("POST", path, "{'provider':{" + second + "}}");
    assertThat(get(path).path("clientId").asText()).isEqualTo("clientIDModified");
    assertThat(get(path).path("id")).isEqualTo(state.path("id"));
    call("DELETE", path, "");
    missing(path);
    destroy(registry);

    // The data source's registry: deleteUsers is sent as false.
    var other = create("testacc-terraform-oidc-data");
    call("POST", other + "/openIdConnect", "{'deleteUsers':false,'provider':{" + first + "}}");
    assertThat(get(other + "/openIdConnect").path("clientId").asText()).isEqualTo("clientID");
    destroy(other);
  }

  @ParameterizedTest
  @EnumSource(SignedUrl.class)
  void iamIsEnabledImportedAndDestroyed(SignedUrl how) throws Exception {
    configure(how);
    var registry = create("testacc-terraform-iam");
    assertThat(call("POST", registry + "/iam", "{'deleteUsers':true}").isNull()).isTrue();
    var state = read(registry);
    assertThat(state.registry().path("iamEnabled").asBoolean()).isTrue();
    emptyPlan(registry, state);
    call("DELETE", registry + "/iam", "");
    destroy(registry);
  }

  @ParameterizedTest
  @EnumSource(SignedUrl.class)
  void ipRestrictionsAreSetChangedReorderedAndCleared(SignedUrl how) throws Exception {
    configure(how);
    var registry = create("testacc-terraform-ip");
    for (var side : List.of("management", "registry")) {
      var path = registry + "/ipRestrictions/" + side;
      assertThat(get(path)).isEmpty();
      var one = "{'ipBlock':'121.121.121.121/32','description':'%s'}";
      call("PUT", path, "[" + one.formatted("my ip") + "]");
      assertThat(blocks(path)).containsExactly("121.121.121.121/32 my ip");
      assertThat(get(path)).isEqualTo(get(path));

      var two = "{'ipBlock':'122.122.122.122/32','description':'other'}";
      call("PUT", path, "[" + one.formatted("changed") + "," + two + "]");
      var set = new HashSet<>(blocks(path));
      assertThat(set)
          .containsExactlyInAnyOrder("121.121.121.121/32 changed", "122.122.122.122/32 other");
      call("PUT", path, "[" + two + "," + one.formatted("changed") + "]");
      assertThat(new HashSet<>(blocks(path))).isEqualTo(set);
      call("PUT", path, "[]");
      assertThat(get(path)).isEmpty();
    }
    destroy(registry);
  }

  /** The sweeper: lists, and deletes by prefix. */
  @ParameterizedTest
  @EnumSource(SignedUrl.class)
  void leftoversAreSwept(SignedUrl how) throws Exception {
    configure(how);
    create("testacc-terraform-left");
    for (var registry : get(project() + "/containerRegistry")) {
      if (registry.path("name").asText().startsWith("testacc-terraform-left")) {
        destroy(project() + "/containerRegistry/" + registry.path("id").asText());
      }
    }
    assertThat(get(project() + "/containerRegistry").findValuesAsText("name"))
        .doesNotContain("testacc-terraform-left");
  }

  // ---------------------------------------------------------------- the provider

  private record State(JsonNode registry, JsonNode plan) {}

  /** What both halves of the provider ask when they start, and the acceptance tests before all. */
  private void configure(SignedUrl how) {
    signedUrl = how;
    assertThat(berth.call("GET", "/1.0/auth/time").json(200).isIntegralNumber()).isTrue();
    for (int half = 0; half < 2; half++) {
      assertThat(get("/auth/details").path("account").asText()).isEqualTo("admin");
    }
    assertThat(get(project()).path("status").asText()).isEqualTo("ok");
  }

  private String create(String name) throws Exception {
    var made =
        call(
            "POST",
            project() + "/containerRegistry",
            "{'name':'%s','region':'GRA','planID':'%s'}".formatted(name, plan("GRA", "SMALL")));
    var registry = project() + "/containerRegistry/" + made.path("id").asText();
    wait(registry, Set.of("INSTALLING", "DELIVERING"));
    return registry;
  }

  private String plan(String region, String name) {
    for (var capability : get(project() + "/capabilities/containerRegistry")) {
      for (var plan : capability.path("plans")) {
        if (capability.path("regionName").asText().equals(region)
            && plan.path("name").asText().equals(name)) {
          return plan.path("id").asText();
        }
      }
    }
    throw new AssertionError("no plan " + name + " in " + region);
  }

  /** Polls as the provider does: any state it does not know of is a failure. */
  private void wait(String registry, Set<String> pending) throws Exception {
    var end =
        Await.until(
            "known state",
            () -> get(registry).path("status").asText(),
            status -> !pending.contains(status));
    assertThat(end).isEqualTo("READY");
  }

  private State read(String registry) {
    return new State(get(registry), get(registry + "/plan"));
  }

  /** The implicit second read of every step, and the one of an import. */
  private void emptyPlan(String registry, State state) {
    for (int again = 0; again < 2; again++) {
      assertThat(read(registry)).isEqualTo(state);
    }
  }

  private void destroy(String registry) throws Exception {
    call("DELETE", registry, "");
    var end =
        Await.until(
            "end of " + registry,
            () -> request("GET", registry, "").send(),
            answer ->
                answer.statusCode() == 404
                    || !new String(answer.body(), UTF_8).contains("\"DELETING\""));
    assertThat(end.statusCode()).as(new String(end.body(), UTF_8)).isEqualTo(404);
  }

  // ---------------------------------------------------------------- its Go client

  private static String project() {
    return berth.project().replaceFirst("^/v1", "");
  }

  private JsonNode get(String path) {
    return call("GET", path, "");
  }

  private void missing(String path) {
    assertThat(request("GET", path, "").json(404).path("class").asText())
        .isEqualTo("Client::NotFound");
  }

  private JsonNode call(String method, String path, String body) {
    var answer = request(method, path, body).json(200);
    var call =
        published.calls().stream().filter(it -> it.fits(method, path)).findFirst().orElseThrow();
    assertThat(published.problems(call.answer(), answer)).as(call.name()).isEmpty();
    return answer;
  }

  private HttpCall request(String method, String path, String body) {
    var request =
        berth
            .call(method, "/1.0" + path)
            .header("Accept", "application/json")
            .header("User-Agent", "github.com/ovh/go-ovh (Terraform/1.9.8/2.13.0)")
            .body(body.replace('\'', '"').getBytes(UTF_8));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json;charset=utf-8");
    }
    return request.whenComplete(complete -> berth.sign(complete, signed(complete)));
  }

  private String signed(HttpCall call) {
    return switch (signedUrl) {
      case WITH_PORT -> call.url().toString();
      case WITHOUT_PORT -> "https://" + call.url().getHost() + call.url().getRawPath();
    };
  }

  private List<String> blocks(String path) {
    return StreamSupport.stream(get(path).spliterator(), false)
        .map(block -> block.path("ipBlock").asText() + " " + block.path("description").asText())
        .toList();
  }

  private static JsonNode without(JsonNode object, String... fields) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) object.deepCopy())
        .remove(List.of(fields));
  }

  private static JsonNode parsed(String json) throws IOException {
    return io.berth.http.message.Json.tree(json.replace('\'', '"').getBytes(UTF_8));
  }
}
