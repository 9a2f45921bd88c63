package io.berth.harbor;

import static io.berth.harbor.HarborCalls.API;
import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The system and its projects, as clients of Harbor meet them:
 * docs/reference/contracts/harbor.md#resources.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborApiTest {
  private final HarborCalls harbor;

  HarborApiTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @Test
  void beforeSignInSystemInfoTellsOnlyHowToSignIn() {
    var before = harbor.get("/systeminfo").json(200);
    assertThat(before.path("auth_mode").asText()).isEqualTo("db_auth");
    assertThat(before.has("harbor_version")).isFalse();
    assertThat(before.has("registry_url")).isFalse();

    var after = harbor.get("/systeminfo").as("dev").json(200);
    assertThat(after.path("harbor_version").asText()).startsWith("v2.14.0-berth-");
    var host = harbor.berth.registryHost() + ":" + harbor.berth.port();
    assertThat(after.path("registry_url").asText()).isEqualTo(host);
    assertThat(after.path("external_url").asText()).isEqualTo("http://" + host);
  }

  @Test
  void pingVersionAndHealthAnswerAnybody() {
    assertThat(harbor.get("/ping").text(200)).isEqualTo("Pong");
    assertThat(harbor.berth.call("GET", "/api/version").json(200).path("version").asText())
        .isEqualTo("v2.0");
    var health = harbor.get("/health").json(200);
    assertThat(health.path("status").asText()).isEqualTo("healthy");
    assertThat(names(health.path("components"), "name"))
        .containsExactlyInAnyOrder(
            "core", "database", "jobservice", "portal", "redis", "registry", "registryctl");
  }

  @Test
  void everyPathAlsoWorksWithASlashAtItsEnd() {
    assertThat(harbor.get("/projects/").as("dev").json(200)).hasSize(1);
    assertThat(harbor.get("/users/current/").as("dev").json(200).path("username").asText())
        .isEqualTo("dev");
  }

  @Test
  void whatDoesNotExistIsRefusedInHarborsEnvelope() {
    var error = harbor.get("/nothing").as("dev").json(404).path("errors").path(0);
    assertThat(error.path("code").asText()).isEqualTo("NOT_FOUND");
    assertThat(error.path("message").asText()).isNotEmpty();
    var method = harbor.call("PATCH", "/projects").as("dev").send();
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(header(method, "Allow")).contains("GET").contains("POST");
    var broken = harbor.call("POST", "/projects").as("dev").json("{'project_name':").json(422);
    assertThat(broken.path("errors").path(0).path("code").asText())
        .isEqualTo("UNPROCESSABLE_ENTITY");
  }

  @Test
  void aProjectIsCreatedFoundByNameAndIdChangedAndDeleted() {
    var made = harbor.project("dev", "team", false);
    assertThat(made.statusCode()).isEqualTo(201);
    var path = header(made, "Location");
    assertThat(path).matches(API + "/projects/\\d+");

    var byId = harbor.berth.call("GET", path).as("dev").json(200);
    var byName = harbor.get("/projects/team").as("dev").json(200);
    assertThat(byName).isEqualTo(byId);
    assertThat(byName.path("name").asText()).isEqualTo("team");
    assertThat(byName.path("owner_name").asText()).isEqualTo("dev");
    assertThat(byName.path("metadata").path("public").asText()).isEqualTo("false");
    assertThat(byName.path("current_user_role_id").asInt()).isEqualTo(1);
    assertThat(byName.path("repo_count").asInt()).isZero();

    harbor.call("PUT", "/projects/team").as("dev").json("{'metadata':{'public':'true'}}").text(200);
    assertThat(harbor.get("/projects/team").json(200).path("metadata").path("public").asText())
        .isEqualTo("true");
    assertThat(
            harbor
                .get("/projects/team/_deletable")
                .as("dev")
                .json(200)
                .path("deletable")
                .asBoolean())
        .isTrue();
    harbor.call("DELETE", "/projects/team").as("dev").text(200);
    harbor.get("/projects/team").as("boss").text(404);
  }

  @Test
  void aProjectNamedByDigitsIsReachedByTheNameHeader() {
    harbor.project("dev", "2024", false);
    assertThat(
            harbor
                .get("/projects/2024")
                .as("dev")
                .header("X-Is-Resource-Name", "true")
                .json(200)
                .path("name")
                .asText())
        .isEqualTo("2024");
    harbor.get("/projects/2024").as("boss").text(404);
  }

  @Test
  void aTakenOrBadProjectNameIsRefused() {
    harbor.project("dev", "team", false);
    assertThat(code(harbor.project("boss", "team", true))).isEqualTo("409 CONFLICT");
    for (var bad : List.of("", "Team", "-team", "te am", "a/b")) {
      assertThat(code(harbor.project("dev", bad, false))).as(bad).isEqualTo("400 BAD_REQUEST");
    }
    assertThat(code(harbor.project("dev", "x".repeat(300), false)))
        .isEqualTo("422 UNPROCESSABLE_ENTITY");
    assertThat(code(harbor.call("POST", "/projects").as("dev").json("{}").send()))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(code(harbor.call("POST", "/projects").json("{'project_name':'anon'}").send()))
        .isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void headSaysWhetherAProjectExists() {
    harbor.project("dev", "team", false);
    var path = API + "/projects?project_name=";
    assertThat(harbor.berth.call("HEAD", path + "team").as("dev").send().statusCode())
        .isEqualTo(200);
    assertThat(harbor.berth.call("HEAD", path + "none").as("dev").send().statusCode())
        .isEqualTo(404);
    for (var without : List.of(path, API + "/projects", API + "/projects?name=team")) {
      assertThat(harbor.berth.call("HEAD", without).as("dev").send().statusCode())
          .as(without)
          .isEqualTo(422);
    }
  }

  @Test
  void aMissingProjectAndAForbiddenOneLookAlike() {
    harbor.project("boss", "secret", false);
    for (var name : List.of("secret", "missing")) {
      assertThat(code(harbor.get("/projects/" + name).send())).isEqualTo("401 UNAUTHORIZED");
      assertThat(code(harbor.get("/projects/" + name).as("dev").send())).isEqualTo("403 FORBIDDEN");
      assertThat(code(harbor.get("/projects/" + name + "/repositories").as("dev").send()))
          .isEqualTo("403 FORBIDDEN");
    }
    assertThat(code(harbor.get("/projects/missing").as("boss").send())).isEqualTo("404 NOT_FOUND");
    assertThat(names(harbor.get("/projects").as("dev").json(200), "name"))
        .containsExactly("library");
    assertThat(names(harbor.get("/projects").json(200), "name")).containsExactly("library");
  }

  @Test
  void listsArePagedWithTotalAndLinks() {
    for (var i = 0; i < 5; i++) {
      harbor.project("dev", "p" + i, false);
    }
    var first = harbor.get("/projects?page=1&page_size=2&name=p").as("dev").send();
    assertThat(header(first, "X-Total-Count")).isEqualTo("5");
    assertThat(header(first, "Link"))
        .contains("page=2")
        .contains("page_size=2")
        .contains("rel=\"next\"")
        .doesNotContain("rel=\"prev\"");
    var last = harbor.get("/projects?page=3&page_size=2&name=p").as("dev").send();
    assertThat(header(last, "Link")).contains("rel=\"prev\"").doesNotContain("next");
    assertThat(names(harbor.get("/projects?sort=-name&name=p").as("dev").json(200), "name"))
        .startsWith("p4", "p3");
    assertThat(names(harbor.get("/projects?q=name%3D~p3").as("dev").json(200), "name"))
        .containsExactly("p3");
    assertThat(harbor.get("/projects?public=true").as("dev").json(200)).hasSize(1);
    for (var bad : List.of("page_size=101", "page_size=x", "page=x")) {
      assertThat(code(harbor.get("/projects?" + bad).as("dev").send()))
          .as(bad)
          .isEqualTo("422 UNPROCESSABLE_ENTITY");
    }
  }

  @Test
  void aProjectWithRepositoriesIsNotDeleted() {
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/app", "v1", "layer");
    assertThat(
            harbor
                .get("/projects/team/_deletable")
                .as("dev")
                .json(200)
                .path("deletable")
                .asBoolean())
        .isFalse();
    assertThat(code(harbor.call("DELETE", "/projects/team").as("dev").send()))
        .isEqualTo("412 PRECONDITION");
    assertThat(harbor.get("/projects/team/summary").as("dev").json(200).path("repo_count").asInt())
        .isEqualTo(1);
    var statistics = harbor.get("/statistics").as("dev").json(200);
    assertThat(statistics.path("private_repo_count").asInt()).isEqualTo(1);
    // How many there are in all is for administrators, as in Harbor.
    assertThat(statistics.path("total_project_count").asInt()).isZero();
  }

  @Test
  void membersGetTheirRoleAndLoseItAtOnce() {
    harbor.project("boss", "team", false);
    harbor.pushImage("boss", "team/app", "v1", "layer");
    var added =
        harbor
            .call("POST", "/projects/team/members")
            .as("boss")
            .json("{'role_id':3,'member_user':{'username':'dev'}}")
            .send();
    assertThat(added.statusCode()).isEqualTo(201);
    var member = header(added, "Location");
    harbor.get("/projects/team/repositories").as("dev").text(200);
    assertThat(code(harbor.call("DELETE", "/projects/team/repositories/app").as("dev").send()))
        .isEqualTo("403 FORBIDDEN");

    harbor.berth.call("PUT", member).as("boss").json("{'role_id':2}").text(200);
    assertThat(harbor.berth.call("GET", member).as("boss").json(200).path("role_name").asText())
        .isEqualTo("developer");
    assertThat(
            code(
                harbor
                    .call("POST", "/projects/team/members")
                    .as("boss")
                    .json("{'role_id':2,'member_user':{'username':'dev'}}")
                    .send()))
        .isEqualTo("409 CONFLICT");
    assertThat(
            code(
                harbor
                    .call("POST", "/projects/team/members")
                    .as("boss")
                    .json("{'role_id':9,'member_user':{'username':'dev'}}")
                    .send()))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(
            code(
                harbor
                    .call("POST", "/projects/team/members")
                    .as("boss")
                    .json("{'role_id':2,'member_user':{'username':'ghost'}}")
                    .send()))
        .isEqualTo("404 NOT_FOUND");
    harbor.berth.call("DELETE", member).as("boss").text(200);
    assertThat(code(harbor.get("/projects/team/repositories").as("dev").send()))
        .isEqualTo("403 FORBIDDEN");
  }
}
