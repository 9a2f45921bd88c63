package io.berth.harbor.project;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Labels of the registry and of projects, and artifacts that are marked with them. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class LabelEndpointsTest {
  private static final String ARTIFACTS = "/projects/team/repositories/app/artifacts";

  private final HarborCalls harbor;
  private long team;

  LabelEndpointsTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void project() {
    harbor.project("dev", "team", false);
    team = harbor.get("/projects/team").as("dev").json(200).path("project_id").asLong();
  }

  private HttpResponse<byte[]> post(String user, String body) {
    return harbor.call("POST", "/labels").as(user).json(body).send();
  }

  private String made(String user, String body) {
    var answer = post(user, body);
    assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(201);
    var location = header(answer, "Location");
    assertThat(location).startsWith("/api/v2.0/labels/");
    return location.substring("/api/v2.0/labels/".length());
  }

  private String ofTeam(String name) {
    return made("dev", "{'name':'%s','scope':'p','project_id':%d}".formatted(name, team));
  }

  @Test
  void theRegistrysLabelsAreItsAdministratorsAndAProjectsAreItsOwn() {
    assertThat(code(post("dev", "{'name':'a','scope':'g'}"))).isEqualTo("403 FORBIDDEN");
    var global = made("boss", "{'name':'a','scope':'g','color':'#ff0000','description':'d'}");
    assertThat(code(post("boss", "{'name':'a','scope':'g'}"))).isEqualTo("409 CONFLICT");
    var own = ofTeam("a");
    assertThat(code(post("dev", "{'name':'a','scope':'p','project_id':%d}".formatted(team))))
        .isEqualTo("409 CONFLICT");

    var shown = harbor.get("/labels/" + global).as("dev").json(200);
    assertThat(shown.path("scope").asText()).isEqualTo("g");
    assertThat(shown.path("color").asText()).isEqualTo("#ff0000");
    assertThat(shown.has("project_id")).isFalse();
    assertThat(harbor.get("/labels/" + own).as("dev").json(200).path("project_id").asLong())
        .isEqualTo(team);
    assertThat(names(harbor.get("/labels?scope=g").json(200), "name")).containsExactly("a");
    assertThat(harbor.get("/labels?scope=p&project_id=" + team).as("dev").json(200)).hasSize(1);
    assertThat(code(harbor.get("/labels?scope=p&project_id=" + team).send()))
        .isEqualTo("401 UNAUTHORIZED");

    assertThat(harbor.call("DELETE", "/labels/" + own).as("dev").send().statusCode())
        .isEqualTo(200);
    assertThat(code(harbor.call("DELETE", "/labels/" + own).as("dev").send()))
        .isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.call("DELETE", "/labels/" + global).as("dev").send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(harbor.call("DELETE", "/labels/" + global).as("boss").send().statusCode())
        .isEqualTo(200);
  }

  @Test
  void whoHasNoRightInAProjectHasNoneOverItsLabels() {
    harbor.berth.user("boss", "stranger");
    var label = ofTeam("mine");
    for (var method : new String[] {"GET", "DELETE"}) {
      assertThat(code(harbor.call(method, "/labels/" + label).as("stranger").send()))
          .isEqualTo("403 FORBIDDEN");
    }
    assertThat(
            code(
                harbor
                    .call("PUT", "/labels/" + label)
                    .as("stranger")
                    .json("{'name':'theirs'}")
                    .send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(post("stranger", "{'name':'x','scope':'p','project_id':%d}".formatted(team))))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(post("stranger", "{'name':'x','scope':'p','project_id':999999}")))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(harbor.get("/labels?scope=p&project_id=" + team).as("stranger").send()))
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void aLabelIsChangedAsAWholeAndWhatIsNoneIsRefused() {
    var label = ofTeam("old");
    assertThat(change(label, "{'name':'new','color':'#00ff00'}")).startsWith("200");
    var shown = harbor.get("/labels/" + label).as("dev").json(200);
    assertThat(shown.path("name").asText()).isEqualTo("new");
    assertThat(shown.path("color").asText()).isEqualTo("#00ff00");
    ofTeam("other");
    assertThat(change(label, "{'name':'other'}")).isEqualTo("409 CONFLICT");
    assertThat(change(label, "{}")).isEqualTo("400 BAD_REQUEST");
    assertThat(change(label, "{'name':7}")).isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(post("boss", "{'name':'x'}"))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(post("boss", "{'name':' ','scope':'g'}"))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(post("boss", "{'name':'%s','scope':'g'}".formatted("x".repeat(129)))))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(
            code(post("boss", "{'name':'x','scope':'g','color':'%s'}".formatted("#".repeat(17)))))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(code(harbor.get("/labels").as("boss").send())).isEqualTo("400 BAD_REQUEST");
    assertThat(code(harbor.get("/labels?scope=p").as("boss").send())).isEqualTo("400 BAD_REQUEST");
  }

  private String change(String label, String body) {
    return code(harbor.call("PUT", "/labels/" + label).as("dev").json(body).send());
  }

  @Test
  void artifactsAreMarkedAndFoundByAllOfSomeLabels() {
    harbor.pushImage("dev", "team/app", "v1", "one");
    harbor.pushImage("dev", "team/app", "v2", "two");
    var checked = made("boss", "{'name':'checked','scope':'g'}");
    var shipped = ofTeam("shipped");
    assertThat(mark("v1", checked)).startsWith("200");
    assertThat(mark("v1", shipped)).startsWith("200");
    assertThat(mark("v2", checked)).startsWith("200");
    assertThat(mark("v2", checked)).isEqualTo("409 CONFLICT");
    assertThat(mark("v2", "999999")).isEqualTo("404 NOT_FOUND");
    harbor.project("boss", "other", false);
    var other = harbor.get("/projects/other").as("boss").json(200).path("project_id").asLong();
    var foreign = made("boss", "{'name':'x','scope':'p','project_id':%d}".formatted(other));
    assertThat(mark("v2", foreign)).isEqualTo("404 NOT_FOUND");

    assertThat(found("(" + checked + ")")).isEqualTo(2);
    assertThat(found("(" + checked + " " + shipped + ")")).isEqualTo(1);
    assertThat(found("(" + foreign + ")")).isZero();
    assertThat(code(harbor.get(ARTIFACTS + "?q=labels%3D%7B1%7D").as("dev").send()))
        .isEqualTo("400 BAD_REQUEST");
    var shown = harbor.get(ARTIFACTS + "/v1?with_label=true").as("dev").json(200).path("labels");
    assertThat(names(shown, "name")).containsExactly("checked", "shipped");
    assertThat(harbor.get(ARTIFACTS + "/v1").as("dev").json(200).path("labels").isNull()).isTrue();
    assertThat(
            harbor
                .get("/projects/team/artifacts?with_label=true")
                .as("dev")
                .json(200)
                .at("/0/labels"))
        .hasSize(1);

    var taken = harbor.call("DELETE", ARTIFACTS + "/v1/labels/" + shipped).as("dev");
    assertThat(taken.send().statusCode()).isEqualTo(200);
    assertThat(code(harbor.call("DELETE", ARTIFACTS + "/v1/labels/" + shipped).as("dev").send()))
        .isEqualTo("404 NOT_FOUND");
    assertThat(harbor.call("DELETE", "/labels/" + checked).as("boss").send().statusCode())
        .isEqualTo(200);
    assertThat(harbor.get(ARTIFACTS + "/v1?with_label=true").as("dev").json(200).path("labels"))
        .isEmpty();
  }

  private String mark(String reference, String label) {
    return code(
        harbor
            .call("POST", ARTIFACTS + "/" + reference + "/labels")
            .as("dev")
            .json("{'id':%s}".formatted(label))
            .send());
  }

  private int found(String ids) {
    var q = ("labels=" + ids).replace("=", "%3D").replace(" ", "%20");
    return harbor.get(ARTIFACTS + "?q=" + q).as("dev").json(200).size();
  }
}
