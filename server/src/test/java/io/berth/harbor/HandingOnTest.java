package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** People and robots with a few rights try to give others, and so themselves, more. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HandingOnTest {
  private final HarborCalls harbor;

  HandingOnTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
    harbor.project("boss", "team", false);
    harbor.berth.user("boss", "friend");
  }

  /** {@code "robot:create tag:list"} as a list of permissions. */
  private static String access(String words) {
    return Arrays.stream(words.split(" "))
        .map(word -> word.split(":"))
        .map(pair -> "{'resource':'%s','action':'%s'}".formatted(pair[0], pair[1]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String role(String name, String words) {
    var answer =
        harbor
            .call("POST", "/roles")
            .as("boss")
            .json("{'role_name':'%s','permissions':%s}".formatted(name, access(words)))
            .send();
    return header(answer, "Location").replaceFirst(".*/", "");
  }

  private String member(String user, String role, String pattern) {
    return header(
        harbor
            .call("POST", "/projects/team/members")
            .as("boss")
            .json(of(user, role, pattern))
            .send(),
        "Location");
  }

  private static String of(String user, String role, String pattern) {
    return "{'role_id':%s,'member_user':{'username':'%s'}%s}"
        .formatted(role, user, pattern.isEmpty() ? "" : ",'repository_pattern':'" + pattern + "'");
  }

  private static String robot(String name, String words) {
    return "{'name':'%s','level':'project','duration':-1,'permissions':[{'kind':'project',"
            .formatted(name)
        + "'namespace':'team','access':"
        + access(words)
        + "}]}";
  }

  private HttpResponse<byte[]> post(String path, String body) {
    return harbor.call("POST", path).as("dev").json(body).send();
  }

  private static void refuses(HttpResponse<byte[]> answer, String missing) {
    var text = new String(answer.body(), UTF_8);
    assertThat(answer.statusCode()).as(text).isEqualTo(403);
    assertThat(text).contains("nobody hands on what they do not have").contains(missing);
  }

  private HttpCall as(JsonNode robot, String method, String path) {
    return harbor
        .call(method, path)
        .basic(robot.path("name").asText(), robot.path("secret").asText());
  }

  @Test
  void whoMayMakeRobotsMakesNoneThatMayMore() {
    member("dev", role("maker", "robot:create robot:update repository:pull"), "");
    refuses(post("/robots", robot("a", "repository:push")), "repository:push");
    refuses(post("/robots", robot("a", "repository:pull member:create")), "member:create");
    refuses(
        post("/robots", robot("a", "repository:pull quota:read scan:create")),
        "quota:read, scan:create");
    refuses(post("/robots", robot("a", "preheat-policy:create")), "preheat-policy:create");
    assertThat(post("/robots", robot("a", "repository:pull")).statusCode()).isEqualTo(201);
  }

  @Test
  void whoMayChangeRobotsTakesOverNoneThatMayMore() {
    var strong =
        harbor.call("POST", "/robots").as("boss").json(robot("s", "repository:push")).json(201);
    var weak =
        harbor.call("POST", "/robots").as("boss").json(robot("w", "repository:pull")).json(201);
    member("dev", role("maker", "robot:create robot:update repository:pull"), "");
    var path = "/robots/" + strong.path("id").asText();
    var trust =
        "{'issuer':'https://ci.example.test','audience':'berth','claims':{'sub':'x'},'jwks':{'keys':[]}}";
    for (var call :
        new HttpCall[] {
          harbor.call("PATCH", path).json("{'secret':'Chosen-1234'}"),
          harbor.call("PATCH", path).json("{}"),
          harbor.call("PUT", path).json("{'disable':false}"),
          harbor.call("PUT", path).json("{'duration':-1,'permissions':[]}"),
          harbor.call("POST", path + "/trusts").json(trust)
        }) {
      refuses(call.as("dev").send(), "repository:push");
    }
    var other = "/robots/" + weak.path("id").asText();
    refuses(
        harbor.call("PUT", other).as("dev").json(robot("robot$team+w", "repository:push")).send(),
        "repository:push");
    harbor.call("PATCH", other).as("dev").json("{}").text(200);
    harbor.call("PUT", other).as("dev").json(robot("robot$team+w", "repository:pull")).text(200);
  }

  @Test
  void aRobotThatKeepsUsersNeitherRenamesNorRemovesAnAdministrator() {
    var keeper =
        harbor
            .call("POST", "/robots")
            .as("boss")
            .json(
                "{'name':'keeper','level':'system','duration':-1,'permissions':[{'kind':'system',"
                    + "'namespace':'/','access':"
                    + access("user:update user:delete user:read")
                    + "}]}")
            .json(201);
    var chief = "/users/" + harbor.berth.user("boss", "chief");
    harbor.call("PUT", chief + "/sysadmin").as("boss").json("{'sysadmin_flag':true}").text(200);
    var refused = "only system administrators change";
    for (var path : List.of(chief, "/users/" + harbor.admin)) {
      assertThat(as(keeper, "PUT", path + "/username").json("{'username':'mine'}").text(403))
          .contains(refused);
      assertThat(as(keeper, "PUT", path).json("{'email':'me@evil.test','realname':'me'}").text(403))
          .contains(refused);
      assertThat(as(keeper, "DELETE", path).text(403)).contains(refused);
    }
    var friend = "/users/" + harbor.dev;
    as(keeper, "PUT", friend + "/username").json("{'username':'other'}").text(200);
    as(keeper, "PUT", friend).json("{'email':'other@example.test','realname':'other'}").text(200);
    as(keeper, "DELETE", friend).text(200);
    harbor.call("PUT", chief + "/username").as("boss").json("{'username':'deputy'}").text(200);
    harbor.call("DELETE", chief).as("boss").text(200);
  }

  @Test
  void whoMayAddMembersGivesNoRoleAboveTheirOwn() {
    var own = role("inviter", "member:create member:update member:list repository:pull");
    var more = role("more", "repository:pull artifact:delete");
    var same = role("same", "repository:pull");
    member("dev", own, "");
    for (var wanted : new String[] {"1", "2", "3", "4", "5", more}) {
      assertThat(post("/projects/team/members", of("friend", wanted, "")).statusCode())
          .as(wanted)
          .isEqualTo(403);
    }
    refuses(post("/projects/team/members", of("friend", more, "")), "artifact:delete");
    assertThat(post("/projects/team/members", of("friend", same, "")).statusCode()).isEqualTo(201);
    var members = harbor.get("/projects/team/members").as("dev").json(200);
    for (var member : members) {
      var path = "/projects/team/members/" + member.path("id").asText();
      refuses(harbor.call("PUT", path).as("dev").json("{'role_id':1}").send(), "project:delete");
    }
  }

  @Test
  void aRoleForSomeRepositoriesGivesNoneForMore() {
    member("dev", role("inviter", "member:create robot:create repository:list"), "");
    var group = group("readers");
    var puller = role("puller", "repository:pull");
    harbor
        .call("POST", "/projects/team/members")
        .as("boss")
        .json(
            "{'role_id':%s,'repository_pattern':'a/*','member_group':{'id':%s}}"
                .formatted(puller, group))
        .send();
    harbor
        .call("POST", "/usergroups/" + group + "/members")
        .as("boss")
        .json("{'username':'dev'}")
        .text(201);
    for (var pattern : new String[] {"", "*", "**", "a*", "*/a", "b/x", "a", "*a/*"}) {
      refuses(post("/projects/team/members", of("friend", puller, pattern)), "repository:pull");
    }
    assertThat(post("/projects/team/members", of("friend", puller, "a/b*c/*")).statusCode())
        .isEqualTo(201);
    refuses(post("/robots", robot("a", "repository:pull")), "repository:pull");
  }

  private String group(String name) {
    return header(
            harbor
                .call("POST", "/usergroups")
                .as("boss")
                .json("{'group_name':'%s','group_type':4}".formatted(name))
                .send(),
            "Location")
        .replaceFirst(".*/", "");
  }

  @Test
  void whatEverybodyMayInAPublicProjectIsNobodysToGive() {
    harbor
        .call("PUT", "/projects/team")
        .as("boss")
        .json("{'metadata':{'public':'true'}}")
        .text(200);
    member("dev", role("maker", "robot:create"), "");
    refuses(post("/robots", robot("a", "repository:pull")), "repository:pull");
  }

  @Test
  void anAdministratorOfAProjectHandsOnAllOfIt() {
    member("dev", "1", "");
    var all = harbor.get("/permissions").as("dev").json(200).path("project");
    var words = new StringBuilder();
    all.forEach(
        one ->
            words
                .append(words.isEmpty() ? "" : " ")
                .append(one.path("resource").asText())
                .append(':')
                .append(one.path("action").asText()));
    var made = harbor.call("POST", "/robots").as("dev").json(robot("all", words.toString()));
    var robot = made.json(201);
    assertThat(post("/projects/team/members", of("friend", "1", "")).statusCode()).isEqualTo(201);

    var id = harbor.get("/projects/team/members").as("boss").json(200).get(2).path("id").asText();
    as(robot, "PUT", "/projects/team/members/" + id).json("{'role_id':2}").text(200);
    as(robot, "PUT", "/projects/team/members/" + id).json("{'role_id':1}").text(200);
  }

  @Test
  void aRobotGivesNobodyAndNoRobotMoreThanItHas() {
    var robot =
        harbor
            .call("POST", "/robots")
            .as("boss")
            .json(robot("r", "member:create robot:create repository:pull"))
            .json(201);
    refuses(
        as(robot, "POST", "/robots").json(robot("x", "repository:push")).send(), "repository:push");
    refuses(
        as(robot, "POST", "/projects/team/members").json(of("friend", "5", "")).send(), "artifact");
    as(robot, "POST", "/robots").json(robot("x", "repository:pull")).json(201);
  }

  @Test
  void aRobotHandsNothingOnInAProjectThatOnlyHasTheNameOfItsOwn() {
    var access =
        "{'kind':'project','namespace':'team','access':%s}".formatted(access("repository:pull"));
    var robot =
        harbor
            .call("POST", "/robots")
            .as("boss")
            .json(
                "{'name':'old','level':'system','duration':-1,'permissions':[%s,%s]}"
                    .formatted(
                        access,
                        "{'kind':'system','namespace':'/','access':%s}"
                            .formatted(access("robot:create"))))
            .json(201);
    var body =
        "{'name':'%s','level':'system','duration':-1,'permissions':[%s]}".formatted("n1", access);
    as(robot, "POST", "/robots").json(body).json(201);
    harbor.call("DELETE", "/projects/team").as("boss").text(200);
    harbor.project("boss", "team", false);
    refuses(as(robot, "POST", "/robots").json(body.replace("n1", "n2")).send(), "repository:pull");
  }

  @Test
  void aRobotThatKeepsGroupsPutsNobodyIntoOneThatMayMore() {
    var group = group("admins");
    harbor
        .call("POST", "/projects/team/members")
        .as("boss")
        .json("{'role_id':1,'member_group':{'id':%s}}".formatted(group))
        .send();
    var robot =
        harbor
            .call("POST", "/robots")
            .as("boss")
            .json(
                "{'name':'groups','level':'system','duration':-1,'permissions':[{'kind':'system',"
                    + "'namespace':'/','access':"
                    + access("user-group:update user-group:list")
                    + "}]}")
            .json(201);
    refuses(
        as(robot, "POST", "/usergroups/" + group + "/members").json("{'username':'friend'}").send(),
        "project team");
    refuses(
        as(robot, "PUT", "/usergroups/" + group).json("{'group_name':'other'}").send(),
        "project team");
    as(robot, "POST", "/usergroups/" + group("none") + "/members")
        .json("{'username':'friend'}")
        .text(201);
  }

  @Test
  void aTokenOfAProjectsAdministratorHandsOnOnlyThere() {
    harbor.project("boss", "other", false);
    member("dev", "1", "");
    var token =
        harbor
            .call("POST", "/users/current/access-tokens")
            .as("dev")
            .json("{'name':'t','level':'admin','projects':['team']}")
            .json(201)
            .path("token")
            .asText();
    var made =
        harbor
            .call("POST", "/robots")
            .header("Authorization", "Bearer " + token)
            .json(robot("t", "repository:push"))
            .send();
    assertThat(made.statusCode()).isEqualTo(201);
    var system = robot("t2", "repository:push").replace("'level':'project'", "'level':'system'");
    assertThat(
            code(
                harbor
                    .call("POST", "/robots")
                    .header("Authorization", "Bearer " + token)
                    .json(system)
                    .send()))
        .startsWith("403");
  }
}
