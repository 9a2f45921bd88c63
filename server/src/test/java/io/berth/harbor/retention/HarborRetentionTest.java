package io.berth.harbor.retention;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tag retention as Harbor's clients meet it. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborRetentionTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  private HarborCalls harbor;
  private long project;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect);
    project = project("team");
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private long project(String name) {
    harbor.project("dev", name, false);
    return harbor.get("/projects/" + name).as("dev").json(200).path("project_id").asLong();
  }

  private static String rule(String template, int number, String tags) {
    return "{'action':'retain','template':'%s','params':{%s},"
            .formatted(template, number < 0 ? "" : "'" + template + "':" + number)
        + "'tag_selectors':[{'kind':'doublestar','decoration':'matches','pattern':'%s',"
            .formatted(tags)
        + "'extras':'{\\\"untagged\\\":true}'}],"
        + "'scope_selectors':{'repository':[{'kind':'doublestar','decoration':'repoMatches',"
        + "'pattern':'**'}]}}";
  }

  private String policy(String more, String... rules) {
    return "{'algorithm':'or','rules':[%s],'trigger':{'kind':'Schedule','references':{},"
            .formatted(String.join(",", rules))
        + "'settings':{'cron':''}},'scope':{'level':'project','ref':%d}%s}"
            .formatted(project, more);
  }

  private String create(String body) {
    var made = harbor.call("POST", "/retentions").as("dev").json(body).send();
    assertThat(made.statusCode()).as(new String(made.body(), UTF_8)).isEqualTo(201);
    return header(made, "Location").substring(HarborCalls.API.length());
  }

  /** Runs a policy to its end; where the execution is. */
  private JsonNode run(String policy, boolean dry) throws Exception {
    return run("dev", policy, dry);
  }

  private JsonNode run(String user, String policy, boolean dry) throws Exception {
    var asked =
        harbor.call("POST", policy + "/executions").as(user).json("{'dry_run':" + dry + "}").send();
    assertThat(asked.statusCode()).as(new String(asked.body(), UTF_8)).isEqualTo(201);
    var id = header(asked, "Location").replaceFirst(".*/", "");
    return Await.until(
        "the run is over",
        () -> {
          for (var execution : harbor.get(policy + "/executions").as(user).json(200)) {
            if (execution.path("id").asText().equals(id)) {
              return execution;
            }
          }
          throw new AssertionError("no execution " + id);
        },
        it -> !it.path("status").asText().matches("Pending|Running"));
  }

  private Set<String> tags(String repository) {
    var tags = new TreeSet<String>();
    var path = "/projects/team/repositories/" + repository + "/artifacts?page_size=100";
    for (var artifact : harbor.get(path).as("dev").json(200)) {
      artifact.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    }
    return tags;
  }

  private String push(String tag) {
    return harbor.pushImage("dev", "team/app", tag, "layer of " + tag);
  }

  private JsonNode tasks(String policy, JsonNode execution) {
    return harbor
        .get(policy + "/executions/" + execution.path("id").asText() + "/tasks")
        .as("dev")
        .json(200);
  }

  private String log(String policy, JsonNode task) {
    var answer =
        harbor
            .get(
                "%s/executions/%s/tasks/%s"
                    .formatted(
                        policy, task.path("execution_id").asText(), task.path("id").asText()))
            .as("dev")
            .send();
    assertThat(header(answer, "Content-Type")).startsWith("text/plain");
    return new String(answer.body(), UTF_8);
  }

  /** What Terraform's provider sends in the life of a policy. */
  @Test
  void aPolicyLivesAsTerraformLeadsIt() {
    var made = create(policy("", rule("nDaysSinceLastPull", 5, "latest")));
    var read = harbor.get(made).as("dev").json(200);
    assertThat(read.path("scope").toString())
        .isEqualTo("{\"level\":\"project\",\"ref\":" + project + "}");
    assertThat(read.path("rules").path(0).path("params").path("nDaysSinceLastPull").asInt())
        .isEqualTo(5);
    assertThat(read.path("rules").path(0).path("tag_selectors").path(0).path("extras").asText())
        .isEqualTo("{\"untagged\":true}");
    assertThat(read.path("trigger").path("settings").path("cron").asText()).isEmpty();
    assertThat(
            harbor
                .get("/projects/team")
                .as("dev")
                .json(200)
                .path("metadata")
                .path("retention_id")
                .asText())
        .isEqualTo(made.replaceFirst(".*/", ""));
    assertThat(
            code(
                harbor
                    .call("POST", "/retentions")
                    .as("dev")
                    .json(policy("", rule("always", -1, "**")))
                    .send()))
        .startsWith("400");

    harbor
        .call("PUT", made)
        .as("dev")
        .json(
            policy("", rule("latestPushedK", 3, "{a,b}"))
                .replace("'cron':''", "'cron':'0 0 0 * * *'"))
        .text(200);
    assertThat(harbor.get(made).as("dev").json(200).at("/trigger/settings/cron").asText())
        .isEqualTo("0 0 0 * * *");
    var schedule = harbor.get("/schedules").as("boss").json(200).path(0);
    assertThat(schedule.path("vendor_type").asText()).isEqualTo("RETENTION");

    harbor.call("PUT", made).as("dev").json(policy("")).text(200);
    assertThat(harbor.get(made).as("dev").json(200).path("rules")).isEmpty();
    assertThat(harbor.get("/schedules").as("boss").json(200)).isEmpty();
    assertThat(
            code(harbor.call("DELETE", "/projects/team/metadatas/retention_id").as("dev").send()))
        .startsWith("400");

    harbor.call("DELETE", made).as("dev").text(200);
    assertThat(code(harbor.get(made).as("dev").send())).isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.get(made + "/executions").as("dev").send())).startsWith("400");
    assertThat(
            harbor.get("/projects/team").as("dev").json(200).path("metadata").has("retention_id"))
        .isFalse();
  }

  @Test
  void aRunKeepsWhatARuleKeepsAndDeletesTheRestWithWhatBelongsToIt() throws Exception {
    var first = push("v1");
    harbor.pushAccessory("dev", "team/app", first);
    push("v2");
    push("v3");
    harbor
        .call("POST", "/projects/team/webhook/policies")
        .as("dev")
        .json(
            "{'name':'hook','enabled':true,'event_types':['TAG_RETENTION','DELETE_ARTIFACT'],"
                + "'targets':[{'type':'http','address':'http://127.0.0.1:1'}]}")
        .text(201);
    var policy = create(policy("", rule("latestPushedK", 1, "v*")));

    var dry = run(policy, true);
    assertThat(dry.path("status").asText()).isEqualTo("Success");
    assertThat(dry.path("dry_run").asBoolean()).isTrue();
    assertThat(dry.path("deleted").asInt()).isEqualTo(2);
    assertThat(dry.path("freed_bytes").asLong()).isPositive();
    assertThat(tags("app")).containsExactly("v1", "v2", "v3");

    var real = run(policy, false);

    assertThat(real.path("total").asInt()).isEqualTo(3);
    assertThat(real.path("retained").asInt()).isEqualTo(1);
    assertThat(tags("app")).containsExactly("v3");
    assertThat(
            code(harbor.get("/projects/team/repositories/app/artifacts/" + first).as("dev").send()))
        .startsWith("404");
    var task = tasks(policy, real).path(0);
    assertThat(task.path("repository").asText()).isEqualTo("app");
    assertThat(task.path("status").asText()).isEqualTo("Success");
    assertThat(task.path("total").asInt()).isEqualTo(3);
    assertThat(log(policy, task))
        .startsWith("Digest,Tag,Kind,Pushed,Pulled,Size,Retention,Rule,Reason\n")
        .contains(first + ",v1,")
        .contains(",DEL,,no rule keeps it")
        .contains(",RETAIN,1,a rule keeps it");
    var told = new ArrayList<String>();
    var hook = harbor.get("/projects/team/webhook/policies").as("dev").json(200).path(0).path("id");
    for (var message :
        harbor
            .get("/projects/team/webhook/policies/" + hook.asText() + "/executions")
            .as("dev")
            .json(200)) {
      told.add(message.path("extra_attrs").toString());
    }
    assertThat(told)
        .anySatisfy(
            it ->
                assertThat(it)
                    .contains("TAG_RETENTION")
                    .contains("deleted_artifact")
                    .contains("app:v1"));
    assertThat(told).anySatisfy(it -> assertThat(it).contains("DELETE_ARTIFACT"));
  }

  @Test
  void aPreviewSaysOfEachTagWhichRuleDecidesAndDeletesNothing() throws Exception {
    push("1.0.0");
    push("1.0.1");
    push("1.1.0-rc.1");
    push("nightly");
    var body =
        policy(
            ",'retain_by':'tag'",
            rule("semverLatestPerMinor", 1, "**"),
            rule("always", -1, "night*"));
    var shown = harbor.call("POST", "/retentions/preview").as("dev").json(body).json(200);

    assertThat(shown.path("complete").asBoolean()).isTrue();
    var repository = shown.path("repositories").path(0);
    assertThat(repository.path("repository").asText()).isEqualTo("team/app");
    assertThat(repository.path("deleted").asInt()).isEqualTo(1);
    assertThat(repository.path("freed_bytes").asLong()).isPositive();
    var decided = new TreeSet<String>();
    repository
        .path("artifacts")
        .forEach(
            it ->
                decided.add(
                    it.path("tags").path(0).asText()
                        + " "
                        + it.path("retention").asText()
                        + " "
                        + it.path("rule").asText()));
    assertThat(decided)
        .containsExactly(
            "1.0.0 DEL null", "1.0.1 RETAIN 1", "1.1.0-rc.1 RETAIN 1", "nightly RETAIN 2");
    assertThat(tags("app")).hasSize(4);

    var real = run(create(body), false);
    assertThat(real.path("deleted").asInt()).isEqualTo(1);
    assertThat(tags("app")).containsExactly("1.0.1", "1.1.0-rc.1", "nightly");
  }

  @Test
  void releasesAndYoungPreReleasesAreKeptByTheirOwnRules() {
    push("1.0.0");
    push("2.0.0");
    push("2.0.0-rc.1");
    push("latest");
    assertThat(going(rule("semverReleases", -1, "**"))).containsExactly("2.0.0-rc.1", "latest");
    assertThat(going(rule("semverPreReleasesNDays", 3, "**")))
        .containsExactly("1.0.0", "2.0.0", "latest");
    assertThat(going(rule("semverPreReleasesNDays", 0, "**")))
        .containsExactly("1.0.0", "2.0.0", "2.0.0-rc.1", "latest");
    assertThat(going(rule("semverLatestPerMajor", 1, "**")))
        .containsExactly("2.0.0-rc.1", "latest");
    assertThat(going(rule("latestPulledN", 0, "**"))).hasSize(4);
    assertThat(going(rule("nDaysSinceLastPull", 9, "**"))).hasSize(4);
    assertThat(going(rule("nDaysSinceLastPush", 9, "1*"))).hasSize(3);
  }

  private Set<String> going(String rule) {
    var going = new TreeSet<String>();
    var shown =
        harbor.call("POST", "/retentions/preview").as("dev").json(policy("", rule)).json(200);
    for (var artifact : shown.path("repositories").path(0).path("artifacts")) {
      if (artifact.path("retention").asText().equals("DEL")) {
        artifact.path("tags").forEach(tag -> going.add(tag.asText()));
      }
    }
    return going;
  }

  @Test
  void oneKeptTagKeepsAllOfAnArtifactUnlessThePolicyIsByTag() throws Exception {
    push("keep");
    for (var tag : List.of("a", "b")) {
      harbor
          .call("POST", "/projects/team/repositories/app/artifacts/keep/tags")
          .as("dev")
          .json("{'name':'" + tag + "'}")
          .text(201);
    }
    var policy = create(policy("", rule("always", -1, "keep")));
    run(policy, false);
    assertThat(tags("app")).containsExactly("a", "b", "keep");

    harbor
        .call("PUT", policy)
        .as("dev")
        .json(policy(",'retain_by':'tag'", rule("always", -1, "keep")))
        .text(200);
    var real = run(policy, false);

    assertThat(real.path("deleted").asInt()).isEqualTo(2);
    assertThat(tags("app")).containsExactly("keep");
  }

  @Test
  void immutableTagsStayUnlessTheirRuleAllowsDeletion() throws Exception {
    push("v1");
    push("w1");
    for (var pattern : List.of("v*", "w*")) {
      harbor
          .call("POST", "/projects/team/immutabletagrules")
          .as("dev")
          .json(
              "{'tag_selectors':[{'decoration':'matches','pattern':'%s'}],'allow_delete':%s,"
                      .formatted(pattern, pattern.equals("w*"))
                  + "'scope_selectors':{'repository':[{'decoration':'repoMatches','pattern':'**'}]}}")
          .text(201);
    }
    var policy = create(policy("", rule("always", -1, "kept")));

    var real = run(policy, false);

    assertThat(tags("app")).containsExactly("v1");
    assertThat(log(policy, tasks(policy, real).path(0))).contains(",IMMUTABLE,,an immutable rule");
  }

  @Test
  void whatAnIndexListsStaysAndGoesWithIt() throws Exception {
    var child = push("child");
    var other = push("other");
    index("multi", child);
    index("old", other);
    var policy = create(policy("", rule("always", -1, "multi")));

    run(policy, false);

    assertThat(tags("app")).containsExactly("child", "multi");
    assertThat(
            code(harbor.get("/projects/team/repositories/app/artifacts/" + other).as("dev").send()))
        .startsWith("404");
  }

  private void index(String tag, String child) {
    harbor.pushManifest(
        "dev",
        "team/app",
        tag,
        "application/vnd.oci.image.index.v1+json",
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
        {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":%d}]}"""
            .formatted(child, HarborCalls.image("layer of child").length)
            .getBytes(UTF_8));
  }

  @Test
  void aPolicyForAllProjectsLeavesThoseWithTheirOwnAlone() throws Exception {
    push("v1");
    project("free");
    harbor.pushImage("dev", "free/app", "v1", "layer");
    create(policy(""));
    var body =
        policy("", rule("always", -1, "kept"))
            .replaceFirst("\\{'level':.*\\}", "{'level':'system','ref':0}}");
    assertThat(code(harbor.call("POST", "/retentions").as("dev").json(body).send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(harbor.get("/retentions/registry").as("boss").text(200)).isEmpty();
    assertThat(code(harbor.get("/retentions/registry").as("dev").send()))
        .isEqualTo("403 FORBIDDEN");
    var made = harbor.call("POST", "/retentions").as("boss").json(body).send();
    assertThat(made.statusCode()).isEqualTo(201);
    var policy = header(made, "Location").substring(HarborCalls.API.length());
    assertThat(harbor.get("/retentions/registry").as("boss").json(200).path("id").asText())
        .isEqualTo(policy.replaceFirst(".*/", ""));
    assertThat(code(harbor.get(policy).as("dev").send())).isEqualTo("403 FORBIDDEN");

    var real = run("boss", policy, false);

    assertThat(real.path("deleted").asInt()).isEqualTo(1);
    assertThat(tags("app")).containsExactly("v1");
    assertThat(harbor.get("/projects/free/repositories/app/artifacts").as("dev").json(200))
        .isEmpty();
  }

  @Test
  void aPolicyEndsWithItsProject() {
    project = project("short");
    create(policy("", rule("always", -1, "**")).replace("'cron':''", "'cron':'0 0 0 * * *'"));
    assertThat(harbor.get("/schedules").as("boss").json(200)).hasSize(1);

    harbor.call("DELETE", "/projects/short").as("dev").text(200);

    assertThat(harbor.get("/schedules").as("boss").json(200)).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    var good = rule("always", -1, "**");
    var many = new String[16];
    for (int i = 0; i < many.length; i++) {
      many[i] = rule("latestPushedK", i, "**");
    }
    assertThat(refusal(policy("", many))).startsWith("400");
    assertThat(refusal(policy("", good, good))).startsWith("409");
    assertThat(refusal(policy("", good.replace("always", "never")))).startsWith("400");
    assertThat(refusal(policy("", rule("latestPushedK", -1, "**")))).startsWith("400");
    assertThat(refusal(policy("", rule("latestPushedK", 40_000, "**")))).startsWith("400");
    assertThat(refusal(policy("", rule("latestPushedK", 1, "[")))).startsWith("400");
    assertThat(refusal(policy("", good.replace("'retain'", "'delete'")))).startsWith("400");
    assertThat(refusal(policy("", good.replace("untagged", "other")))).startsWith("400");
    assertThat(refusal(policy("", good).replace("'or'", "'and'"))).startsWith("400");
    assertThat(refusal(policy("", good).replace("'cron':''", "'cron':'daily'"))).startsWith("400");
    assertThat(refusal(policy("", good).replace("'project'", "'repository'"))).startsWith("400");
    assertThat(refusal(policy(",'retain_by':'luck'", good))).startsWith("400");
    assertThat(refusal("{}")).startsWith("400");
    assertThat(refusal("[]")).startsWith("422");
    for (var path : List.of("/retentions/77777777", "/retentions/x")) {
      assertThat(code(harbor.get(path).as("dev").send())).isEqualTo("404 NOT_FOUND");
      assertThat(code(harbor.get(path + "/executions").as("dev").send())).startsWith("400");
    }
    var policy = create(policy("", good));
    assertThat(code(harbor.get(policy + "/executions/77777777/tasks").as("dev").send()))
        .isEqualTo("404 NOT_FOUND");
    assertThat(
            code(
                harbor
                    .call("PATCH", policy + "/executions/77777777")
                    .as("dev")
                    .json("{'action':'burn'}")
                    .send()))
        .startsWith("400");
  }

  private String refusal(String body) {
    return code(harbor.call("POST", "/retentions").as("dev").json(body).send());
  }

  @Test
  void whoHasNoPartInTheProjectSeesAndDoesNothing() {
    var policy = create(policy("", rule("always", -1, "**")));
    harbor.berth.user("boss", "guest");
    assertThat(code(harbor.get("/retentions/metadatas").send())).isEqualTo("401 UNAUTHORIZED");
    assertThat(harbor.get("/retentions/metadatas").as("guest").json(200).path("templates"))
        .hasSizeGreaterThanOrEqualTo(5);
    for (var line :
        List.of(
            "GET " + policy,
            "PUT " + policy,
            "DELETE " + policy,
            "GET " + policy + "/executions",
            "POST " + policy + "/executions",
            "GET " + policy + "/executions/1/tasks",
            "GET " + policy + "/executions/1/tasks/1",
            "POST /retentions",
            "POST /retentions/preview")) {
      var words = line.split(" ", 2);
      assertThat(
              code(
                  harbor
                      .call(words[0], words[1])
                      .as("guest")
                      .json(policy("", rule("always", -1, "**")))
                      .send()))
          .as(line)
          .isEqualTo("403 FORBIDDEN");
    }
  }
}
