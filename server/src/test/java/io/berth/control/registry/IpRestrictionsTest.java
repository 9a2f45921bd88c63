package io.berth.control.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may reach a registry from where: docs/reference/contracts/control-api.md#ip-restrictions. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class IpRestrictionsTest {
  private static final String ELSEWHERE = "[{'ipBlock':'203.0.113.0/24'}]";
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
    berth.administrator("boss");
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  @Test
  void aListIsReplacedAndKeepsItsOrderAndDates() {
    assertThat(call("GET", "management").json(200)).isEmpty();
    var first =
        call("PUT", "management")
            .json(
                "[{'ipBlock':'127.0.0.1','description':'here'},{'ipBlock':'2001:db8::/32'},"
                    + "{'ipBlock':'10.0.0.0/8'}]")
            .json(200);
    assertThat(blocks(first)).containsExactly("127.0.0.1/32", "2001:db8::/32", "10.0.0.0/8");
    assertThat(first.path(1).path("description").asText("absent")).isEmpty();
    assertThat(call("GET", "management").json(200)).isEqualTo(first);
    assertThat(call("GET", "registry").json(200)).isEmpty();

    var second =
        call("PUT", "management")
            .json("[{'ipBlock':'10.0.0.0/8'},{'ipBlock':'127.0.0.1/32','description':'new'}]")
            .json(200);
    assertThat(blocks(second)).containsExactly("10.0.0.0/8", "127.0.0.1/32");
    assertThat(second.path(0)).isEqualTo(first.path(2));
    assertThat(second.path(1).path("createdAt")).isEqualTo(first.path(0).path("createdAt"));
    assertThat(second.path(1).path("updatedAt")).isNotEqualTo(first.path(0).path("updatedAt"));
    assertThat(call("PUT", "management").json("[]").json(200)).isEmpty();
  }

  @Test
  void listsSentAtOnceAreTakenOneAfterTheOther() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<JsonNode>>();
      for (int i = 0; i < 12; i++) {
        var list = "[{'ipBlock':'10.0.%d.0/24'},{'ipBlock':'127.0.0.0/8'}]".formatted(i);
        answers.add(threads.submit(() -> call("PUT", "registry").json(list).json(200)));
      }
      for (var answer : answers) {
        assertThat(answer.get()).hasSize(2);
      }
    }
    assertThat(call("GET", "registry").json(200)).hasSize(2);
  }

  @Test
  void aBadListChangesNothing() {
    call("PUT", "registry").json(ELSEWHERE).text(200);
    for (var bad :
        List.of(
            "{}",
            "[1]",
            "[{}]",
            "[{'ipBlock':'example.org'}]",
            "[{'ipBlock':'10.0.0.0/33'}]",
            "[{'ipBlock':'10.1/16'}]",
            "[{'ipBlock':'::1/129'}]",
            "[{'ipBlock':'10.0.0.1'},{'ipBlock':'10.0.0.1/32'}]")) {
      assertThat(call("PUT", "registry").json(bad).json(400).path("message").asText())
          .as(bad)
          .isNotEmpty();
    }
    assertThat(blocks(call("GET", "registry").json(200))).containsExactly("203.0.113.0/24");
  }

  @Test
  void managementKeepsOthersFromThePortalAndTheApiButNotFromTheContent() {
    call("PUT", "management").json(ELSEWHERE).text(200);

    for (var path : List.of("/api/v2.0/projects", "/api/v2.0/systeminfo", "/c/oidc/login")) {
      assertThat(berth.call("GET", path).as("boss").text(403)).contains("127.0.0.1");
    }
    var url = berth.call("GET", berth.registry()).as("root").json(200).path("url").asText();
    berth.call("GET", "/harbor/projects", URI.create(url).getAuthority()).text(403);
    berth.call("GET", "/v2/").as("boss").text(200);
    berth.call("GET", "/service/token?service=harbor-registry").as("boss").text(200);

    call("PUT", "management").json("[{'ipBlock':'127.0.0.0/8'}]").text(200);
    berth.call("GET", "/api/v2.0/projects").as("boss").text(200);
  }

  @Test
  void registryKeepsOthersFromTheContentButNotFromThePortal() throws IOException {
    call("PUT", "registry").json(ELSEWHERE).text(200);

    var refused = berth.call("GET", "/v2/").as("boss").json(403);
    assertThat(refused.path("errors").path(0).path("code").asText()).isEqualTo("DENIED");
    berth.call("GET", "/v2/library/app/manifests/v1").as("boss").text(403);
    berth.call("GET", "/v2/no/such/path").text(403);
    berth.call("GET", "/service/token").as("boss").text(403);
    berth.call("GET", "/api/v2.0/projects").as("boss").text(200);
    berth.call("GET", "/health/ready").text(200);

    berth.restart();
    berth.call("GET", "/v2/").as("boss").text(403);
    call("PUT", "registry").json("[]").text(200);
    berth.call("GET", "/v2/").as("boss").text(200);
  }

  @Test
  void aClientCannotClaimAnotherAddress() {
    call("PUT", "registry").json(ELSEWHERE).text(200);

    berth.call("GET", "/v2/").as("boss").header("X-Forwarded-For", "203.0.113.9").text(403);
  }

  private HttpCall call(String method, String surface) {
    return berth.call(method, berth.registry() + "/ipRestrictions/" + surface).as("root");
  }

  private static List<String> blocks(JsonNode list) {
    var blocks = new ArrayList<String>();
    list.forEach(one -> blocks.add(one.path("ipBlock").asText()));
    return blocks;
  }
}
