package io.berth.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.DomainBody;
import io.berth.control.Published;
import io.berth.control.registry.Plan;
import io.berth.http.message.Json;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.DnsServer;
import io.berth.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * What is documented is served, what is served is documented, and the answers are as documented.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SchemaDocumentsTest {
  /** What takes a password, a code or a browser: AccountEndpointsTest and KeyPagesTest call it. */
  private static final java.util.Set<String> BY_PERSONS =
      java.util.Set.of(
          "POST /auth/credential",
          "POST /auth/login",
          "GET /auth/session",
          "DELETE /auth/session",
          "POST /me/changePassword",
          "POST /me/accessRestriction/totp",
          "POST /me/accessRestriction/totp/enable",
          "POST /me/accessRestriction/totp/disable",
          "POST /me/accessRestriction/backupCode",
          "DELETE /me/session/{sessionId}");

  private final DnsServer dns = DnsServer.start();
  private RunningBerth berth;
  private Published published;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    berth = new RunningBerth(Dialect.SQLITE, folder, Map.of("dns-resolver", dns.address()));
    published = Published.of(berth);
  }

  @AfterAll
  void stop() {
    berth.close();
    dns.close();
  }

  @Test
  void theIndexNamesTheDocumentsAndNobodyHasToSignIn() {
    var index = berth.call("GET", "/v1/").json(200);
    assertThat(index.path("basePath").asText()).startsWith("http://127.0.0.1:").endsWith("/v1");
    assertThat(names(index.path("apis"), "path")).contains("/auth", "/cloud", "/me", "/order");
    assertThat(berth.call("GET", "/v1").json(200)).isEqualTo(index);
    assertThat(berth.call("GET", "/1.0/").json(200).path("basePath").asText()).endsWith("/1.0");
    berth.call("GET", "/v1/none.json").text(404);
  }

  @Test
  void aDocumentIsTheSameInYaml() throws IOException {
    for (var name : List.of("cloud", "auth", "me", "order")) {
      var json = berth.call("GET", "/1.0/" + name + ".json").json(200);
      var yaml = new Yaml().<Object>load(berth.call("GET", "/1.0/" + name + ".yaml").text(200));
      assertThat(Json.tree(Json.bytes(yaml))).as(name).isEqualTo(json);
    }
  }

  @Test
  void everyDocumentedCallIsServedAndEveryServedCallIsDocumented() {
    var documented =
        published.calls().stream()
            .map(Published.Call::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (var version : ControlApi.VERSIONS) {
      var served =
          berth.routes("control").stream()
              .filter(route -> route.template().startsWith(version + "/"))
              .map(route -> route.method() + " " + route.template().substring(version.length()))
              .filter(name -> !name.matches("GET /([a-z]+\\.(json|yaml))?"))
              // RFC 6749 documents this one.
              .filter(name -> !name.matches("POST /auth/oauth2/(token|revoke)"))
              // Leads to a page.
              .filter(name -> !name.matches("GET /auth/?"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(served).isEqualTo(documented);
    }
  }

  @Test
  void everyCallHasAStateAndEveryNamedTypeAModel() {
    for (var call : published.calls()) {
      var operation = call.operation();
      assertThat(operation.path("apiStatus").path("value").asText()).isNotEmpty();
      assertThat(operation.path("description").asText()).as(call.name()).isNotEmpty();
      assertThat(operation.path("noAuthentication").asBoolean())
          .as(call.name())
          .isEqualTo(operation.path("iamActions").isEmpty());
      known(call.answer());
      for (var parameter : operation.path("parameters")) {
        known(parameter.path("dataType").asText());
      }
      var inPath =
          StreamSupport.stream(operation.path("parameters").spliterator(), false)
              .filter(parameter -> parameter.path("paramType").asText().equals("path"))
              .map(parameter -> "{" + parameter.path("name").asText() + "}")
              .toList();
      assertThat(inPath)
          .as(call.name())
          .containsExactlyInAnyOrderElementsOf(
              java.util.regex.Pattern.compile("\\{[^}]+}")
                  .matcher(call.path())
                  .results()
                  .map(found -> found.group())
                  .toList());
    }
  }

  private void known(String type) {
    var item = type.replaceAll("(\\[])+$", "");
    if (item.contains(".")) {
      var model = published.model(item);
      model.path("properties").forEach(property -> known(property.path("type").asText()));
    }
  }

  @Test
  void openApiSaysWhatEachCallIsAbout() {
    var paths = berth.call("GET", "/v1/cloud.json?format=openapi3").json(200).path("paths");
    assertThat(
            paths
                .path(
                    "/cloud/project/{serviceName}/containerRegistry/{registryID}/openIdConnect/check")
                .path("post")
                .path("tags"))
        .extracting(JsonNode::asText)
        .containsExactly("project/containerRegistry/openIdConnect");
    assertThat(paths.findValues("tags")).hasSameSizeAs(paths.findValues("operationId"));
  }

  @Test
  void openApiHasTheSameCallsAndModels() {
    for (var name : List.of("cloud", "auth", "me", "order")) {
      var own = berth.call("GET", "/v1/" + name + ".json").json(200);
      var open = berth.call("GET", "/v1/" + name + ".json?format=openapi3").json(200);
      assertThat(open.path("openapi").asText()).startsWith("3.");
      var calls = new TreeSet<String>();
      open.path("paths")
          .properties()
          .forEach(
              path ->
                  path.getValue()
                      .fieldNames()
                      .forEachRemaining(
                          method ->
                              calls.add(
                                  method.toUpperCase(java.util.Locale.ROOT)
                                      + " "
                                      + path.getKey())));
      assertThat(calls)
          .isEqualTo(
              new Published(List.of(own))
                  .calls().stream()
                      .map(Published.Call::name)
                      .collect(Collectors.toCollection(TreeSet::new)));
      var schemas = open.path("components").path("schemas");
      assertThat(schemas.properties().stream().map(Map.Entry::getKey))
          .containsExactlyElementsOf(
              own.path("models").properties().stream().map(Map.Entry::getKey).toList());
      for (var reference : open.findValuesAsText("$ref")) {
        assertThat(schemas.has(reference.replace("#/components/schemas/", "")))
            .as(reference)
            .isTrue();
      }
    }
  }

  /** The portal's types of this API are made from its copy of the documents. */
  @Test
  void theCopyThatThePortalsTypesAreMadeFromIsCurrent() throws IOException {
    var paths = new TreeMap<String, JsonNode>();
    var schemas = new TreeMap<String, JsonNode>();
    for (var name : List.of("auth", "cloud", "me", "order")) {
      var open = berth.call("GET", "/v1/" + name + ".json?format=openapi3").json(200);
      open.path("paths").properties().forEach(it -> paths.put(it.getKey(), it.getValue()));
      open.path("components")
          .path("schemas")
          .properties()
          .forEach(it -> schemas.put(it.getKey(), it.getValue()));
    }
    var current =
        """
        {"openapi":"3.0.3","info":{"title":"Control API","version":"1.0"},
        "paths":{
        %s
        },
        "components":{"schemas":{
        %s
        }}}
        """
            .formatted(lines(paths), lines(schemas));
    var copy = Path.of("../portal/src/api/control.json");
    var fresh = Path.of("target/control.json");
    Files.writeString(fresh, current);
    assertThat(Json.tree(Files.readAllBytes(copy)))
        .as(
            "%s is not what the server publishes: copy server/%s there, then npm run api-types in portal",
            copy, fresh)
        .isEqualTo(Json.tree(current.getBytes(UTF_8)));
  }

  private static String lines(Map<String, JsonNode> members) {
    return members.entrySet().stream()
        .map(member -> Json.text(member.getKey()) + ":" + member.getValue())
        .collect(Collectors.joining(",\n"));
  }

  /** One success of each call; the order is that of a life. */
  @Test
  void realAnswersAreOfThePublishedModels() throws IOException {
    var seen = new TreeSet<String>();
    var hasKey = true;
    try (var provider = FakeProvider.http(Clock.systemUTC())) {
      for (var step : life(provider).entrySet()) {
        var words = step.getKey().split(" ", 2);
        var path = path(words[1]);
        var request = berth.call(words[0], "/v1" + path).as(hasKey ? "key" : "root");
        if (!step.getValue().isEmpty()) {
          request.json(step.getValue());
        }
        var answer = request.json(200);
        remember(words[1], answer);
        hasKey &= !path.equals("/auth/logout");
        var call =
            published.calls().stream()
                .filter(it -> it.fits(words[0], path.replaceFirst("\\?.*", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(step.getKey()));
        assertThat(published.problems(call.answer(), answer)).as(step.getKey()).isEmpty();
        seen.add(call.name());
      }
    }
    assertThat(seen)
        .isEqualTo(
            published.calls().stream()
                .map(Published.Call::name)
                .filter(name -> !BY_PERSONS.contains(name))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private final Map<String, String> ids = new LinkedHashMap<>();

  private String path(String template) {
    var path = template;
    for (var id : ids.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }
    return path;
  }

  private void remember(String path, JsonNode answer) {
    if (answer.has("clientId") && answer.has("clientSecret")) {
      ids.put("client", answer.path("clientId").asText());
    } else if (answer.has("recordValue")) {
      dns.texts(answer.path("recordName").asText(), answer.path("recordValue").asText());
    } else if (answer.has("password")) {
      ids.put("user", answer.path("id").asText());
    } else if (path.equals("/me/api/application")) {
      ids.put("application", answer.path(0).asText());
    } else if (path.equals("/me/api/credential")) {
      ids.put("credential", answer.path(0).asText());
    }
  }

  private Map<String, String> life(FakeProvider provider) {
    ids.put("project", berth.project().replaceFirst("^/v1", ""));
    ids.put("registry", berth.registry().replaceFirst("^/v1", ""));
    var steps = new LinkedHashMap<String, String>();
    steps.put("GET /auth/time", "");
    steps.put("GET /auth/details", "");
    steps.put("GET /auth/currentCredential", "");
    steps.put("GET /me", "");
    steps.put("GET /me/api/application", "");
    steps.put("GET /me/api/application/{application}", "");
    steps.put("GET /me/api/credential", "");
    steps.put("GET /me/api/credential/{credential}", "");
    steps.put("GET /me/api/credential/{credential}/application", "");
    steps.put(
        "POST /me/api/oauth2/client",
        "{'name':'ci','description':'builds','flow':'CLIENT_CREDENTIALS','callbackUrls':[]}");
    steps.put("GET /me/api/oauth2/client", "");
    steps.put("GET /me/api/oauth2/client/{client}", "");
    steps.put("PUT /me/api/oauth2/client/{client}", "{'name':'cd'}");
    steps.put("DELETE /me/api/oauth2/client/{client}", "");
    steps.put("POST /me/identity/user", "{'login':'alice','email':'alice@example.test'}");
    steps.put("GET /me/identity/user", "");
    steps.put("GET /me/identity/user/alice", "");
    steps.put("PUT /me/identity/user/alice", "{'group':'ADMIN'}");
    steps.put("POST /me/identity/user/alice/disable", "");
    steps.put("POST /me/identity/user/alice/enable", "");
    steps.put("POST /me/identity/user/alice/resetPassword", "");
    steps.put("PUT /me/api/credential/{credential}", "{'allowedIPs':['127.0.0.0/8']}");
    steps.put("GET /me/api/credential/{credential}?again", "");
    steps.put("POST {project}/member", "{'account':'alice','role':'viewer'}");
    steps.put("GET {project}/member", "");
    steps.put("PUT {project}", "{'description':'Default project'}");
    steps.put("PUT {project}/member/alice", "{'role':'operator'}");
    steps.put("GET {project}/member/alice", "");
    steps.put("DELETE {project}/member/alice", "");
    steps.put("DELETE /me/identity/user/alice", "");
    steps.put("GET /me/session", "");
    steps.put("GET /me/accessRestriction/totp", "");
    steps.put("GET /me/audit", "");
    steps.put("GET {project}/audit", "");
    steps.put("GET {registry}/audit", "");
    steps.put("GET /order/catalog/public/cloud?ovhSubsidiary=FR", "");
    steps.put("GET /cloud/project", "");
    steps.put("GET {project}", "");
    steps.put("GET {project}/region", "");
    steps.put("GET {project}/region/GRA", "");
    steps.put("GET {project}/capabilities/productAvailability?product=registry", "");
    steps.put("GET {project}/capabilities/containerRegistry", "");
    steps.put("POST {project}/containerRegistry", "{'name':'second','region':'EU-WEST-PAR'}");
    steps.put("GET {project}/containerRegistry", "");
    steps.put("GET {registry}", "");
    steps.put("PUT {registry}", "{'name':'renamed'}");
    steps.put("GET {registry}/capabilities/plan", "");
    steps.put("PUT {registry}/plan", "{'planID':'%s'}".formatted(Plan.MEDIUM.id()));
    steps.put("GET {registry}/plan", "");
    steps.put("POST {registry}/users", "");
    steps.put("GET {registry}/users", "");
    steps.put("GET {registry}/users/{user}", "");
    steps.put("PUT {registry}/users/{user}/setAsAdmin", "");
    steps.put("DELETE {registry}/users/{user}", "");
    steps.put("POST {registry}/openIdConnect", provider(provider));
    steps.put("GET {registry}/openIdConnect", "");
    steps.put("GET {registry}/openIdConnect/attempts", "");
    steps.put("PUT {registry}/openIdConnect", "{'adminGroup':'ops'}");
    steps.put("DELETE {registry}/openIdConnect", "");
    steps.put("POST {registry}/iam", "{'deleteUsers':true}");
    steps.put("DELETE {registry}/iam", "");
    for (var side : List.of("management", "registry")) {
      steps.put("PUT {registry}/ipRestrictions/" + side, "[{'ipBlock':'127.0.0.0/8'}]");
      steps.put("GET {registry}/ipRestrictions/" + side, "");
    }
    steps.put("GET {registry}/accessLog/setting", "");
    steps.put("PUT {registry}/accessLog/setting", "{'days':7}");
    steps.put("GET {registry}/accessLog", "");
    steps.put("POST {registry}/metrics/token", "");
    steps.put("DELETE {registry}/metrics/token", "");
    steps.put("PUT {registry}/usageAlert", "{'url':'https://127.0.0.1:9/'}");
    steps.put("GET {registry}/usageAlert", "");
    steps.put("POST {registry}/usageAlert/test", "");
    steps.put("DELETE {registry}/usageAlert", "");
    steps.put("POST {registry}/openIdConnect/check", provider(provider));
    steps.put(
        "POST {registry}/openIdConnect/preview",
        provider(provider).replaceFirst("\\}$", ",'claims':'{\\\\\"sub\\\\\":\\\\\"s\\\\\"}'}"));
    steps.put("POST {registry}/domain", domain("hub.example.test"));
    steps.put("GET {registry}/domain", "");
    steps.put("GET {registry}/domain/hub.example.test", "");
    steps.put("POST {registry}/domain/hub.example.test/verify", "");
    steps.put("PUT {registry}/domain/hub.example.test", domain("hub.example.test"));
    steps.put("DELETE {registry}/domain/hub.example.test", "");
    steps.put("DELETE {registry}", "");
    steps.put("POST /auth/logout", "");
    steps.put("DELETE /me/api/credential/{credential}", "");
    steps.put("DELETE /me/api/application/{application}", "");
    return steps;
  }

  private static String domain(String name) {
    return Json.text(DomainBody.of(name, name));
  }

  private static String provider(FakeProvider provider) {
    return ("{'deleteUsers':true,'provider':{'name':'keycloak','endpoint':'%s','clientId':'%s',"
            + "'clientSecret':'%s','scope':'openid,profile,email'}}")
        .formatted(provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET);
  }

  private static List<String> names(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(node -> node.path(field).asText())
        .toList();
  }
}
