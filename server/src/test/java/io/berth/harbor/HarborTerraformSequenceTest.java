package io.berth.harbor;

import static io.berth.harbor.HarborCalls.API;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls that the Terraform provider for Harbor makes for its resources, in its order and with
 * its habits: ids cut out of Location, lists read until a page is empty, booleans always sent.
 */
final class HarborTerraformSequenceTest {
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(Dialect.SQLITE, folder);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  /** The provider's id of what it made: Location without /api and /v2.0. */
  private String create(String path, String body) {
    var answer = harbor.call("POST", path).as("boss").json(body).send();
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(201);
    var id = header(answer, "Location").replace("/api", "").replace("/v2.0", "");
    assertThat(id).startsWith("/");
    return id;
  }

  private JsonNode read(String id) {
    return harbor.get(id).as("boss").json(200);
  }

  private void update(String id, String body) {
    assertThat(harbor.call("PUT", id).as("boss").json(body).text(200)).isEmpty();
  }

  private void delete(String id) {
    harbor.call("DELETE", id).as("boss").text(200);
    harbor.get(id).as("boss").text(404);
  }

  @Test
  void harborProject() {
    var id =
        create(
            "/projects",
            """
            {'project_name':'tf','registry_id':null,'metadata':{'auto_scan':'false','public':'false',
            'prevent_vul':'false','severity':'low','enable_content_trust':'false',
            'enable_content_trust_cosign':'false','auto_sbom_generation':'false'},
            'cve_allowlist':{'items':[]}}""");
    var project = read(id);
    assertThat(project.path("metadata").path("public").asText()).isEqualTo("false");
    assertThat(project.path("metadata").path("severity").asText()).isEqualTo("low");
    assertThat(project.path("metadata").path("auto_scan").asText()).isEqualTo("false");
    update(id, "{'project_name':'tf','metadata':{'public':'true','severity':'low'}}");
    assertThat(read(id).path("metadata").path("public").asText()).isEqualTo("true");

    // force_destroy: by name, every repository with its slashes encoded twice
    harbor.pushImage("boss", "tf/deep/app", "v1", "layer");
    var repositories =
        harbor.get("/projects/tf/repositories?page=1&page_size=100").as("boss").json(200);
    for (var name : names(repositories, "name")) {
      harbor
          .call(
              "DELETE",
              "/projects/tf/repositories/" + name.replaceFirst("tf/", "").replace("/", "%252F"))
          .as("boss")
          .text(200);
    }
    delete(id);
  }

  @Test
  void harborProjectDataSourceReadsUntilAPageIsEmpty() {
    for (int i = 0; i < 3; i++) {
      harbor.project("boss", "p" + i, false);
    }
    var found = new ArrayList<String>();
    for (int page = 1; ; page++) {
      var list = harbor.get("/projects/?page=" + page + "&page_size=2&name=p").as("boss").json(200);
      assertThat(list.isArray()).isTrue();
      if (list.isEmpty()) {
        break;
      }
      found.addAll(names(list, "name"));
    }
    assertThat(found).containsExactly("p0", "p1", "p2");
  }

  @Test
  void harborUser() {
    var id =
        create(
            "/users",
            """
            {'username':'tf-user','password':'Passw0rd-1','sysadmin_flag':false,
            'email':'tf@example.test','realname':'Terra Form','comment':'made by terraform'}""");
    assertThat(read(id).path("comment").asText()).isEqualTo("made by terraform");
    update(id, "{'email':'tf2@example.test','realname':'Terra F','comment':'changed'}");
    update(id + "/sysadmin", "{'sysadmin_flag':true}");
    update(id + "/password", "{'new_password':'Passw0rd-2'}");
    var user = read(id);
    assertThat(user.path("sysadmin_flag").asBoolean()).isTrue();
    assertThat(user.path("email").asText()).isEqualTo("tf2@example.test");
    delete(id);
  }

