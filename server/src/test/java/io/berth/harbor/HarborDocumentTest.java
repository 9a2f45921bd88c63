package io.berth.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.request.KeptSetting;
import io.berth.http.message.Json;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.FakeProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the OpenAPI document says of answers is what is answered: clients make types from it. */
final class HarborDocumentTest {
  private static final String KEPT = "kept, not yet acted on";

  /** Answers with text, or with what is in an artifact. */
  private static final List<String> NO_MODELS =
      List.of(
          api("/ping"),
          api("/openapi.json"),
          api("/system/gc/{id}/log"),
          api("/system/purgeaudit/{purge}/log"),
          api("/auditlog-exts/export"),
          api("/projects/{project}/auditlog-exts/export"),
          api("/jobservice/jobs/{job}/log"),
          api("/retentions/{retention}/executions/{execution}/tasks/{task}"),
          api(
              "/projects/{project}/webhook/policies/{policy}/executions/{execution}/tasks/{task}/log"),
          api("/webhook/policies/{policy}/executions/{execution}/tasks/{task}/log"),
          api(
              "/projects/{project}/repositories/{repository}/artifacts/{reference}/additions/{addition}"));

  /** Lists of what comes with a browser, a provider or the next measuring: empty here. */
  private static final String EMPTY_HERE =
      ".*/(users/[^/]+/(sessions|identities)|statistics/repositories)";

  private final JsonNode document;
  private final Map<String, String> places = new LinkedHashMap<>();

  HarborDocumentTest() throws IOException {
    try (var in = HarborDocumentTest.class.getResourceAsStream("/api/harbor-openapi.json")) {
      document = Json.tree(Objects.requireNonNull(in).readAllBytes());
    }
  }

  private static String api(String path) {
    return HarborCalls.API + path;
  }

  @Test
  void everythingThatCanBeReadIsAnsweredAsDocumented(@TempDir Path folder) throws IOException {
    var problems = new ArrayList<String>();
    var seen = new TreeSet<String>();
    try (var provider = FakeProvider.http(Clock.systemUTC());
        var harbor = new HarborCalls(Dialect.SQLITE, folder)) {
      fill(harbor, provider);
      for (var path : document.path("paths").properties()) {
        var answers = path.getValue().path("get").path("responses");
        if (answers.isMissingNode()
            || path.getValue().path("get").path("x-not-offered-yet").asBoolean()
            || path.getKey().endsWith("/icons/{digest}")
            || NO_MODELS.contains(path.getKey())) {
          continue;
        }
        var answer = harbor.berth.call("GET", real(path.getKey())).as("boss").json(200);
        seen.add(path.getKey());
        var schema = answers.at("/200/content").elements().next().path("schema");
        check(schema, answer, path.getKey(), problems);
        if (answer.isArray() && answer.isEmpty() && !path.getKey().matches(EMPTY_HERE)) {
          problems.add(path.getKey() + " shows nothing");
        }
      }
    }
    assertThat(problems).isEmpty();
    assertThat(seen).hasSizeGreaterThan(50);
  }

  /** What is kept and not acted on yet: one list, told everywhere. */
  @Test
  void theDocumentSaysOfEachSettingThatIsOnlyKeptThatItIs() {
    var schemas = document.path("components").path("schemas");
    assertThat(kept(schemas.path("Metadata").path("properties")))
        .isEqualTo(words(KeptSetting.Owner.PROJECT, it -> it.type() != KeptSetting.Type.LIST));
    assertThat(kept(schemas.path("ConfigurationChange").path("properties")))
        .isEqualTo(words(KeptSetting.Owner.REGISTRY, _ -> true));
    assertThat(schemas.path("CveAllowlist").path("description").asText()).isEqualTo(KEPT);
  }

