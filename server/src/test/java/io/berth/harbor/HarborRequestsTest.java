package io.berth.harbor;

import static io.berth.harbor.HarborCalls.API;
import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every request to Harbor's API, whatever it asks for. */
final class HarborRequestsTest {
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(Dialect.SQLITE, folder);
    harbor.project("dev", "team", false);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  @Test
  void aRequestsOwnIdIsSaidBackWhateverComesOfIt() {
    for (var path :
        List.of(
            API + "/ping",
            API + "/projects",
            API + "/nosuch",
            API + "/users/99999",
            API + "/projects/nosuch",
            "/v2/",
            "/v2/team/app/manifests/v1")) {
      var answer = harbor.berth.call("GET", path).as("boss").header("X-Request-Id", "my id-1");
      assertThat(header(answer.send(), "X-Request-Id")).as(path).isEqualTo("my id-1");
      assertThat(header(harbor.berth.call("GET", path).send(), "X-Request-Id"))
          .as(path)
          .matches("[0-9a-f]{16}");
    }
    var long1 = "x".repeat(1_025);
    assertThat(header(harbor.get("/ping").header("X-Request-Id", long1).send(), "X-Request-Id"))
        .matches("[0-9a-f]{16}");
  }

  @Test
  void oneSlashTooManyChangesNothing() {
    for (var path :
        List.of(
            "//api//v2.0//ping",
            "/api//v2.0/ping",
            API + "/ping/",
            API + "/./ping",
            API + "/projects/../ping")) {
      assertThat(harbor.berth.call("GET", path).text(200)).as(path).isEqualTo("Pong");
    }
    assertThat(code(harbor.get("//projects//team").send())).isEqualTo("401 UNAUTHORIZED");
    assertThat(harbor.get("/projects//team/").as("dev").json(200).path("name").asText())
        .isEqualTo("team");
    harbor.berth.call("GET", "//v2//").as("dev").text(200);
    assertThat(harbor.berth.call("GET", "//v2/").send().statusCode()).isEqualTo(401);
  }

  @Test
  void theDocumentIsWhereHarborHasIt() {
    assertThat(harbor.berth.call("GET", "/swagger.json").json(200))
        .isEqualTo(harbor.get("/openapi.json").json(200));
  }

  @Test
  void methodsThatAPathDoesNotTakeAreRefused() {
    for (var method : List.of("OPTIONS", "TRACE", "POST", "PUT", "PATCH", "DELETE")) {
      var answer = harbor.call(method, "/ping").as("boss").send();
      assertThat(code(answer)).as(method).isEqualTo("405 METHOD_NOT_ALLOWED");
      assertThat(header(answer, "Allow")).as(method).isEqualTo("GET, HEAD");
    }
  }

  @Test
  void aBrokenQueryIsRefusedWhereverItIsAsked() throws IOException {
    for (var path : List.of("/ping", "/health", "/projects", "/users/current", "/projects/team")) {
      for (var query : List.of("a=%zz", "%", "a=1&b=%4")) {
        assertThat(raw(API + path + "?" + query)).as(path + query).startsWith("HTTP/1.1 400 ");
      }
    }
    assertThat(raw(API + "/ping?a=%41")).startsWith("HTTP/1.1 200 ");
  }

