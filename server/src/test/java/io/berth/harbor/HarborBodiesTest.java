package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies as Go reads them: the requests and their answers are a real Harbor's. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborBodiesTest {
  private static final String PERMISSIONS =
      "'permissions':[{'kind':'project','namespace':'team','access':"
          + "[{'resource':'repository','action':'pull','effect':'allow'}]}]";

  /** One right body of each operation, with its path. */
  private static final Map<String, String> RIGHT =
      Map.of(
          "/projects",
          "{'project_name':'mx-1','metadata':{'public':'false'},'storage_limit':-1,"
              + "'registry_id':null,'cve_allowlist':{'items':[]}}",
          "/users",
          "{'username':'mx-90','email':'mx-90@example.org','realname':'R','comment':'c',"
              + "'password':'Passw0rd1'}",
          "/usergroups",
          "{'group_name':'mx-237','group_type':3,'ldap_group_dn':''}",
          "/projects/team/members",
          "{'role_id':2,'member_user':{'username':'dev'},'member_group':{}}",
          "/robots",
          "{'name':'mx-569','description':'d','level':'system','disable':false,'duration':30,"
              + PERMISSIONS
              + "}");

  private final HarborCalls harbor;

  HarborBodiesTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
    harbor.project("boss", "team", false);
  }

  private String answer(String method, String path, String body) {
    var call = harbor.call(method, path).as("boss").header("Content-Type", "application/json");
    return code(call.body(body.getBytes(UTF_8)).send());
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  /** The right body of the operation at a path. */
  private static String right(String path) {
    return Objects.requireNonNull(RIGHT.get(path));
  }

  private void right(String path, String body) {
    assertThat(answer("POST", path, json(body))).as("%s %s", path, body).startsWith("201");
  }

  @Test
  void whatIsNoObjectIsUnprocessable() {
    for (var path : RIGHT.keySet()) {
      for (var body : List.of("[]", "\"x\"", "1", "{", "{\"a\":1,}", "ï»¿{}")) {
        assertThat(answer("POST", path, body))
            .as("%s %s", path, body)
            .isEqualTo("422 UNPROCESSABLE_ENTITY");
      }
      for (var body : List.of("{}", "null", "{\"a\":1}{\"b\":2}")) {
        assertThat(answer("POST", path, body)).as("%s %s", path, body).isEqualTo("400 BAD_REQUEST");
      }
    }
  }

  @Test
  void aMissingBodyIsUnprocessableWhereTheDocumentAsksForOne() {
    for (var path : List.of("/projects", "/users", "/robots")) {
      assertThat(answer("POST", path, "")).as(path).isEqualTo("422 UNPROCESSABLE_ENTITY");
    }
    for (var path : List.of("/usergroups", "/projects/team/members")) {
      assertThat(answer("POST", path, "")).as(path).isEqualTo("400 BAD_REQUEST");
    }
    assertThat(answer("PUT", "/projects/team", "")).isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(answer("PUT", "/users/" + harbor.dev, "")).isEqualTo("422 UNPROCESSABLE_ENTITY");
  }

  /** Each member of each body with each wrong type. */
  @Test
  void typesAreThoseOfTheDocument() {
    RIGHT.forEach(
        (path, body) ->
            body.lines()
                .flatMap(
                    line ->
                        List.of(
                                line.replaceFirst(
                                    "'(project_name|username|group_name|name)':'[^']*'",
                                    "'$1':123"),
                                line.replaceFirst(
                                    "'(project_name|username|group_name|name)':'[^']*'",
                                    "'$1':true"),
                                line.replaceFirst(
                                    "'(project_name|username|group_name|name)':'[^']*'", "'$1':{}"),
                                line.replaceFirst(
                                    "'(project_name|username|group_name|name)':'[^']*'", "'$1':[]"),
                                line.replaceFirst(
                                    "'(storage_limit|role_id|duration|group_type)':-?\\d+",
                                    "'$1':1.5"),
                                line.replaceFirst(
                                    "'(storage_limit|role_id|duration|group_type)':-?\\d+",
                                    "'$1':'1'"),
                                line.replaceFirst(
                                    "'(storage_limit|role_id|duration|group_type)':-?\\d+",
                                    "'$1':''"),
                                line.replaceFirst(
                                    "'(storage_limit|role_id|duration|group_type)':-?\\d+",
                                    "'$1':99999999999999999999"))
                            .stream()
                            .filter(wrong -> !wrong.equals(line)))
                .forEach(
                    wrong ->
                        assertThat(answer("POST", path, json(wrong)))
                            .as("%s %s", path, wrong)
                            .isEqualTo("422 UNPROCESSABLE_ENTITY")));
    assertThat(answer("POST", "/projects", json("{'project_name':'b','metadata':{'public':true}}")))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(
            answer("PUT", "/users/" + harbor.dev + "/sysadmin", json("{'sysadmin_flag':'true'}")))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
  }

  @Test
  void namesOfMembersCountInAnyCase() {
    RIGHT.forEach(
        (path, body) -> {
          var upper =
              java.util.regex.Pattern.compile("'([a-z])([a-z_]*)':")
                  .matcher(body)
                  .replaceAll(
                      m -> "'" + m.group(1).toUpperCase(java.util.Locale.ROOT) + m.group(2) + "':");
          right(path, upper);
        });
  }

  @Test
  void membersThatNobodyKnowsArePassedOver() {
    RIGHT.forEach((path, body) -> right(path, body.replaceFirst("}$", ",'nosuch':1,'id':7}")));
  }

  @Test
  void nullIsAsGoodAsAbsent() {
    right(
        "/projects", "{'project_name':'nulls','metadata':null,'storage_limit':null,'public':null}");
    right(
        "/users",
        "{'username':'nulls','email':'n@example.org','realname':'R','comment':null,"
            + "'password':'Passw0rd1'}");
    right(
        "/robots",
        "{'name':'nulls','description':null,'secret':null,'level':'system',"
            + "'disable':null,'duration':30,"
            + PERMISSIONS
            + "}");
    assertThat(answer("POST", "/projects", json("{'project_name':null}")))
        .isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void controlCharactersAreRefused() {
    var robot = right("/robots");
    var user = right("/users");
    var group = right("/usergroups");
    for (var control : List.of("\\u0000", "\\u0007", "\\u001b", "\\u007f", "\\ud800")) {
      assertThat(answer("POST", "/robots", json(robot.replace("'d'", "'a" + control + "b'"))))
          .isEqualTo("400 BAD_REQUEST");
      assertThat(answer("POST", "/users", json(user.replace("'R'", "'a" + control + "b'"))))
          .isEqualTo("400 BAD_REQUEST");
      assertThat(answer("POST", "/users", json(user.replace("'c'", "'a" + control + "b'"))))
          .isEqualTo("400 BAD_REQUEST");
      assertThat(
              answer("POST", "/usergroups", json(group.replace("':''", "':'a" + control + "b'"))))
          .isEqualTo("400 BAD_REQUEST");
    }
    right("/robots", robot.replace("'d'", "'two\\nlines\\tand a tab'"));
  }

  @Test
  void lengthsOfTheDocumentAreUnprocessable() {
    var long256 = "a".repeat(256);
    assertThat(answer("POST", "/projects", json("{'project_name':'" + long256 + "'}")))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    right("/projects", "{'project_name':'" + "a".repeat(255) + "'}");
    assertThat(answer("POST", "/users", json(right("/users").replace("mx-90'", long256 + "'"))))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(answer("POST", "/users", json(right("/users").replace("mx-90@", long256 + "@"))))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    right("/users", right("/users").replace("'mx-90'", "'" + "a".repeat(255) + "'"));
  }

  /** What Terraform's project_member_user sends, and what it takes its id from. */
  @Test
  void anEmptyGroupBesideAUserIsNone() {
    var made =
        harbor
            .call("POST", "/projects/team/members")
            .as("boss")
            .json("{'role_id':2,'member_user':{'username':'dev'},'member_group':{}}")
            .send();
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(header(made, "Location")).matches("/api/v2.0/projects/team/members/\\d+");
    var path = header(made, "Location").substring(HarborCalls.API.length());
    harbor.call("DELETE", path).as("boss").text(200);
    harbor.call("DELETE", path).as("boss").text(200);
    assertThat(answer("PUT", path, json("{'role_id':2}"))).isEqualTo("404 NOT_FOUND");
    right(
        "/projects/team/members",
        "{'role_id':2,'member_user':{},'member_group':{'id':" + group() + "}}");
  }

  private long group() {
    var made =
        harbor
            .call("POST", "/usergroups")
            .as("boss")
            .json("{'group_name':'g','group_type':3}")
            .send();
    return Long.parseLong(header(made, "Location").replaceFirst(".*/", ""));
  }

  @Test
  void aMemberThatIsNobodyIsSaidSo() {
    var members = "/projects/team/members";
    for (var body :
        List.of(
            "{'role_id':2}",
            "{'role_id':2,'member_user':null,'member_group':{}}",
            "{'role_id':2,'member_user':{'username':''}}",
            "{'role_id':2,'member_user':{'user_id':900123}}",
            "{'role_id':3,'member_group':{'id':900123}}",
            "{'role_id':0,'member_user':{'username':'dev'}}",
            "{'role_id':123,'member_user':{'username':'dev'}}",
            "{'member_user':{'username':'dev'}}")) {
      assertThat(answer("POST", members, json(body))).as(body).isEqualTo("400 BAD_REQUEST");
    }
    for (var body :
        List.of(
            "{'role_id':2,'member_user':{'username':'text'}}",
            "{'role_id':3,'member_group':{'group_name':'rec-new','group_type':3}}",
            "{'role_id':3,'member_group':{'group_name':'g','group_type':1,'ldap_group_dn':'cn=x'}}",
            "{'role_id':3,'member_group':{'group_name':'rec-new','group_type':123}}")) {
      assertThat(answer("POST", members, json(body))).as(body).isEqualTo("404 NOT_FOUND");
    }
  }

  @Test
  void aGroupKeepsItsNameInLdap() {
    var made =
        harbor
            .call("POST", "/usergroups")
            .as("boss")
            .json("{'group_name':'mx-283','group_type':3,'ldap_group_dn':' CN=x'}")
            .send();
    var path = header(made, "Location").substring(HarborCalls.API.length());
    assertThat(harbor.get(path).as("boss").json(200).path("ldap_group_dn").asText())
        .isEqualTo("cn=x");
    for (var body : List.of("", "{}", "null")) {
      assertThat(answer("PUT", path, body)).as(body).isEqualTo("400 BAD_REQUEST");
    }
    harbor.call("DELETE", path).as("boss").text(200);
    harbor.call("DELETE", path).as("boss").text(200);
  }

  @Test
  void limitsOfProjectsAreNumbersOfBytesThatThereAre() {
    var id = harbor.get("/projects/team").as("boss").json(200).path("project_id").asLong();
    for (var body :
        List.of(
            "{}",
            "{'hard':{}}",
            "{'hard':{'storage':0}}",
            "{'hard':{'storage':-2}}",
            "{'hard':{'storage':null}}",
            "{'hard':{'count':1}}",
            "{'hard':{'storage':1,'count':1}}",
            "{'hard':{'storage':9223372036854775807}}")) {
      assertThat(answer("PUT", "/quotas/" + id, json(body))).as(body).isEqualTo("400 BAD_REQUEST");
    }
    assertThat(answer("PUT", "/quotas/" + id, json("{'hard':{'storage':'1'}}")))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    for (var limit : List.of("-2", "9223372036854775807")) {
      assertThat(
              answer(
                  "POST", "/projects", json("{'project_name':'q','storage_limit':" + limit + "}")))
          .isEqualTo("400 BAD_REQUEST");
    }
    for (var registry : List.of("0", "-5", "123")) {
      assertThat(
              answer(
                  "POST", "/projects", json("{'project_name':'q','registry_id':" + registry + "}")))
          .isEqualTo("400 BAD_REQUEST");
    }
  }
}
