package io.berth.harbor.absent;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Harbor's clients are told of features that are not here yet. */
final class AbsentFeaturesTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/registries",
        "/registries?name=r&page=0&page_size=0",
        "/replication/policies?page=1&page_size=0",
        "/replication/executions?page=0&page_size=0&policy_id=1",
        "/projects/team/preheat/policies?page=1&page_size=10",
        "/projects/team/scanner/candidates",
        "/scanners",
        "/security/vul?page=1&page_size=10&with_tag=true",
        "/p2p/preheat/instances?page=1&page_size=10"
      })
  void aListOfWhatIsNotThereIsEmpty(String path) {
    var answer = harbor.get(path).as("boss").send();

    assertThat(answer.statusCode() + " " + text(answer)).isEqualTo("200 []");
    assertThat(header(answer, "X-Total-Count")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/replication/adapters",
        "/p2p/preheat/providers",
        "/projects/team/preheat/providers"
      })
  void andSoIsOneWithoutPages(String path) {
    var answer = harbor.get(path).as("boss").send();

    assertThat(answer.statusCode() + " " + text(answer)).isEqualTo("200 []");
  }

  @Test
  void whatIsNoListSaysThatThereIsNothing() {
    assertThat(harbor.get("/projects/team/scanner").as("dev").json(200).toString()).isEqualTo("{}");
    assertThat(harbor.get("/replication/adapterinfos").as("boss").json(200).toString())
        .isEqualTo("{}");
    assertThat(harbor.get("/export/cve/executions").as("dev").json(200).toString())
        .isEqualTo("{\"items\":[]}");
    assertThat(harbor.get("/security/summary").as("boss").json(200).toString())
        .startsWith("{\"critical_cnt\":0,\"fixable_cnt\":0,");
  }

  private record Making(String method, String path, String body) {}

  @Test
  void whatWouldMakeSomethingIsRefusedAndSaysSo() {
    for (var making :
        List.of(
            new Making("POST", "/registries", "{'name':'r','type':'docker-hub','url':'https://x'}"),
            new Making("POST", "/replication/policies", "{'name':'p'}"),
            new Making("POST", "/replication/executions", "{'policy_id':1}"),
            new Making("PUT", "/projects/team/scanner", "{'uuid':'uuid'}"),
            new Making("POST", "/scanners", "{'name':'s','url':'http://127.0.0.1:1'}"),
            new Making("POST", "/scanners/ping", "{'name':'s','url':'http://127.0.0.1:1'}"),
            new Making("POST", "/export/cve", "{}"),
            new Making("POST", "/p2p/preheat/instances", "{'name':'i'}"),
            new Making("POST", "/ldap/users/import", "{'ldap_uid_list':['x']}"))) {
      var answer =
          harbor.call(making.method(), making.path()).as("boss").json(making.body()).send();
      assertThat(code(answer)).as(making.path()).isEqualTo("405 METHOD_NOT_ALLOWED");
      assertThat(text(answer)).as(making.path()).contains("not offered by this registry yet");
    }
    var registries = harbor.call("POST", "/registries").as("boss").json("{}").send();
    assertThat(header(registries, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void aSingleThingOfItIsNotFound() {
    for (var line :
        List.of(
            "GET /registries/1/info",
            "DELETE /replication/policies/1",
            "PUT /replication/executions/1",
            "GET /scanners/x/metadata",
            "PATCH /scanners/x",
            "GET /projects/team/preheat/policies/p",
            "GET /export/cve/download/1",
            "GET /systeminfo/getcert")) {
      var words = line.split(" ", 2);
      var answer = harbor.call(words[0], words[1]).as("boss").json("{}").send();
      assertThat(code(answer)).as(line).isEqualTo("404 NOT_FOUND");
      assertThat(text(answer)).as(line).contains("not offered by this registry yet");
    }
  }

  @Test
  void withoutAScannerNothingIsScanned() {
    var image = "/projects/team/repositories/app/artifacts/v1";
    for (var line :
        List.of(
            "POST " + image + "/scan",
            "POST " + image + "/scan/stop",
            "GET /system/scanAll/schedule",
            "PUT /system/scanAll/schedule",
            "POST /system/scanAll/schedule",
            "POST /system/scanAll/stop",
            "GET /scans/all/metrics",
            "GET /scans/schedule/metrics")) {
      var words = line.split(" ", 2);
      assertThat(code(harbor.call(words[0], words[1]).as("boss").json("{}").send()))
          .as(line)
          .isEqualTo("412 PRECONDITION");
    }
  }

  /** As Harbor: 401 to nobody, 403 without the right, 404 for a project that is not there. */
  @Test
  void itIsAskedBehindTheSameRights() {
    for (var path : List.of("/registries", "/scanners")) {
      assertThat(code(harbor.get(path).send())).as(path).isEqualTo("401 UNAUTHORIZED");
      assertThat(code(harbor.get(path).as("dev").send())).as(path).isEqualTo("403 FORBIDDEN");
    }
    harbor.berth.user("boss", "guest");
    harbor
        .call("POST", "/projects/team/members")
        .as("dev")
        .json("{'role_id':3,'member_user':{'username':'guest'}}")
        .text(201);
    for (var path : List.of("/projects/team/preheat/policies")) {
      assertThat(code(harbor.get(path).send())).as(path).isEqualTo("401 UNAUTHORIZED");
      assertThat(code(harbor.get(path).as("guest").send())).as(path).isEqualTo("403 FORBIDDEN");
      assertThat(harbor.get(path).as("dev").json(200)).as(path).isEmpty();
      assertThat(code(harbor.get(path.replace("team", "nosuch")).as("dev").send()))
          .as(path)
          .isEqualTo("403 FORBIDDEN");
      assertThat(code(harbor.get(path.replace("team", "nosuch")).as("boss").send()))
          .as(path)
          .isEqualTo("404 NOT_FOUND");
    }
    assertThat(code(harbor.call("POST", "/registries").as("dev").json("{}").send()))
        .isEqualTo("403 FORBIDDEN");
  }

  /** What harbor-cli asks on its way through project create and project delete --force. */
  @Test
  void harborsCommandLineMakesAndDeletesAProject() {
    harbor.get("/registries").as("boss").json(200);
    harbor
        .call("POST", "/projects")
        .as("boss")
        .json(
            "{'metadata':{'public':'false'},'project_name':'clip','public':false,'storage_limit':-1}")
        .text(201);
    harbor.get("/projects/clip").as("boss").json(200);
    assertThat(harbor.get("/projects/clip/immutabletagrules").as("boss").json(200)).isEmpty();
    assertThat(harbor.get("/projects/clip/repositories?page=0&page_size=0").as("boss").json(200))
        .isEmpty();
    harbor.call("DELETE", "/projects/clip").as("boss").text(200);
  }

  private static String text(java.net.http.HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
