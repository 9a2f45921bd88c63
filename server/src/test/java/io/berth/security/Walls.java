package io.berth.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.content.MediaType;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An installation with the registries of Alice and of Bob, which hold things of the same names, and
 * a walk through every route with Alice's credentials that writes down what she is told. Bob's
 * registry may hold more; she is then asked to name it, and where it does not she names the same
 * things in vain.
 */
final class Walls implements AutoCloseable {
  static final String SECRET = "the layer that only Bob has";
  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)\\+?}");

  /** Of the control host and of the registry's: who sends requests. */
  private static final List<String> GUESTS = List.of("nobody", "dev", "boss", "robot$team+ci");

  private static final List<String> OWNERS = List.of("nobody", "alice", "newcomer");

  private final RunningBerth berth;
  private final Tenant alice;
  private final Tenant bob;
  private final Tenant newcomer;
  private final Map<String, Map<String, String>> profiles = new LinkedHashMap<>();
  private final Plain plain = new Plain();
  private final Map<String, String> told = new LinkedHashMap<>();
  final Set<String> walked = new LinkedHashSet<>();

  /**
   * @param full whether Bob's registry holds what Alice's has not
   */
  Walls(Path folder, boolean full) throws IOException {
    berth = new RunningBerth(Dialect.SQLITE, folder);
    alice = new Tenant(berth, "alice", "work");
    bob = new Tenant(berth, "bob", "work");
    newcomer = new Tenant(berth, "newcomer", "other");
    for (var tenant : List.of(alice, bob)) {
      fill(tenant);
    }
    if (full) {
      more(bob);
    }
    var theirs = full ? bob.made : Map.<String, String>of();
    profiles.put("theirs", theirs(theirs));
    profiles.put("mixed", mixed(theirs));
    profiles.put("by id", byId(theirs));
    profiles.put("own", own());
    // What is counted and written down late is then in the tables.
    berth.restart();
    berth.measure();
    List.of(alice, bob, newcomer).forEach(Tenant::signIn);
    plain.hide(alice.host(), "<host>");
    plain.hide(alice.registry, "<registry>");
    plain.hide(alice.cloudProject, "<project>");
    plain.hide(bob.registry, "<bobs registry>");
    plain.hide(bob.cloudProject, "<bobs project>");
    profiles.forEach(
        (_, values) -> values.forEach((name, value) -> plain.hide(value, "{" + name + "}")));
  }

  private static void fill(Tenant tenant) {
    tenant.user("dev");
    tenant.project("team", false);
    tenant.project("open", true);
    tenant.member("team", "dev");
    tenant.group("readers");
    tenant.role("looker");
    tenant.robot("team", "ci");
    tenant.accessToken("dev");
    tenant.image("team/app", "v1", "a layer that both have");
    tenant.image("open/app", "v1", "a layer that both have");
    tenant.upload("team/app");
  }

  /** What only one has, some of it under names that both have. */
  private static void more(Tenant tenant) {
    tenant.user("eve");
    tenant.project("theirs", false);
    tenant.project("shown", true);
    tenant.member("theirs", "eve");
    tenant.group("spies");
    tenant.role("spy");
    tenant.robot("theirs", "spybot");
    tenant.auditTarget("spies");
    tenant.accessToken("eve");
    tenant.image("theirs/secret", "only", SECRET);
    tenant.image("shown/secret", "only", SECRET);
    tenant.image("team/app", "only", SECRET);
    tenant.image("team/other", "v1", SECRET + " too");
    tenant.upload("theirs/secret");
    tenant.blob("theirs/secret", Tenant.PRIVATE_CONFIG);
    tenant.blob("theirs/secret", Tenant.CHART);
    tenant.owned("PUT", "/accessLog/setting").json("{'days':7}").text(200);
    tenant.owned("POST", "/metrics/token").text(200);
    tenant
        .owned("PUT", "/ipRestrictions/registry")
        .json("[{'ipBlock':'127.0.0.0/8','description':'here'}]")
        .text(200);
    tenant
        .call("POST", "/v1/me/api/oauth2/client")
        .json("{'name':'c','description':'c','flow':'CLIENT_CREDENTIALS','callbackUrls':[]}")
        .text(200);
    tenant.made.put(
        "client", tenant.call("GET", "/v1/me/api/oauth2/client").json(200).path(0).asText());
    tenant.made.put(
        "session", tenant.call("GET", "/v1/me/session").json(200).path(0).path("id").asText());
  }

  private Map<String, String> own() {
    return Map.ofEntries(
        Map.entry("serviceName", alice.cloudProject),
        Map.entry("registryID", alice.registry),
        Map.entry("account", "newcomer"),
        Map.entry("project", "team"),
        Map.entry("repository", "app"),
        Map.entry("name", "team/app"),
        Map.entry("reference", "v1"),
        Map.entry("digest", Tenant.digest(Tenant.CONFIG)),
        Map.entry("tag", "v1"),
        Map.entry("upload", alice.made.get("upload")),
        Map.entry("user", alice.made.get("user.dev")),
        Map.entry("group", alice.made.get("group.readers")),
        Map.entry("role", alice.made.get("role.looker")),
        Map.entry("robot", alice.made.get("robot.ci")),
        Map.entry("member", alice.made.get("member.dev")),
        Map.entry("token", alice.made.get("token.dev")));
  }

  private static String or(Map<String, String> made, String name, String absent) {
    return made.getOrDefault(name, absent);
  }

  private Map<String, String> theirs(Map<String, String> made) {
    return Map.ofEntries(
        Map.entry("serviceName", bob.cloudProject),
        Map.entry("registryID", bob.registry),
        Map.entry("account", "bob"),
        Map.entry("project", "theirs"),
        Map.entry("repository", "secret"),
        Map.entry("name", "theirs/secret"),
        Map.entry("reference", "only"),
        Map.entry("digest", Tenant.digest(SECRET.getBytes(UTF_8))),
        Map.entry("tag", "only"),
        Map.entry("upload", or(made, "upload", "00000000-0000-4000-8000-000000000000")),
        Map.entry("user", or(made, "user.eve", "900001")),
        Map.entry("group", or(made, "group.spies", "900002")),
        Map.entry("role", or(made, "role.spy", "900003")),
        Map.entry("robot", or(made, "robot.spybot", "900004")),
        Map.entry("target", or(made, "target.spies", "900009")),
        Map.entry("member", or(made, "member.eve", "900005")),
        Map.entry("token", or(made, "token.eve", "900006")),
        Map.entry("clientId", or(made, "client", "EU.0123456789abcdef")),
        Map.entry("sessionId", or(made, "session", "900007")));
  }

  /** Bob's things below names that both have. */
  private Map<String, String> mixed(Map<String, String> made) {
    var values = new LinkedHashMap<>(theirs(made));
    values.put("serviceName", alice.cloudProject);
    values.put("project", "team");
    values.put("repository", "app");
    values.put("name", "team/app");
    return values;
  }

  /** Bob's things by number, and by digest where there are tags too. */
  private Map<String, String> byId(Map<String, String> made) {
    var values = new LinkedHashMap<>(theirs(made));
    values.put("registryID", alice.registry);
    values.put("project", or(made, "project.theirs", "900008"));
    values.put("repository", "other");
    values.put("name", "team/other");
    values.put("reference", Tenant.digest(Tenant.manifest(SECRET)));
    values.put("digest", Tenant.digest(Tenant.manifest(SECRET)));
    return values;
  }

  /** All that is served. */
  Set<String> routes() {
    return berth.apis().stream()
        .flatMap(api -> api.routes().stream())
        .map(route -> route.method() + " " + route.template())
        .collect(Collectors.toSet());
  }

  /** Walks all routes; what was told, by request. */
  Map<String, String> walk() {
    for (var step : Step.all(berth.apis())) {
      if (step.isAlias()) {
        walk(step, "theirs", step.isControl() ? "alice" : "boss");
        continue;
      }
      for (var profile : profiles.keySet()) {
        for (var caller : step.isControl() ? OWNERS : GUESTS) {
          walk(step, profile, caller);
        }
      }
    }
    return told;
  }

  /**
   * Puts what Bob may hold into Alice's registry, deletes it there, and collects the garbage, first
   * without deleting; what the two runs tell.
   */
  String collected() {
    alice.blob("team/app", SECRET.getBytes(UTF_8));
    alice.blob("team/app", "nobody has this".getBytes(UTF_8));
    var told = new StringBuilder();
    for (var layer : List.of(SECRET, "nobody has this")) {
      var blob = "/v2/team/app/blobs/" + Tenant.digest(layer.getBytes(UTF_8));
      told.append(plain.of(alice.at("boss", "DELETE", blob).send()));
    }
    for (var dry : List.of(true, false)) {
      var location =
          alice
              .at("boss", "POST", Tenant.API + "/system/gc/schedule")
              .json("{'schedule':{'type':'Manual'},'parameters':{'dry_run':%s}}".formatted(dry))
              .send()
              .headers()
              .firstValue("Location")
              .orElseThrow();
      var run = alice.at("boss", "GET", location).json(200);
      while (!run.path("job_status").asText().equals("Success")) {
        Thread.onSpinWait(); // the next request asks the server anew
        run = alice.at("boss", "GET", location).json(200);
      }
      told.append(run.path("job_parameters").asText()).append('\n');
      told.append(plain.of(alice.at("boss", "GET", location + "/log").send())).append('\n');
    }
    return told.toString();
  }

  /**
   * Pushes manifests that name content of Bob's as if it lay elsewhere, and reads everything that a
   * manifest's content is shown in; what that tells.
   */
  String named() {
    var told = new StringBuilder();
    for (var digest : List.of(Tenant.digest(Tenant.PRIVATE_CONFIG), Tenant.digest(Tenant.CHART))) {
      for (var manifest : Tenant.manifestsNaming(digest)) {
        var pushed =
            alice
                .at("boss", "PUT", "/v2/team/app/manifests/named")
                .header("Content-Type", MediaType.OCI_MANIFEST)
                .body(manifest)
                .send();
        told.append(plain.of(pushed)).append('\n');
        var artifact = Tenant.API + "/projects/team/repositories/app/artifacts/named";
        told.append(plain.of(alice.at("boss", "GET", artifact).send())).append('\n');
        for (var addition : List.of("values.yaml", "readme.md", "dependencies", "build_history")) {
          var path = artifact + "/additions/" + addition;
          told.append(plain.of(alice.at("boss", "GET", path).send())).append('\n');
        }
        told.append(plain.of(alice.at("boss", "GET", "/v2/team/app/blobs/" + digest).send()));
      }
    }
    return told.toString();
  }

  private void walk(Step step, String profile, String caller) {
    walked.add(step.route().method() + " " + step.route().template());
    int number = 0;
    for (var asked : Asked.of(step.route(), profile("theirs"))) {
      var path = path(step.route().template(), profile) + asked.query();
      var call = call(step, caller, path);
      asked.headers().forEach(call::header);
      var what =
          "%s: %s %s with %s, %d"
              .formatted(caller, step.route().method(), step.route().template(), profile, ++number);
      told.put(what, plain.of(call.body(asked.body()).send()));
    }
  }

  private HttpCall call(Step step, String caller, String path) {
    var method = step.route().method().name();
    if (!step.isControl()) {
      return alice.at(caller.equals("nobody") ? null : caller, method, path);
    }
    return switch (caller) {
      case "alice" -> alice.call(method, path);
      case "newcomer" -> newcomer.call(method, path);
      default -> berth.call(method, path);
    };
  }

  private String path(String template, String profile) {
    return PARAMETER
        .matcher(template.replace("/**", "/x"))
        .replaceAll(found -> value(template, found.group(1), profile));
  }

  private String value(String template, String parameter, String profile) {
    var name = parameter;
    if (parameter.equals("id")) {
      name =
          template.contains("/uploads/")
              ? "upload"
              : template.contains("/users/") ? "user" : "other";
    } else if (parameter.equals("userID")) {
      name = "user";
    } else if (template.contains("/me/identity/user/")) {
      name = "account";
    }
    return profile(profile).getOrDefault(name, "7");
  }

  private Map<String, String> profile(String name) {
    return Objects.requireNonNull(profiles.get(name), name);
  }

  @Override
  public void close() {
    berth.close();
  }
}
