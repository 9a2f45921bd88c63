package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.account.AccountBrowser;
import io.berth.control.application.AccessRule;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One of each credential that somebody could show to a registry. The lesser ones belong to
 * administrators, so that what they may not do is refused because of what they are.
 */
final class RegistryCredentials {
  private static final String API = "/api/v2.0";
  private static final String EMPTY =
      "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
  private static final String DEV = "Secret-1234";

  private final RunningBerth berth;
  private final FakeProvider provider;
  private final Map<String, UnaryOperator<HttpCall>> all = new LinkedHashMap<>();
  private final long boss;
  private final long ada;
  private int made;

  RegistryCredentials(RunningBerth berth, FakeProvider provider) {
    this.berth = berth;
    this.provider = provider;
    boss = berth.administrator("boss");
    berth.user("boss", "dev");
    berth.user("boss", "other");
    api("POST", "/projects").as("dev").json("{'project_name':'team'}").text(201);
    image();
    signIns();
    ada = people();
    tokens();
    robots();
    foreign();
  }

  Map<String, UnaryOperator<HttpCall>> all() {
    return all;
  }

  /** The id of the user a credential belongs to; of nobody for those that belong to none. */
  long owner(String credential) {
    return switch (credential) {
      case "cli-secret", "id-token" -> ada;
      case "password" -> boss;
      default ->
          credential.startsWith("token") || credential.startsWith("session") ? boss : 999_999;
    };
  }

  String bossPassword() {
    return berth.passwordOf("boss");
  }

  /** After a request that may have ended sessions, and with them registry tokens. */
  void signIns() {
    var browser = new RegistryBrowser(berth).signIn("boss", bossPassword());
    all.put("nothing", call -> call);
    all.put("session", browser::dress);
    all.put("session-forged", browser::dressWithoutCsrf);
    var registry =
        berth
            .call(
                "GET",
                "/service/token?service=harbor-registry&scope=repository:team/none:pull,push"
                    + "&scope=registry:catalog:*")
            .as("boss")
            .json(200)
            .path("token")
            .asText();
    all.put("registry-token", bearer(registry));
  }

  /** A robot of the project that may pull, to be changed or deleted. */
  String robot() {
    return puller("bot" + made++).path("id").asText();
  }

  private HttpCall api(String method, String path) {
    return berth.call(method, API + path);
  }

  private void image() {
    berth
        .call("POST", "/v2/team/app/blobs/uploads/?digest=" + EMPTY)
        .as("boss")
        .header("Content-Type", "application/octet-stream")
        .body("{}".getBytes(UTF_8))
        .text(201);
    var manifest =
        """
        {'schemaVersion':2,'mediaType':'application/vnd.oci.image.manifest.v1+json',
        'config':{'mediaType':'application/vnd.oci.empty.v1+json','size':2,'digest':
        '%s'},'layers':[]}"""
            .formatted(EMPTY)
            .replace('\'', '"');
    berth
        .call("PUT", "/v2/team/app/manifests/v1")
        .as("boss")
        .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
        .body(manifest.getBytes(UTF_8))
        .text(201);
  }

  private long people() {
    all.put("password", call -> call.as("boss"));
    all.put("password-of-member", call -> call.basic("dev", DEV));
    all.put("password-of-user", call -> call.basic("other", DEV));
    var gone = berth.user("boss", "gone");
    api("PUT", "/users/" + gone + "/sysadmin").as("boss").json("{'sysadmin_flag':true}").text(200);
    api("PUT", "/users/" + gone + "/disabled").as("boss").json("{'disabled':true}").text(200);
    all.put("password-disabled", call -> call.basic("gone", DEV));

    provider.person(Map.of("sub", "ada", "preferred_username", "ada", "email", "a@example.test"));
    ProvidedPeople.letIn(berth, provider, "work");
    var browser = new RegistryBrowser(berth).signInAtProvider("work");
    var id = ProvidedPeople.promoted(berth, browser);
    var secret =
        browser.call("GET", API + "/users/current").json(200).at("/oidc_user_meta/secret").asText();
    all.put("cli-secret", call -> call.basic("ada", secret));
    var idToken = provider.idToken();
    all.put("id-token", bearer(idToken));
    return id;
  }

  private void tokens() {
    token("token-whole", "'level':'admin'");
    token("token-admin-of-team", "'level':'admin','projects':['team']");
    token("token-admin-elsewhere", "'level':'admin','projects':['library']");
    token("token-push", "'level':'push'");
    token("token-pull", "'level':'pull'");
    var revoked = token("token-revoked", "'level':'admin'");
    api("DELETE", "/users/current/access-tokens/" + revoked).as("boss").text(200);
    var device =
        berth
            .call("POST", "/service/device_authorization")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("client_id=cli&scope=admin".getBytes(UTF_8))
            .json(200);
    all.put("device-code", bearer(device.path("device_code").asText()));
  }

  private String token(String name, String what) {
    var answer =
        api("POST", "/users/current/access-tokens")
            .as("boss")
            .json("{'name':'%s',%s}".formatted(name, what))
            .json(201);
    var token = answer.path("token").asText();
    // Container clients send it as a password; Bearer there means a registry token.
    all.put(
        name,
        call ->
            call.url().getPath().startsWith("/v2")
                ? call.basic("boss", token)
                : bearer(token).apply(call));
    return answer.path("id").asText();
  }

  private static UnaryOperator<HttpCall> bearer(String token) {
    return call -> call.header("Authorization", "Bearer " + token);
  }

  private void robots() {
    var catalogue = api("GET", "/permissions").as("boss").json(200);
    var everything =
        "{'kind':'system','namespace':'/','access':%s},{'kind':'project','namespace':'*','access':%s}"
            .formatted(catalogue.path("system"), catalogue.path("project"));
    robot("robot-of-system", robot("sys", "'level':'system'", everything));
    robot(
        "robot-of-team",
        robot(
            "full",
            "'level':'project'",
            "{'kind':'project','namespace':'team','access':%s}"
                .formatted(catalogue.path("project"))));
    robot("robot-that-pulls", puller("pull"));
  }

  private void robot(String name, JsonNode robot) {
    all.put(name, call -> call.basic(robot.path("name").asText(), robot.path("secret").asText()));
  }

  private JsonNode puller(String name) {
    return robot(
        name,
        "'level':'project'",
        "{'kind':'project','namespace':'team','access':"
            + "[{'resource':'repository','action':'pull'}]}");
  }

  private JsonNode robot(String name, String level, String permissions) {
    return api("POST", "/robots")
        .as("boss")
        .json(
            "{'name':'%s',%s,'duration':-1,'permissions':[%s]}".formatted(name, level, permissions))
        .json(201);
  }

  /** What belongs to the control plane, and the registry's token for its figures. */
  private void foreign() {
    var metrics = berth.call("POST", berth.registry() + "/metrics/token").as("root").json(200);
    all.put("metrics-token", bearer(metrics.path("token").asText()));
    var account = new AccountBrowser(berth, "admin", berth.password());
    all.put("account-session", account::dress);
    all.put("service-account", call -> call.as("root"));
    var key = berth.consumerKey("admin", AccessRule.ALL);
    all.put("consumer-key", call -> berth.signed(call, key));
    all.put("nonsense", bearer("nonsense"));
  }
}
