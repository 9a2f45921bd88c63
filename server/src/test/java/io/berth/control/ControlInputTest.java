package io.berth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.control.registry.Plan;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that is wrong, foreign, large, odd or simultaneous, for every documented call. */
final class ControlInputTest {
  private static RunningBerth berth;
  private static Published published;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    berth = new RunningBerth(Dialect.SQLITE, folder);
    published = Published.of(berth);
  }

  @AfterAll
  static void stop() {
    berth.close();
  }

  @Test
  void everyCallWithABodyRefusesWhatIsNoJsonOrTooLarge() {
    for (var call : published.calls()) {
      // What is asked for with an application's key alone is refused before its body is looked at.
      if (call.body().isEmpty() || isOpen(call)) {
        continue;
      }
      for (var bad : List.of("{", "'x'", "7", "{}{}")) {
        assertRefused(call, request(call).json(bad), bad);
      }
      // Where the path names something that is not there, that may be said first.
      var large = request(call).body((" ".repeat(1 << 20) + "{}").getBytes(UTF_8)).send();
      assertThat(large.statusCode()).as(call.name()).isIn(413, 404);
    }
  }

  @Test
  void everyFieldOfEveryBodyRefusesAnotherType() {
    for (var call : published.calls()) {
      var type = call.body().orElse("");
      if (type.isEmpty()) {
        continue;
      }
      for (var property : published.model(type.replace("[]", "")).path("properties").properties()) {
        // The rules of a key are given once and for all; sending them back changes nothing.
        if (property.getValue().path("readOnly").asBoolean()) {
          continue;
        }
        var wrong =
            switch (property.getValue().path("type").asText()) {
              case "boolean", "long" -> "'yes'";
              default -> "7";
            };
        var body = "{'%s':%s}".formatted(property.getKey(), wrong);
        assertRefused(
            call, request(call).json(type.endsWith("[]") ? "[" + body + "]" : body), body);
      }
    }
  }

  @Test
  void aMissingFieldThatIsRequiredIsNamed() {
    assertMissing("POST", registries(), "{'region':'GRA'}", "name");
    assertMissing("POST", registries(), "{'name':'x'}", "region");
    assertMissing("PUT", berth.registry(), "{}", "name");
    assertMissing("PUT", berth.registry(), "", "name");
    assertMissing("PUT", berth.registry() + "/plan", "{}", "planID");
    assertMissing("POST", berth.registry() + "/openIdConnect", "{}", "provider");
    assertMissing("PUT", berth.registry() + "/ipRestrictions/registry", "[{}]", "ipBlock");
    assertMissing("POST", "/v1/me/api/oauth2/client", "{'flow':'CLIENT_CREDENTIALS'}", "name");
  }

  private void assertMissing(String method, String path, String body, String field) {
    var refused = berth.call(method, path).as("root").json(body).json(400);
    assertThat(refused.path("message").asText()).contains(field);
  }

  @Test
  void fieldsNobodyKnowsAreIgnored() {
    call("PUT", berth.registry()).json("{'name':'demo','colour':'red','id':7}").text(200);
    assertThat(call("GET", berth.registry()).json(200).path("name").asText()).isEqualTo("demo");
  }

  @Test
  void everyPathNamesTheMethodsItTakes() {
    for (var call : published.calls()) {
      var methods =
          published.calls().stream()
              .filter(it -> it.path().equals(call.path()))
              .map(Published.Call::method)
              .toList();
      var answer = berth.call("PATCH", "/v1" + filled(call.path())).as("root").send();
      assertThat(answer.statusCode()).as(call.path()).isEqualTo(405);
      var allow = answer.headers().firstValue("Allow").orElse("");
      assertThat(List.of(allow.split(", "))).containsAll(methods).doesNotContain("PATCH");
    }
  }

  @Test
  void everyCallButTheOpenOnesAsksWhoIsCalling() {
    for (var call : published.calls()) {
      var answer = berth.call(call.method(), "/1.0" + filled(call.path())).send();
      if (isOpen(call)) {
        // Those of a person who signs in say what they lack; nobody is told to sign in first.
        assertThat(answer.statusCode()).as(call.name()).isLessThan(500);
      } else {
        assertThat(answer.statusCode()).as(call.name()).isEqualTo(401);
      }
      assertThat(answer.headers().firstValue("X-OVH-QUERYID")).isPresent();
    }
  }

  private static boolean isOpen(Published.Call call) {
    return call.operation().path("noAuthentication").asBoolean();
  }

  @Test
  void whatIsSomebodyElsesLooksLikeWhatDoesNotExist() {
    var theirs = berth.strangersProject();
    for (var call : published.calls()) {
      if (!call.path().startsWith("/cloud/project/{")) {
        continue;
      }
      var foreign = berth.call(call.method(), "/v1" + filled(call.path(), theirs)).as("root");
      var unknown =
          berth.call(call.method(), "/v1" + filled(call.path(), "0".repeat(32))).as("root");
      assertThat(foreign.json(404)).as(call.name()).isEqualTo(unknown.json(404));
      assertThat(foreign.json(404).path("message").asText())
          .isEqualTo("This service does not exist");
    }
    // A registry of mine below a project of theirs, and the other way round.
    berth.call("GET", berth.registry().replace(mine(), theirs)).as("root").text(404);
  }

  @Test
  void namesInAnyScriptComeBackUnchanged() {
    for (var name : List.of("Fässer & Körbe", "倉庫", "склад №1", "💡", "a/b%2Fc", "<b>\\\"q\\\"")) {
      call("PUT", berth.registry()).json("{'name':'%s'}".formatted(name)).text(200);
      assertThat(call("GET", berth.registry()).json(200).path("name").asText())
          .isEqualTo(name.replace("\\", ""));
    }
  }

  @Test
  void aRegistryIsNotNamedAfterTheIdOfAnother() {
    for (var id : List.of(UUID.randomUUID().toString(), " 0123ABCD-0000-4000-8000-000000000000 ")) {
      var body = "{'name':'%s','region':'GRA'}".formatted(id);
      for (var refused :
          List.of(
              call("PUT", berth.registry()).json(body), call("POST", registries()).json(body))) {
        assertThat(refused.json(400).path("message").asText())
            .contains("name must not be written like the id of a registry");
      }
      assertThat(call("GET", berth.registry()).json(200).path("name").asText()).isNotEqualTo(id);
    }
  }

  @Test
  void anIdMayBeEscapedInThePath() {
    var escaped = new StringBuilder();
    for (var letter : mine().toCharArray()) {
      escaped.append('%').append(Integer.toHexString(letter));
    }
    var path = berth.registry().replace(mine(), escaped);
    berth.call("GET", path).as("key").text(200);
    berth
        .call("GET", path.replace("containerRegistry/", "containerRegistry/%2e%2e%2f"))
        .as("key")
        .text(404);
  }

  @Test
  void aHeaderThatComesTwiceNeverHelps() {
    var twice =
        berth.call("GET", berth.registry()).header("X-Ovh-Application", "unknown").as("key");
    assertThat(twice.send().statusCode()).isIn(400, 403);
    berth.call("GET", berth.registry()).header("Authorization", "Bearer x").as("root").text(403);
  }

  @Test
  void theLastOfManyChangesAtOnceIsTheOneThatIsRead() throws Exception {
    var blocks = berth.registry() + "/ipRestrictions/registry";
    var changes = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 12; i++) {
      var number = i;
      changes.add(
          () ->
              call("PUT", blocks)
                  .json(
                      "[{'ipBlock':'10.0.0.%d'},{'ipBlock':'10.1.0.%d'}]".formatted(number, number))
                  .send()
                  .statusCode());
      changes.add(
          () ->
              call("PUT", berth.registry() + "/plan")
                  .json(
                      "{'planID':'%s'}"
                          .formatted(
                              List.of(Plan.SMALL, Plan.MEDIUM, Plan.LARGE).get(number % 3).id()))
                  .send()
                  .statusCode());
    }
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : together.invokeAll(changes)) {
        assertThat(answer.get()).isIn(200, 409);
      }
    }
    var read = call("GET", blocks).json(200);
    assertThat(read).hasSize(2);
    assertThat(read.path(0).path("ipBlock").asText().replace("10.0.", ""))
        .isEqualTo(read.path(1).path("ipBlock").asText().replace("10.1.", ""));
    assertThat(call("GET", berth.registry()).json(200).path("status").asText()).isEqualTo("READY");
    call("PUT", blocks).json("[]").text(200);
  }

  @Test
  void aListOfManyPagesHasEachRegistryOnce() {
    var made = berth.registries(250);
    var listed = call("GET", registries()).json(200);
    assertThat(listed.findValuesAsText("id")).doesNotHaveDuplicates().containsAll(made);
    assertThat(published.problems("cloud.containerRegistry.Registry[]", listed)).isEmpty();
  }

  @Test
  void anAbsentBodyEmptiesAListAsNodesClientsSendIt() {
    var blocks = berth.registry() + "/ipRestrictions/management";
    call("PUT", blocks).json("[{'ipBlock':'127.0.0.1'},{'ipBlock':'::1'}]").text(200);
    assertThat(call("PUT", blocks).json(200)).isEmpty();
    assertThat(call("GET", blocks).json(200)).isEmpty();
  }

  // ---------------------------------------------------------------- helpers

  private static void assertRefused(Published.Call call, HttpCall request, String body) {
    var answer = request.send();
    assertThat(answer.statusCode())
        .as(call.name() + " " + body + " " + new String(answer.body(), UTF_8))
        .isBetween(400, 409);
  }

  private static HttpCall request(Published.Call call) {
    return berth.call(call.method(), "/v1" + filled(call.path())).as("root");
  }

  private static HttpCall call(String method, String path) {
    return berth.call(method, path).as("root");
  }

  private static String registries() {
    return berth.project() + "/containerRegistry";
  }

  private static String mine() {
    return berth.project().replaceFirst("^.*/", "");
  }

  private static String filled(String template) {
    return filled(template, mine());
  }

  private static String filled(String template, String project) {
    return Pattern.compile("\\{([^}]+)}")
        .matcher(template)
        .replaceAll(
            found ->
                switch (found.group(1)) {
                  case "serviceName" -> project;
                  case "registryID" -> berth.registry().replaceFirst("^.*/", "");
                  case "regionName" -> "GRA";
                  case "userID", "applicationId", "credentialId" -> "999999";
                  default -> UUID.randomUUID().toString();
                });
  }
}