  @Test
  void harborGroupAndMembers() {
    var group = create("/usergroups", "{'group_name':'tf-group','group_type':3}");
    assertThat(read(group).path("group_type").asInt()).isEqualTo(3);
    update(group, "{'group_name':'tf-group-2','group_type':3}");
    harbor.project("boss", "tf", false);
    var project = read("/projects/tf").path("project_id").asText();
    var user =
        create(
            "/projects/" + project + "/members", "{'role_id':3,'member_user':{'username':'dev'}}");
    assertThat(read(user).path("entity_name").asText()).isEqualTo("dev");
    update(user, "{'role_id':2}");
    assertThat(read(user).path("role_id").asInt()).isEqualTo(2);
    var byGroup =
        create(
            "/projects/" + project + "/members",
            "{'role_id':4,'member_group':{'group_name':'tf-group-2','group_type':3}}");
    var member = read(byGroup);
    assertThat(member.path("entity_type").asText()).isEqualTo("g");
    assertThat(member.path("role_name").asText()).isEqualTo("maintainer");
    delete(user);
    delete(byGroup);
    delete(group);
  }

  @Test
  void harborRobotAccount() {
    harbor.project("boss", "tf", false);
    assertThat(read("/configurations").path("robot_name_prefix").path("value").asText())
        .isEqualTo("robot$");
    var body =
        """
        {'name':'%s','description':'tf','disable':false,'duration':-1,'level':'%s','permissions':[
        {'kind':'project','namespace':'tf','access':[{'action':'pull','resource':'repository','effect':''},
        {'action':'push','resource':'repository','effect':''}]}]}""";
    for (var level : new String[] {"project", "system"}) {
      var made = harbor.call("POST", "/robots").as("boss").json(body.formatted("ci", level)).send();
      var id = header(made, "Location").replace("/api", "").replace("/v2.0", "");
      assertThat(
              harbor
                  .call("PATCH", id)
                  .as("boss")
                  .json("{'secret':'Chosen-1234'}")
                  .json(200)
                  .has("secret"))
          .isTrue();
      var robot = read(id);
      var name = robot.path("name").asText();
      assertThat(robot.path("level").asText()).isEqualTo(level);
      assertThat(robot.path("duration").asInt()).isEqualTo(-1);
      assertThat(robot.path("disable").asBoolean()).isFalse();
      harbor.berth.call("GET", "/v2/").basic(name, "Chosen-1234").text(200);
      // The provider sends the full name, prefix included, and the level unchanged.
      update(id, body.formatted(name, level).replace("'tf','disable'", "'changed','disable'"));
      assertThat(read(id).path("description").asText()).isEqualTo("changed");
      delete(id);
    }
  }

  @Test
  void harborConfigSystemAndAuth() {
    update(
        "/configurations",
        """
        {'project_creation_restriction':'adminonly','read_only':false,'robot_token_duration':60,
        'robot_name_prefix':'robot$','scanner_skip_update_pulltime':false,
        'scan_all_policy':{'type':'none'},'ldap_timeout':0,'ldap_verify_cert':false}""");
    var configuration = read("/configurations");
    assertThat(configuration.path("project_creation_restriction").path("value").asText())
        .isEqualTo("adminonly");
    assertThat(configuration.path("robot_token_duration").path("value").asInt()).isEqualTo(60);
    update("/configurations", "{'auth_mode':'db_auth','self_registration':false}");
  }

  @Test
  void aSessionDoesTheCsrfDance() {
    var first =
        harbor
            .berth
            .call("POST", "/c/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body("principal=dev&password=Secret-1234".getBytes(StandardCharsets.UTF_8))
            .send();
    var login =
        harbor
            .berth
            .call("POST", "/c/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Harbor-CSRF-Token", header(first, "X-Harbor-Csrf-Token"))
            .header("Cookie", cookie(first, "_gorilla_csrf"))
            .body("principal=dev&password=Secret-1234".getBytes(StandardCharsets.UTF_8))
            .send();
    assertThat(login.statusCode()).isEqualTo(200);
    var sid = cookie(login, "sid");

    var refused =
        harbor
            .berth
            .call("POST", API + "/projects")
            .header("Cookie", sid)
            .json("{'project_name':'danced'}")
            .send();
    assertThat(refused.statusCode()).isEqualTo(403);
    harbor
        .berth
        .call("POST", API + "/projects")
        .header("Cookie", sid + "; " + cookie(refused, "_gorilla_csrf"))
        .header("X-Harbor-CSRF-Token", header(refused, "X-Harbor-Csrf-Token"))
        .json("{'project_name':'danced'}")
        .text(201);
  }

  private static String cookie(HttpResponse<byte[]> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.replaceFirst(";.*", ""))
        .findFirst()
        .orElseThrow();
  }
}
