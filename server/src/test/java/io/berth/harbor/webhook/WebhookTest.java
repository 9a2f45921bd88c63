package io.berth.harbor.webhook;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.http.message.Json;
import io.berth.outbox.MessageSignature;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.webhook.WebhookReceiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Webhooks of projects, from the policy to the receiver. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class WebhookTest {
  private static final String ALL = "/projects/team/webhook/policies";

  @Parameter Dialect dialect = Dialect.SQLITE;
  private HarborCalls harbor;
  private WebhookReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect);
    receiver = new WebhookReceiver();
    assertThat(harbor.project("dev", "team", false).statusCode()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    receiver.close();
    harbor.close();
  }

  /** The path of a policy that asks for the types, with more members in its target and itself. */
  private String policy(String types, String target, String more) {
    return policy(ALL, "dev", types, target, more);
  }

  private String policy(String path, String user, String types, String target, String more) {
    var answer =
        harbor
            .call("POST", path)
            .as(user)
            .json(
                ("{'name':'hook','enabled':true,'event_types':[%s],'targets':[{'type':'http',"
                        + "'address':'%s'%s}]%s}")
                    .formatted(types, receiver.url(), target, more))
            .send();
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(201);
    return header(answer, "Location").substring(HarborCalls.API.length());
  }

  private JsonNode heard(String type) throws Exception {
    var message = json(receiver.next().body());
    assertThat(message.path("type").asText()).isEqualTo(type);
    return message;
  }

  private static JsonNode json(String text) throws IOException {
    return Json.tree(text.getBytes(UTF_8));
  }

  @Test
  void pushesPullsAndDeletesAreToldAsHarborTellsThem() throws Exception {
    policy("'PUSH_ARTIFACT','PULL_ARTIFACT','DELETE_ARTIFACT'", ",'auth_header':'Basic x'", "");

    var digest = harbor.pushImage("dev", "team/web/app", "v1", "layer");
    var pushed = receiver.next();
    harbor.berth.call("GET", "/v2/team/web/app/manifests/v1").as("dev").text(200);
    var pulled = heard("PULL_ARTIFACT");
    harbor
        .call("DELETE", "/projects/team/repositories/web%2Fapp/artifacts/" + digest)
        .as("dev")
        .text(200);
    var deleted = heard("DELETE_ARTIFACT");

    assertThat(pushed.path()).isEqualTo("/hook?key=1");
    assertThat(pushed.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Authorization", "Basic x")
        .containsKey("X-Berth-Delivery")
        .doesNotContainKey("X-Berth-Signature");
    var message = json(pushed.body());
    assertThat(message.path("type").asText()).isEqualTo("PUSH_ARTIFACT");
    assertThat(message.path("operator").asText()).isEqualTo("dev");
    assertThat(message.path("occur_at").isIntegralNumber()).isTrue();
    var data = message.path("event_data");
    var host = harbor.get("/systeminfo").as("dev").json(200).path("registry_url").asText();
    assertThat(data.path("resources").toString())
        .isEqualTo(
            "[{\"digest\":\"%s\",\"tag\":\"v1\",\"resource_url\":\"%s/team/web/app:v1\"}]"
                .formatted(digest, host));
    var repository = data.path("repository");
    assertThat(repository.path("name").asText()).isEqualTo("web/app");
    assertThat(repository.path("namespace").asText()).isEqualTo("team");
    assertThat(repository.path("repo_full_name").asText()).isEqualTo("team/web/app");
    assertThat(repository.path("repo_type").asText()).isEqualTo("private");
    assertThat(repository.path("date_created").asLong()).isPositive();
    assertThat(pulled.at("/event_data/resources/0/tag").asText()).isEqualTo("v1");
    assertThat(deleted.at("/event_data/resources/0/tag").asText()).isEqualTo("v1");
    assertThat(receiver.rest()).isEmpty();
  }

  @Test
  void aRepositoryThatIsDeletedTellsOfItsArtifacts() throws Exception {
    harbor.pushImage("dev", "team/app", "v1", "one");
    harbor.pushImage("dev", "team/app", null, "two");
    policy("'DELETE_ARTIFACT'", "", "");

    harbor.call("DELETE", "/projects/team/repositories/app").as("dev").text(200);

    var tags = new ArrayList<String>();
    for (int i = 0; i < 2; i++) {
      tags.add(heard("DELETE_ARTIFACT").at("/event_data/resources/0/tag").asText());
    }
    assertThat(tags).contains("v1").anyMatch(tag -> tag.startsWith("sha256:"));
  }

  @Test
  void aCopyIsAPushAndARefusedPushSaysThatTheProjectIsFull() throws Exception {
    harbor.pushImage("dev", "team/app", "v1", "one");
    policy("'PUSH_ARTIFACT','QUOTA_EXCEED'", "", "");
    harbor
        .call("POST", "/projects/team/repositories/copy/artifacts?from=team/app:v1")
        .as("dev")
        .text(201);
    assertThat(heard("PUSH_ARTIFACT").at("/event_data/repository/name").asText()).isEqualTo("copy");

    var id = harbor.get("/projects/team").as("boss").json(200).path("project_id").asText();
    harbor.call("PUT", "/quotas/" + id).as("boss").json("{'hard':{'storage':1}}").text(200);
    harbor.berth.call("POST", "/v2/team/app/blobs/uploads/").as("dev").body(new byte[0]).text(403);
    var full = heard("QUOTA_EXCEED");
    assertThat(full.at("/event_data/custom_attributes/Details").asText()).contains("quota");
    assertThat(full.at("/event_data/repository/repo_full_name").asText()).isEqualTo("team/app");
  }

  @Test
  void aPushThatLeavesLittleRoomWarns() throws Exception {
    policy("'QUOTA_WARNING'", "", "");
    var id = harbor.get("/projects/team").as("boss").json(200).path("project_id").asText();
    harbor.call("PUT", "/quotas/" + id).as("boss").json("{'hard':{'storage':2000}}").text(200);
    harbor.pushImage("dev", "team/app", "v1", "x".repeat(1_300));
    assertThat(heard("QUOTA_WARNING").at("/event_data/custom_attributes/Details").asText())
        .startsWith("the project uses");
  }

  @Test
  void cloudEventsCarryTheIdOfTheEvent() throws Exception {
    var policy = policy("'PUSH_ARTIFACT'", ",'payload_format':'CloudEvents'", "");
    harbor.pushImage("dev", "team/app", "v1", "layer");
    var came = receiver.next();
    var event = json(came.body());
    assertThat(came.headers()).containsEntry("Content-Type", "application/cloudevents+json");
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("type").asText()).isEqualTo("harbor.artifact.pushed");
    assertThat(event.path("id").asText()).isEqualTo(came.headers().get("X-Berth-Delivery"));
    assertThat(event.path("source").asText()).endsWith(policy.replaceFirst("^/projects/team", ""));
    assertThat(event.path("operator").asText()).isEqualTo("dev");
    assertThat(event.path("requestid").asText()).isNotEmpty();
    assertThat(event.at("/data/repository/name").asText()).isEqualTo("app");
  }

  @Test
  void aTemplateSlackAndTeamsGetTheirOwnForms() throws Exception {
    policy(
        "'PUSH_ARTIFACT'",
        ",'payload_format':'Template','headers':{'X-Room':'7'},"
            + "'template':'{\\\"text\\\":\\\"{{operator}}: {{event_data.resources.0.tag}}"
            + "{{nothing}}\\\"}'},{'type':'slack','address':'%s'},{'type':'teams','address':'%s'"
                .formatted(receiver.url(), receiver.url()),
        "");
    harbor.pushImage("dev", "team/app", "v1", "layer");
    var bodies = List.of(receiver.next(), receiver.next(), receiver.next());
    assertThat(bodies).anyMatch(it -> it.body().equals("{\"text\":\"dev: v1\"}"));
    assertThat(bodies).anyMatch(it -> "7".equals(it.headers().get("X-Room")));
    assertThat(bodies)
        .anyMatch(it -> it.body().contains("\"*event_type:* PUSH_ARTIFACT\""))
        .anyMatch(it -> it.body().contains("application/vnd.microsoft.card.adaptive"));
    assertThat(bodies)
        .extracting(it -> it.headers().get("X-Berth-Delivery"))
        .containsOnly(bodies.getFirst().headers().get("X-Berth-Delivery"));
  }

  @Test
  void aSecretSignsAndTheOneBeforeItForAWhileToo() throws Exception {
    var policy = policy("'PUSH_ARTIFACT'", "", "");
    var first = secret(policy, "{}");
    var second = secret(policy, "{'secret':'0123456789abcdef','overlap_hours':1}");
    harbor.pushImage("dev", "team/app", "v1", "layer");
    var came = receiver.next();
    var time = came.headers().getOrDefault("X-Berth-Timestamp", "");
    assertThat(came.headers().get("X-Berth-Signature"))
        .isEqualTo(
            "sha256="
                + MessageSignature.of(second, time, came.body())
                + ",sha256="
                + MessageSignature.of(first, time, came.body()));
    assertThat(harbor.get(policy).as("dev").json(200).path("signed").asBoolean()).isTrue();
    assertThat(harbor.get(policy).as("dev").text(200)).doesNotContain(second);
    harbor.call("DELETE", policy + "/secret").as("dev").text(200);
    assertThat(harbor.get(policy).as("dev").json(200).has("signed")).isFalse();
  }

  private String secret(String policy, String body) {
    return harbor
        .call("PUT", policy + "/secret")
        .as("dev")
        .json(body)
        .json(200)
        .path("secret")
        .asText();
  }

  @Test
  void patternsChooseRepositoriesAndTags() throws Exception {
    policy(
        "'PUSH_ARTIFACT'", "", ",'repository_pattern':'web/**','tag_pattern':'{release,hotfix}-*'");
    harbor.pushImage("dev", "team/other", "release-1", "layer");
    harbor.pushImage("dev", "team/web/app", "v1", "layer");
    harbor.pushImage("dev", "team/web/app", "release-2", "layer");
    assertThat(heard("PUSH_ARTIFACT").at("/event_data/resources/0/tag").asText())
        .isEqualTo("release-2");
    assertThat(receiver.rest()).isEmpty();
  }

  @Test
  void aPatternThatCannotBeUsedIsRefused() {
    var refused =
        harbor
            .call("POST", ALL)
            .as("dev")
            .json(
                ("{'name':'hook','enabled':true,'event_types':['PUSH_ARTIFACT'],"
                        + "'targets':[{'type':'http','address':'%s'}],'tag_pattern':'[a-'}")
                    .formatted(receiver.url()))
            .send();
    assertThat(code(refused)).isEqualTo("400 BAD_REQUEST");
    assertThat(new String(refused.body(), UTF_8)).contains("tag_pattern ");
  }

  @Test
  void aPolicyOfTheRegistryIsForAllProjectsAlsoOnesThatComeLater() throws Exception {
    var all = "/webhook/policies";
    assertThat(code(harbor.call("POST", all).as("dev").json("{}").send()))
        .isEqualTo("403 FORBIDDEN");
    var policy = policy(all, "boss", "'PUSH_ARTIFACT'", "", "");
    assertThat(harbor.get(policy).as("boss").json(200).path("project_id").asLong()).isZero();
    assertThat(harbor.get(ALL).as("dev").json(200)).isEmpty();
    assertThat(code(harbor.get(ALL + policy.substring(all.length())).as("dev").send()))
        .isEqualTo("404 NOT_FOUND");

    harbor.pushImage("dev", "team/app", "v1", "layer");
    assertThat(heard("PUSH_ARTIFACT").at("/event_data/repository/namespace").asText())
        .isEqualTo("team");
    harbor.project("dev", "later", false);
    harbor.pushImage("dev", "later/app", "v1", "layer");
    assertThat(heard("PUSH_ARTIFACT").at("/event_data/repository/namespace").asText())
        .isEqualTo("later");
    Await.until(
        "both are noted as sent",
        () ->
            harbor.get(policy + "/executions?q=status%3DSuccess").as("boss").json(200).size() == 2);
    harbor.call("DELETE", policy).as("boss").text(200);
    harbor.pushImage("dev", "team/app", "v2", "layer");
    assertThat(receiver.rest()).isEmpty();
  }

  @Test
  void whatWasSentCanBeReadAndSentAnew() throws Exception {
    var policy = policy("'PUSH_ARTIFACT'", "", "");
    receiver.answers(500);
    harbor.pushImage("dev", "team/app", "v1", "layer");
    var first = receiver.next();
    Await.until("the failure is noted", () -> execution(policy).has("status_message"));
    var failed = execution(policy);
    assertThat(failed.path("status").asText()).isEqualTo("Running");
    assertThat(failed.path("status_message").asText()).isEqualTo("the receiver answered 500");
    assertThat(failed.path("vendor_type").asText()).isEqualTo("WEBHOOK");
    assertThat(failed.at("/extra_attrs/payload").asText()).isEqualTo(first.body());
    var one = policy + "/executions/" + failed.path("id").asText();
    assertThat(code(harbor.call("POST", one + "/replay").as("dev").send()))
        .isEqualTo("412 PRECONDITION");
    receiver.answers(200);
    var again = receiver.next();
    assertThat(again.headers().get("X-Berth-Delivery"))
        .isEqualTo(first.headers().get("X-Berth-Delivery"));
    Await.until("it is over", () -> execution(policy).path("status").asText().equals("Success"));
    var task = harbor.get(one + "/tasks").as("dev").json(200).path(0);
    assertThat(task.path("run_count").asInt()).isEqualTo(2);
    assertThat(harbor.get(one + "/tasks/" + task.path("id").asText() + "/log").as("dev").text(200))
        .contains("the receiver answered 500", "took it");
    assertThat(harbor.call("POST", one + "/replay").as("dev").json(202).path("messages").asInt())
        .isOne();
    assertThat(receiver.next().body()).isEqualTo(first.body());
    var jobs = harbor.get("/projects/team/webhook/jobs?policy_id=" + last(policy));
    assertThat(jobs.as("dev").json(200).path(0).path("job_detail").asText())
        .isEqualTo(first.body());
    var trigger = harbor.get("/projects/team/webhook/lasttrigger").as("dev").json(200).path(0);
    assertThat(trigger.path("last_trigger_time").asText()).doesNotStartWith("0001");
  }

  private JsonNode execution(String policy) {
    return harbor.get(policy + "/executions").as("dev").json(200).path(0);
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Test
  void aTrialShowsRequestAndAnswer() throws Exception {
    var policy = policy("'PULL_ARTIFACT'", ",'auth_header':'Bearer hidden'", "");
    receiver.answers(418);
    var trial = harbor.call("POST", policy + "/test").as("dev").json(200).path(0);
    assertThat(trial.at("/answer/status").asInt()).isEqualTo(418);
    assertThat(trial.at("/answer/body").asText()).isEqualTo("heard");
    assertThat(trial.path("body").asText()).isEqualTo(receiver.next().body());
    assertThat(trial.toString()).doesNotContain("hidden");
    assertThat(execution(policy).isMissingNode()).as("nothing is kept of it").isTrue();
  }

  @Test
  void whoSwitchesWebhooksOffHearsNothing() throws Exception {
    policy("'PUSH_ARTIFACT'", "", "");
    harbor
        .call("PUT", "/configurations")
        .as("boss")
        .json("{'notification_enable':false}")
        .text(200);
    harbor.pushImage("dev", "team/app", "silent", "layer");
    harbor.call("PUT", "/configurations").as("boss").json("{'notification_enable':true}").text(200);
    harbor.pushImage("dev", "team/app", "loud", "layer");
    assertThat(heard("PUSH_ARTIFACT").at("/event_data/resources/0/tag").asText()).isEqualTo("loud");
  }

  @Test
  void whatAPolicyMayNotBeIsRefusedWithItsReason() {
    var good = "'event_types':['PUSH_ARTIFACT']";
    var target = "'type':'http','address':'https://hook.example'";
    for (var line :
        List.of(
            "{} | empty event type",
            "{'event_types':['NOSUCH']} | unsupported event type NOSUCH",
            "{%s} | empty notification target".formatted(good),
            "{%s,'targets':[{'type':'http'}]} | empty URL".formatted(good),
            "{%s,'targets':[{'type':'mail','address':'https://x'}]} | unsupported target type mail"
                .formatted(good),
            "{%s,'targets':[{'type':'http','address':'http://example.org'}]} | must begin with https"
                .formatted(good),
            "{%s,'targets':[{'type':'slack','address':'https://x','payload_format':'Default'}]}"
                    .formatted(good)
                + " | set payload format is not allowed for slack",
            "{%s,'targets':[{%s,'payload_format':'XML'}]}".formatted(good, target)
                + " | unsupported payload format type: XML",
            "{%s,'targets':[{%s,'headers':{'Host':'x'}}]}".formatted(good, target)
                + " | the header Host is not for a policy to set",
            "{%s,'targets':[{%s,'auth_header':'a\\nb'}]}".formatted(good, target)
                + " | auth_header must be one line",
            "{%s,'targets':[{%s,'payload_format':'Template','template':'{{x}}'}]}"
                    .formatted(good, target)
                + " | must be JSON")) {
      var parts = line.split(" \\| ", 2);
      var answer = harbor.call("POST", ALL).as("dev").json(parts[0]).send();
      assertThat(answer.statusCode()).as(line).isEqualTo(400);
      assertThat(new String(answer.body(), UTF_8)).as(line).contains(parts[1]);
    }
    policy("'PUSH_ARTIFACT'", "", "");
    var again = "{'name':'hook',%s,'targets':[{%s}]}".formatted(good, target);
    assertThat(code(harbor.call("POST", ALL).as("dev").json(again).send()))
        .isEqualTo("409 CONFLICT");
    for (int i = 1; i < 50; i++) {
      harbor
          .call("POST", ALL)
          .as("dev")
          .json("{'name':'h%d',%s,'targets':[{%s}]}".formatted(i, good, target))
          .text(201);
    }
    var tooMany = "{'name':'more',%s,'targets':[{%s}]}".formatted(good, target);
    assertThat(code(harbor.call("POST", ALL).as("dev").json(tooMany).send()))
        .isEqualTo("412 PRECONDITION");
  }

  @Test
  void aPolicyIsOfItsProjectOnlyAndGoesWithIt() throws Exception {
    var policy = policy("'PUSH_ARTIFACT'", "", "");
    assertThat(harbor.project("dev", "other", false).statusCode()).isEqualTo(201);
    assertThat(code(harbor.get(policy.replace("team", "other")).as("dev").send()))
        .isEqualTo("404 NOT_FOUND");
    harbor.call("DELETE", "/projects/team").as("dev").text(200);
    assertThat(harbor.project("dev", "team", false).statusCode()).isEqualTo(201);
    assertThat(code(harbor.get(policy).as("dev").send())).isEqualTo("404 NOT_FOUND");
  }
}
