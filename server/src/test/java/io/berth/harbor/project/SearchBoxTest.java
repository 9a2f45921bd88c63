package io.berth.harbor.project;

import static io.berth.harbor.HarborCalls.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the portal's search box asks. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class SearchBoxTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  private HarborCalls harbor;
  private String digest = "";

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect);
    harbor.project("dev", "team", false);
    harbor.project("boss", "open", true);
    digest = harbor.pushImage("dev", "team/app", "v1.2", "layer");
    harbor.pushImage("boss", "open/app", "v1.3", "another layer");
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private JsonNode search(String who, String text) {
    return harbor.get("/search/all?q=" + text).as(who).json(200);
  }

  private static List<String> names(JsonNode found, String section, String member) {
    var names = new ArrayList<String>();
    found.path(section).path("items").forEach(item -> names.add(item.path(member).asText()));
    return names;
  }

  @Test
  void projectsAndRepositoriesAreFoundByAPartOfTheirName() {
    var found = search("dev", "EA");
    assertThat(names(found, "projects", "name")).containsExactly("team");
    assertThat(names(found, "repositories", "name")).containsExactly("team/app");
    assertThat(names(search("dev", "app"), "repositories", "name"))
        .containsExactlyInAnyOrder("team/app", "open/app");
  }

  @Test
  void artifactsAreFoundByTheBeginningOfATagOrADigest() {
    assertThat(names(search("dev", "v1"), "artifacts", "tag"))
        .containsExactlyInAnyOrder("v1.2", "v1.3");
    var exact = search("dev", "v1.2").path("artifacts").path("items").path(0);
    assertThat(exact.path("repository_name").asText()).isEqualTo("team/app");
    assertThat(exact.path("project_name").asText()).isEqualTo("team");
    assertThat(exact.path("digest").asText()).isEqualTo(digest);
    assertThat(names(search("dev", digest), "artifacts", "tag")).containsExactly("v1.2");
    assertThat(names(search("dev", digest.substring(7, 19)), "artifacts", "digest"))
        .containsExactly(digest);
    assertThat(names(search("dev", "1.2"), "artifacts", "tag")).isEmpty();
    assertThat(names(search("dev", "%25"), "repositories", "name")).isEmpty();
    assertThat(names(search("dev", "v_"), "artifacts", "tag")).isEmpty();
  }

  @Test
  void theTagItselfComesBeforeThoseThatBeginWithIt() {
    for (int i = 0; i < 11; i++) {
      harbor.pushImage("dev", "team/app", "rc" + i, "layer " + i);
    }
    harbor.pushImage("dev", "team/web", "rc", "web");
    var found = search("dev", "rc");
    assertThat(names(found, "artifacts", "tag")).hasSize(10).startsWith("rc");
    assertThat(found.path("artifacts").path("more").asBoolean()).isTrue();
    assertThat(found.path("projects").path("more").asBoolean()).isFalse();
  }

  @Test
  void nobodyFindsWhatTheyMayNotSee() {
    harbor.berth.user("boss", "guest");
    for (var who : List.of("guest", "nobody")) {
      var call = harbor.get("/search/all?q=app");
      var found = (who.equals("nobody") ? call : call.as(who)).json(200);
      assertThat(names(found, "repositories", "name")).as(who).containsExactly("open/app");
      call = harbor.get("/search/all?q=v1");
      found = (who.equals("nobody") ? call : call.as(who)).json(200);
      assertThat(names(found, "artifacts", "tag")).as(who).containsExactly("v1.3");
      call = harbor.get("/search/all?q=" + digest);
      found = (who.equals("nobody") ? call : call.as(who)).json(200);
      assertThat(names(found, "artifacts", "digest")).as(who).isEmpty();
    }
  }

  @Test
  void labelsAreFoundWhereTheyMayBeSeen() {
    label("boss", "'name':'Checked','scope':'g'");
    var team = harbor.get("/projects/team").as("dev").json(200).path("project_id").asText();
    label("dev", "'name':'check me','scope':'p','project_id':" + team);
    harbor.berth.user("boss", "guest");

    var found = search("dev", "check");
    assertThat(names(found, "labels", "name")).containsExactlyInAnyOrder("Checked", "check me");
    assertThat(names(found, "labels", "project_name")).contains("team");
    assertThat(names(search("guest", "check"), "labels", "name")).containsExactly("Checked");
    assertThat(names(harbor.get("/search/all?q=check").json(200), "labels", "name")).isEmpty();
    harbor
        .call("POST", "/projects/team/members")
        .as("dev")
        .json("{'role_id':5,'member_user':{'username':'guest'}}")
        .text(201);
    assertThat(names(search("guest", "check"), "labels", "name"))
        .as("a limited guest sees no labels of the project")
        .containsExactly("Checked");
  }

  private void label(String who, String members) {
    harbor.call("POST", "/labels").as(who).json("{" + members + "}").text(201);
  }

  @Test
  void whatIsNoTextToLookForIsRefused() {
    assertThat(code(harbor.get("/search/all").as("dev").send()))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(harbor.get("/search/all?q=%20").as("dev").send())).isEqualTo("400 BAD_REQUEST");
    assertThat(code(harbor.get("/search/all?q=" + "x".repeat(256)).as("dev").send()))
        .isEqualTo("400 BAD_REQUEST");
  }
}
