package io.berth.torture.hostile;

import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The requests of R19, and what must be stored before they cost anything. */
final class CostlyRequests {
  private static final String API = "/api/v2.0";
  private static final String LONG_NAME = "a".repeat(190);

  /** As long as a pattern may be; matched by going back it would take for ever. */
  private static final String PATTERN = "*a".repeat(126) + "*b";

  private final BerthProcess berth;
  private final Tenant tenant;
  private final List<Costly> all = new ArrayList<>();
  private String admin = "";
  private String person = "";

  /**
   * @param tenant whose administrator and people attack
   */
  CostlyRequests(BerthProcess berth, Tenant tenant) {
    this.berth = berth;
    this.tenant = tenant;
  }

  /** A request and where it goes. */
  record Costly(
      String what, Endpoint to, String method, String path, Body body, String... headers) {}

  List<Costly> all() {
    return List.copyOf(all);
  }

  void prepare() throws IOException, GeneralSecurityException {
    tenant.createProject("costly");
    var bytes = "{}".getBytes(StandardCharsets.UTF_8);
    var name = "costly/" + LONG_NAME;
    try (var client = tenant.client();
        var slow = tenant.createPerson("slow")) {
      var repository = new Repository(client, name);
      repository.push(bytes);
      var piece = Descriptor.of(Content.CONFIG, bytes);
      repository.putManifest("v1", Content.manifest(piece, List.of(piece))).must(201);
      admin = client.credentials();
      person = slow.credentials();
      var role =
          client
              .post(
                  API + "/roles",
                  "{\"role_name\":\"few\",\"permissions\":"
                      + "[{\"resource\":\"repository\",\"action\":\"pull\"}]}")
              .must(201)
              .header("Location")
              .replaceAll("^.*/", "");
      var id = client.get(API + "/roles/" + role).must(200).json().path("role_id").asText();
      client
          .post(
              API + "/projects/costly/members",
              ("{\"role_id\":%s,\"repository_pattern\":\"%s\","
                      + "\"member_user\":{\"username\":\"slow\"}}")
                  .formatted(id, PATTERN))
          .must(201);
      claims(client);
    }
    patterns(name);
    headers("/v2/" + name + "/blobs/" + Content.digest(bytes), "/v2/" + name + "/manifests/v1");
    queries();
    bodies();
  }

  private void patterns(String name) {
    add("a role's pattern, a pull", "GET", "/v2/" + name + "/manifests/v1", Body.NONE, person);
    add("a role's pattern, a list", "GET", API + "/repositories", Body.NONE, person);
    add(
        "a role's pattern, a project's list",
        "GET",
        API + "/projects/costly/repositories",
        Body.NONE,
        person);
    add(
        "a role's pattern, a token",
        "GET",
        "/service/token?service=harbor-registry&scope=repository:" + name + ":pull",
        Body.NONE,
        person);
    for (var filter :
        List.of(".*".repeat(400) + "x", "(a+)+$", "((a{1000}){1000}){1000}", "(a?){500}a{500}")) {
      add(
          "a group filter " + filter.substring(0, 5),
          "POST",
          API + "/oidc-providers",
          json(
              Map.of(
                  "alias", "costly",
                  "name", "costly",
                  "endpoint", "http://127.0.0.1:1",
                  "client_id", "c",
                  "client_secret", "s",
                  "scope", "openid",
                  "group_filter", filter)),
          admin,
          "Content-Type: application/json");
    }
  }

  private void headers(String blob, String manifest) {
    for (var range :
        List.of(
            "bytes=" + " ".repeat(28_000),
            "bytes=" + " ".repeat(14_000) + "1" + " ".repeat(14_000),
            "bytes=" + ranges(1_000),
            "bytes=" + ranges(3_000),
            "bytes=" + ",".repeat(28_000))) {
      add("a Range " + range.length(), "GET", blob, Body.NONE, admin, "Range: " + range);
    }
    var tags = "\"x\",".repeat(7_000);
    add("an If-None-Match", "GET", manifest, Body.NONE, admin, "If-None-Match: " + tags);
    add("an Accept", "GET", manifest, Body.NONE, admin, "Accept: " + "a/b,".repeat(7_000));
    add("cookies", "GET", API + "/projects", Body.NONE, "Cookie: " + "sid=x; ".repeat(4_000));
    add(
        "an X-Forwarded-For",
        "GET",
        "/v2/",
        Body.NONE,
        "X-Forwarded-For: " + "1.2.3.4,".repeat(3_500));
    add("a Basic header", "GET", "/v2/", Body.NONE, "Authorization: Basic " + "QTpB".repeat(7_000));
    add(
        "a Bearer header",
        "GET",
        "/v2/",
        Body.NONE,
        "Authorization: Bearer " + "a.".repeat(14_000));
    add("an Origin", "POST", "/c/login", Body.NONE, "Origin: http://" + "a:".repeat(14_000));
    add(
        "a bearer word of spaces",
        "GET",
        "/metrics/registry",
        Body.NONE,
        "Authorization: " + "bearer ".repeat(4_000));
    add("many headers", "GET", "/v2/", Body.NONE, lines(1_500));
  }