  private static Set<String> kept(JsonNode properties) {
    return properties.properties().stream()
        .filter(it -> it.getValue().path("description").asText().equals(KEPT))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> words(KeptSetting.Owner owner, Predicate<KeptSetting> which) {
    return KeptSetting.of(owner).stream()
        .filter(which)
        .map(KeptSetting::word)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One of everything there is to read. */
  private void fill(HarborCalls harbor, FakeProvider provider) {
    assertThat(harbor.project("boss", "team", false).statusCode()).isEqualTo(201);
    var digest = harbor.pushImage("boss", "team/app", "v1", "layer");
    harbor.pushAccessory("boss", "team/app", digest);
    var robot =
        post(
            harbor,
            "/robots",
            "{'name':'ci','level':'project','duration':7,'permissions':[{'kind':'project',"
                + "'namespace':'team','access':[{'resource':'repository','action':'pull'}]}]}");
    post(
        harbor,
        "/robots",
        "{'name':'all','level':'system','duration':-1,'permissions':[{'kind':'system',"
            + "'namespace':'/','access':[{'resource':'project','action':'list'}]}]}");
    var trusts = robot + "/trusts";
    post(
        harbor,
        trusts.substring(HarborCalls.API.length()),
        "{'issuer':'%s','audience':'berth','claims':{'ref':'main'}}".formatted(provider.issuer()));
    var group = post(harbor, "/usergroups", "{'group_name':'crew','group_type':4}");
    post(harbor, group.substring(HarborCalls.API.length()) + "/members", "{'username':'dev'}");
    var role = post(harbor, "/roles", "{'role_name':'web','permissions':[]}");
    post(harbor, "/projects/team/members", "{'role_id':2,'member_user':{'username':'dev'}}");
    post(
        harbor,
        "/projects/team/immutabletagrules",
        "{'scope_selectors':{'repository':[{'pattern':'**'}]},'tag_selectors':[{'pattern':'x'}]}");
    harbor.pushImage("boss", "team/old", "v1", "old layer");
    harbor.call("DELETE", "/projects/team/repositories/old").as("boss").text(200);
    places.put(
        "{entry}",
        harbor.get("/projects/team/trash").as("boss").json(200).path(0).path("id").asText());
    var label = post(harbor, "/labels", "{'name':'checked','scope':'g','color':'#61717D'}");
    places.put("{label}", last(label));
    post(harbor, "/users/current/access-tokens", "{'name':'a','level':'pull'}");
    harbor
        .call("POST", "/users/current/access-tokens")
        .as("dev")
        .json("{'name':'b','level':'pull'}")
        .text(201);
    post(
        harbor,
        "/oidc-providers",
        "{'alias':'second','name':'Second','endpoint':'%s','client_id':'%s','client_secret':'%s'}"
            .formatted(
                provider.issuer(), FakeProvider.CLIENT, FakeProvider.SECRET.replace("&", "")));
    var policy =
        post(
            harbor,
            "/projects/team/webhook/policies",
            "{'name':'hook','description':'d','enabled':true,'event_types':['PUSH_ARTIFACT'],"
                + "'repository_pattern':'*','targets':[{'type':'http','auth_header':'x',"
                + "'address':'http://127.0.0.1:1','skip_cert_verify':true,'headers':{'X-A':'b'}}]}");
    var target =
        post(
            harbor,
            "/audit-log-targets",
            "{'name':'logs','kind':'http','address':'http://127.0.0.1:1','auth_header':'x'}");
    places.put("{target}", last(target));
    var ofAll =
        post(
            harbor,
            "/webhook/policies",
            "{'name':'all','enabled':true,'event_types':['PUSH_ARTIFACT'],"
                + "'targets':[{'type':'http','address':'http://127.0.0.1:1'}]}");
    harbor.pushImage("boss", "team/app", "v2", "layer");
    var sent = ofAll.substring(HarborCalls.API.length()) + "/executions";
    var one = "v2.0/webhook/policies/{policy}";
    places.put(
        one + "/executions/{execution}",
        ofAll.substring(ofAll.indexOf("v2.0"))
            + "/executions/"
            + harbor.get(sent).as("boss").json(200).path(0).path("id").asText());
    places.put(one, ofAll.substring(ofAll.indexOf("v2.0")));
    var executions = policy.substring(HarborCalls.API.length()) + "/executions";
    var message = harbor.get(executions).as("boss").json(200).path(0).path("id").asText();
    post(harbor, "/system/gc/schedule", "{'schedule':{'type':'Manual'}}");
    post(harbor, "/system/gc/schedule", "{'schedule':{'type':'Daily'}}");
    var terms = "'parameters':{'audit_retention_hour':24,'include_event_types':'other'}}";
    places.put(
        "{purge}",
        last(
            post(harbor, "/system/purgeaudit/schedule", "{'schedule':{'type':'Manual'}," + terms)));
    post(harbor, "/system/purgeaudit/schedule", "{'schedule':{'type':'Daily'}," + terms);
    var run = harbor.get("/system/gc").as("boss").json(200).path(0).path("id").asText();
    var team = harbor.get("/projects/team").as("boss").json(200).path("project_id").asText();
    var member =
        harbor.get("/projects/team/members").as("boss").json(200).path(0).path("id").asText();
    places.put("/users/{id}", "/users/" + harbor.dev);
    places.put("/quotas/{id}", "/quotas/" + team);
    places.put("/system/gc/{id}", "/system/gc/" + run);
    var retention = retention(harbor, team);
    places.put(
        "/retentions/{retention}/executions/{execution}",
        "/retentions/" + last(retention) + "/executions/" + ran(harbor, retention));
    places.put("{retention}", last(retention));
    places.put("/jobservice/pools/{pool}/workers", "/jobservice/pools/all/workers");
    places.put("/schedules/{type}/paused", "/schedules/all/paused");
    places.put("{type}", "GARBAGE_COLLECTION");
    places.put("{policy}", last(policy));
    places.put("{execution}", message);
    places.put("/webhook/jobs", "/webhook/jobs?policy_id=" + last(policy));
    places.put("{robot}", last(robot));
    places.put("{group}", last(group));
    places.put("{role}", last(role));
    places.put("{member}", member);
    places.put("{alias}", "second");
    places.put("{project}", "team");
    places.put("{repository}", "app");
    places.put("{reference}", "v1");
    places.put("metadatas/{name}", "metadatas/public");
  }

  /** A policy of the project, and one of all projects; where the first is. */
  private static String retention(HarborCalls harbor, String project) {
    var body =
        "{'trigger':{'kind':'Schedule'},'rules':[{'template':'latestPushedK','params':{'latestPushedK':9},'tag_selectors':["
            + "{'decoration':'matches','pattern':'**'}],'scope_selectors':{'repository':"
            + "[{'decoration':'repoMatches','pattern':'**'}]}}],'scope':{'level':'%s','ref':%s}}";
    post(harbor, "/retentions", body.formatted("system", 0));
    return post(harbor, "/retentions", body.formatted("project", project));
  }

  /** The id of a run that is over. */
  private static String ran(HarborCalls harbor, String policy) {
    var runs = policy.substring(HarborCalls.API.length()) + "/executions";
    var run = last(post(harbor, runs, "{'dry_run':true}"));
    try {
      Await.until(
          "the run is over",
          () -> harbor.get(runs).as("boss").json(200).path(0).path("status").asText(),
          "Success"::equals);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return run;
  }

  /** Where the new thing is. */
  private static String post(HarborCalls harbor, String path, String body) {
    var answer = harbor.call("POST", path).as("boss").json(body).send();
    assertThat(answer.statusCode())
        .as(path + " " + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(201);
    return HarborCalls.header(answer, "Location");
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private String real(String template) {
    var path = template;
    for (var place : places.entrySet()) {
      path = path.replace(place.getKey(), place.getValue());
    }
    return switch (last(template)) {
      case "search" ->
          path
              + (path.contains("usergroups")
                  ? "?groupname=c"
                  : path.contains("users") ? "?username=d" : "?q=te");
      case "labels" -> path + "?scope=g";
      case "all" -> path + "?q=v";
      case "inactive" -> path + "?days=0";
      case "permissions" -> path + "?scope=/project/1&relative=true";
      default -> path;
    };
  }

  private void check(JsonNode schema, JsonNode value, String place, List<String> problems) {
    if (schema.has("$ref")) {
      check(document.at(schema.path("$ref").asText().substring(1)), value, place, problems);
      return;
    }
    if (value.isNull()) {
      if (!schema.path("nullable").asBoolean()) {
        problems.add(place + " is null");
      }
      return;
    }
    var fits =
        switch (schema.path("type").asText()) {
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          case "array" -> value.isArray();
          case "object" -> value.isObject();
          default -> value.isValueNode() && schema.has("oneOf");
        };
    if (!fits) {
      problems.add(place + " is no " + schema + ": " + value);
    }
    if (schema.has("enum") && !schema.path("enum").toString().contains(value.toString())) {
      problems.add(place + " is not among " + schema.path("enum") + ": " + value);
    }
    for (var item : value.isArray() ? value : List.<JsonNode>of()) {
      check(schema.path("items"), item, place + "[]", problems);
    }
    for (var name : schema.path("required")) {
      if (!value.has(name.asText())) {
        problems.add(place + "." + name.asText() + " is missing");
      }
    }
    if (value.isObject() && (schema.has("properties") || schema.has("additionalProperties"))) {
      for (var field : value.properties()) {
        var own = schema.path("properties").path(field.getKey());
        var its = own.isMissingNode() ? schema.path("additionalProperties") : own;
        if (its.isMissingNode()) {
          problems.add(place + "." + field.getKey() + " is not documented");
        } else {
          check(its, field.getValue(), place + "." + field.getKey(), problems);
        }
      }
    }
  }
}
