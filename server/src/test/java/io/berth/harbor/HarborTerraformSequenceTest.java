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
 * The calls that the Terraform provider for Harbor makes for its resources, in its order, with the
 * bodies that it sends when nothing is configured but what is required: automatic scans on, all
 * booleans as texts, empty objects for what is not given; ids cut out of Location, lists read until
 * a page is empty. The provider itself is run by {@code ./berth clients}.
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

  private static String project(String name, String scans, String visibility) {
    return """
    {'project_name':'%s','cve_allowlist':{},'storage_limit':-1,'metadata':{
    'enable_content_trust':'false','enable_content_trust_cosign':'false','auto_scan':'%s',
    'severity':'low','reuse_sys_cve_allowlist':'true','public':'%s','prevent_vul':'false',
    'auto_sbom_generation':'false','proxy_speed_kb':'-1','proxy_cache_local_on_not_found':'false'}}"""
        .formatted(name, scans, visibility);
  }

  @Test
  void harborProject() {
    var id = create("/projects", project("tf", "true", "false"));
    var metadata = read(id).path("metadata");
    assertThat(metadata.path("public").asText()).isEqualTo("false");
    assertThat(metadata.path("severity").asText()).isEqualTo("low");
    assertThat(metadata.path("auto_scan").asText()).isEqualTo("true");
    update(id, project("tf", "false", "true"));
    assertThat(read(id).path("metadata").path("public").asText()).isEqualTo("true");
    assertThat(read(id).path("metadata").path("auto_scan").asText()).isEqualTo("false");

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

  private static String user(String name, String password, String flag) {
    return "{'username':'john','password':'%2$s','realname':'%1$s',%3$s'email':'john@example.org','new_password':'%2$s'}"
        .formatted(name, password, flag);
  }

  @Test
  void harborUser() {
    var id = create("/users", user("John Smith", "Password12345!", ""));
    // The flag is left out while it is false, and the whole body goes to each of the three.
    var changed = user("John S", "Password54321!", "");
    update(id, changed);
    update(id + "/sysadmin", changed);
    update(id + "/password", changed);
    assertThat(read(id).path("realname").asText()).isEqualTo("John S");
    assertThat(read(id).path("sysadmin_flag").asBoolean()).isFalse();
    var administrator = user("John S", "Password54321!", "'sysadmin_flag':true,");
    update(id, administrator);
    update(id + "/sysadmin", administrator);
    assertThat(read(id).path("sysadmin_flag").asBoolean()).isTrue();
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
            "/projects/" + project + "/members",
            "{'role_id':3,'member_group':{},'member_user':{'username':'dev'}}");
    assertThat(read(user).path("entity_name").asText()).isEqualTo("dev");
    update(user, "{'role_id':2,'member_group':{},'member_user':{'username':'dev'}}");
    assertThat(read(user).path("role_id").asInt()).isEqualTo(2);
    var byGroup =
        create(
            "/projects/" + project + "/members",
            "{'role_id':4,'member_group':{'group_type':3,'group_name':'tf-group-2'},'member_user':{}}");
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
        {'name':'%s','level':'%s','description':'tf','duration':-1,'permissions':[
        {'access':[{'action':'pull','resource':'repository'},
        {'action':'push','resource':'repository'}],'kind':'project','namespace':'tf'}]}""";
    for (var level : new String[] {"project", "system"}) {
      var made = harbor.call("POST", "/robots").as("boss").json(body.formatted("ci", level)).send();
      var id = header(made, "Location").replace("/api", "").replace("/v2.0", "");
      assertThat(harbor.call("PATCH", id).as("boss").json("{'secret':'Chosen-1234'}").json(200))
          .isEmpty();
      var robot = read(id);
      var name = robot.path("name").asText();
      assertThat(robot.path("level").asText()).isEqualTo(level);
      assertThat(robot.path("duration").asInt()).isEqualTo(-1);
      assertThat(robot.path("disable").asBoolean()).isFalse();
      harbor.berth.call("GET", "/v2/").basic(name, "Chosen-1234").text(200);
      // The provider sends the full name, prefix included, and the level unchanged.
      update(
          id, body.formatted(name, level).replace("'description':'tf'", "'description':'changed'"));
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
        'token_expiration':30,'session_timeout':60,'quota_per_project_enable':true,
        'robot_name_prefix':'robot$','storage_per_project':-1,'scanner_skip_update_pulltime':false,
        'skip_audit_log_database':false,'banner_message':'','notification_enable':true}""");
    var configuration = read("/configurations");
    assertThat(configuration.path("project_creation_restriction").path("value").asText())
        .isEqualTo("adminonly");
    assertThat(configuration.path("robot_token_duration").path("value").asInt()).isEqualTo(60);
    update(
        "/configurations",
        """
        {'oidc_verify_cert':false,'oidc_auto_onboard':false,'oidc_logout':false,
        'self_registration':false,'scan_all_policy':{'parameter':{}},'ldap_scope':0,
        'ldap_group_search_scope':0,'ldap_verify_cert':false}""");
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