  private void queries() {
    var token = "/service/token?service=harbor-registry";
    add("a scope's class", "GET", token + "&scope=" + "(".repeat(15_000) + ":a:b", Body.NONE);
    add(
        "a scope's classes",
        "GET",
        token + "&scope=" + "()".repeat(7_500) + "x:a:b",
        Body.NONE,
        admin);
    add("many scopes", "GET", token + "&scope=repository:a/b:pull".repeat(580), Body.NONE, admin);
    add("many scopes in one", "GET", token + "&scope=" + "a:b:c+".repeat(2_500), Body.NONE, admin);
    add(
        "many actions",
        "GET",
        token + "&scope=repository:costly/x:" + "p,".repeat(7_500),
        Body.NONE,
        admin);
    add("many parameters", "GET", API + "/projects?" + "a&".repeat(8_000), Body.NONE, admin);
    add("many escapes", "GET", API + "/search?q=" + "%25".repeat(5_000), Body.NONE, admin);
    add("brackets in q", "GET", API + "/projects?q=name%3D" + "{".repeat(15_000), Body.NONE, admin);
    add(
        "conditions in q",
        "GET",
        API + "/audit-logs?q=" + "a%3D~b,".repeat(2_200),
        Body.NONE,
        admin);
    add(
        "a list in q",
        "GET",
        API + "/users?q=username%3D{" + "a+".repeat(7_500) + "}",
        Body.NONE,
        admin);
    var artifacts = API + "/projects/costly/repositories/" + LONG_NAME + "/artifacts";
    add("a long sort", "GET", artifacts + "?sort=" + "id,-id,".repeat(2_000), Body.NONE, admin);
    add("a fuzzy tag", "GET", artifacts + "?q=tags%3D~" + "a%25".repeat(3_500), Body.NONE, admin);
    add("slashes", "GET", "/v2/" + "a/".repeat(7_900), Body.NONE, admin);
    add("empty parts", "GET", "/v2" + "/".repeat(15_900), Body.NONE, admin);
    add(
        "parts of manifests",
        "GET",
        "/v2/" + "a/manifests/".repeat(1_300) + "v1",
        Body.NONE,
        admin);
    add("a large n", "GET", "/v2/_catalog?n=" + "9".repeat(15_000), Body.NONE, admin);
  }

  private void bodies() throws IOException {
    var form = "Content-Type: application/x-www-form-urlencoded";
    add(
        "a form's fields",
        "POST",
        "/service/token",
        text("grant_type=password&" + "a=b&".repeat(15_000)),
        form);
    add(
        "a form's scopes",
        "POST",
        "/service/token",
        text(
            "grant_type=password&service=harbor-registry&username=%s&password=%s"
                    .formatted(encode(tenant.user()), encode(tenant.password()))
                + "&scope=repository:costly/x:pull".repeat(1_900)),
        form);
    add(
        "a user code",
        "POST",
        "/c/device",
        text("{\"user_code\":\"" + "-".repeat(60_000) + "\"}"),
        admin);
    try (var control = Tenant.control(berth)) {
      var restrictions =
          "/v1/cloud/project/"
              + berth.bootstrap().serviceName()
              + "/containerRegistry/"
              + berth.bootstrap().registryId()
              + "/ipRestrictions/registry";
      for (var block : List.of("a:".repeat(450_000), "1.".repeat(450_000))) {
        all.add(
            new Costly(
                "an address block " + block.substring(0, 2),
                control.endpoint(),
                "PUT",
                restrictions,
                text("[{\"ipBlock\":\"" + block + "\"}]"),
                control.credentials(),
                "Content-Type: application/json"));
      }
    }
  }

  /** A robot that any token of our own key proves, as far as its claims fit. */
  private void claims(Client client) throws IOException, GeneralSecurityException {
    var key = new SigningKey();
    var robot =
        client
            .post(
                API + "/robots",
                "{\"name\":\"ci\",\"level\":\"project\",\"duration\":-1,\"permissions\":"
                    + "[{\"kind\":\"project\",\"namespace\":\"costly\",\"access\":"
                    + "[{\"resource\":\"repository\",\"action\":\"pull\"}]}]}")
            .must(201)
            .json();
    client
        .post(
            API + "/robots/" + robot.path("id").asText() + "/trusts",
            Json.write(
                Map.of(
                    "issuer",
                    "https://costly.invalid",
                    "audience",
                    "berth",
                    "claims",
                    Map.of("groups", "*a".repeat(240) + "*b"),
                    "jwks",
                    Map.of("keys", List.of(key.jwk())))))
        .must(201);
    var groups = IntStream.range(0, 3_500).mapToObj(i -> "aaaaa" + i).toList();
    for (var value : List.of(groups, List.of("a".repeat(30_000)))) {
      var token = key.sign("https://costly.invalid", "berth", Map.of("groups", value));
      add(
          "claims " + value.size(),
          "POST",
          "/service/token",
          text(
              "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                  + "&subject_token_type=urn:ietf:params:oauth:token-type:id_token&client_id="
                  + encode(robot.path("name").asText())
                  + "&subject_token="
                  + token),
          "Content-Type: application/x-www-form-urlencoded");
    }
  }

  private void add(String what, String method, String path, Body body, String... headers) {
    all.add(new Costly(what, tenant.endpoint(), method, path, body, headers));
  }

  private static String ranges(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> i * 2 + "-" + i * 2)
        .collect(Collectors.joining(","));
  }

  private static String[] lines(int many) {
    var lines = new String[many];
    Arrays.setAll(lines, i -> "X-" + i + ": a");
    return lines;
  }

  private static Body text(String text) {
    return Body.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Body json(Map<String, ?> fields) {
    return text(Json.write(fields));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