  /** As no URL of Java's can say it. */
  private String raw(String target) throws IOException {
    var place = harbor.get("/ping").url();
    try (var socket = new Socket(place.getHost(), place.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                  .formatted(target, place.getAuthority())
                  .getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void whoTakesNoJsonIsToldThatThereIsNothingElse() {
    for (var accept :
        List.of("text/html", "text/plain", "application/xml", "application/json;q=0", "", "json")) {
      for (var path : List.of("/projects/team", "/projects/nosuch", "/users", "/systeminfo")) {
        assertThat(code(harbor.get(path).as("boss").header("Accept", accept).send()))
            .as(path + " " + accept)
            .isEqualTo("422 UNPROCESSABLE_ENTITY");
      }
      assertThat(harbor.get("/ping").header("Accept", accept).text(200)).isEqualTo("Pong");
    }
    for (var accept :
        List.of(
            "*/*",
            "application/*",
            "Application/JSON; charset=utf-8",
            "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")) {
      harbor.get("/projects/team").as("boss").header("Accept", accept).text(200);
    }
    var log = harbor.get("/system/gc/1/log").as("boss").header("Accept", "text/plain").send();
    assertThat(code(log)).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void aBodyOfAnotherTypeIsNotRead() {
    var body = "{\"project_name\":\"other\"}".getBytes(UTF_8);
    for (var type :
        List.of("text/plain", "application/x-www-form-urlencoded", "application/xml", "json")) {
      var sent = harbor.call("POST", "/projects").as("dev").header("Content-Type", type);
      assertThat(code(sent.body(body).send())).as(type).isEqualTo("422 UNPROCESSABLE_ENTITY");
      var nothing = harbor.call("DELETE", "/projects/nosuch").as("boss");
      assertThat(code(nothing.header("Content-Type", type).send())).isEqualTo("404 NOT_FOUND");
    }
    var sent = harbor.call("POST", "/projects").as("dev");
    sent.header("Content-Type", "Application/Json; charset=utf-8").body(body).text(201);
  }

  @Test
  void aBodyThatDoesNotSayWhatItIsIsNotRead() {
    var body = "{\"project_name\":\"untold\"}".getBytes(UTF_8);
    for (var path : List.of("/projects", "/users", "/robots", "/projects/team/members")) {
      var refused = harbor.call("POST", path).as("boss").body(body).send();
      assertThat(code(refused)).as(path).isEqualTo("422 UNPROCESSABLE_ENTITY");
      assertThat(new String(refused.body(), UTF_8))
          .contains("unsupported media type \\\"application/octet-stream\\\"");
    }
    assertThat(code(harbor.call("PUT", "/projects/team").as("boss").body(body).send()))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(harbor.call("DELETE", "/projects/nosuch").as("boss").body(body).send()))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void whatTheDocumentAsksForIsMissedBeforeRightsAreAsked() {
    var artifacts = "/projects/nosuch/repositories/app/artifacts";
    for (var path : List.of("/users/search", "/usergroups/search")) {
      assertThat(code(harbor.get(path).send())).as(path).isEqualTo("422 UNPROCESSABLE_ENTITY");
    }
    assertThat(harbor.call("HEAD", "/projects").send().statusCode()).isEqualTo(422);
    var copies = "/projects/team/repositories/app/artifacts";
    assertThat(code(harbor.call("POST", copies).send())).isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(harbor.call("POST", artifacts).send())).isEqualTo("401 UNAUTHORIZED");
    var tag = harbor.call("POST", artifacts + "/v1/tags").json("{}");
    assertThat(code(tag.send())).isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(harbor.call("POST", copies + "?from=a/b:c").send()))
        .isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void whatIsSentIsJudgedBeforeThatWhatItIsForIsMissed() {
    for (var path :
        List.of("/users/99999", "/users/99999/password", "/usergroups/99999", "/quotas/99999")) {
      assertThat(code(harbor.call("PUT", path).as("boss").json("{}").send()))
          .as(path)
          .isEqualTo("400 BAD_REQUEST");
      assertThat(code(harbor.call("PUT", path).as("dev").json("{}").send()))
          .as(path)
          .isEqualTo("403 FORBIDDEN");
    }
    var there = harbor.call("PUT", "/usergroups/99999").as("boss").json("{'group_name':'g'}");
    assertThat(code(there.send())).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void theVersionIsAText() {
    var answer = harbor.berth.call("GET", "/api/version").send();
    assertThat(header(answer, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("{\"version\":\"v2.0\"}");
  }
}
