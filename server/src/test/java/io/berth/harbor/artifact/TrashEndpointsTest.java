package io.berth.harbor.artifact;

import static io.berth.harbor.HarborCalls.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The trash as people and programs meet it. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class TrashEndpointsTest {
  private static final String TRASH = "/projects/team/trash";
  private static final String REPOSITORY = "/projects/team/repositories/app";
  private static final String ARTIFACTS = REPOSITORY + "/artifacts";

  private final HarborCalls harbor;
  private String digest = "";

  TrashEndpointsTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void push() {
    harbor.project("dev", "team", false);
    digest = harbor.pushImage("dev", "team/app", "v1", "layer");
    harbor.pushAccessory("dev", "team/app", digest);
  }

  private void delete(String path) {
    assertThat(harbor.call("DELETE", path).as("dev").send().statusCode()).isEqualTo(200);
  }

  private JsonNode only() {
    var entries = harbor.get(TRASH).as("dev").json(200);
    assertThat(entries).hasSize(1);
    return entries.path(0);
  }

  private JsonNode restore(JsonNode entry) {
    return harbor
        .call("POST", TRASH + "/" + entry.path("id").asLong() + "/restore")
        .as("dev")
        .json(200);
  }

  @Test
  void whatIsDeletedIsOutOfTheWayAndComesBack() {
    delete(ARTIFACTS + "/v1");
    assertThat(harbor.get(ARTIFACTS).as("dev").json(200)).isEmpty();
    var entry = only();
    assertThat(entry.path("kind").asText()).isEqualTo("artifact");
    assertThat(entry.path("repository").asText()).isEqualTo("team/app");
    assertThat(entry.path("digest").asText()).isEqualTo(digest);
    assertThat(entry.path("some_tags").path(0).asText()).isEqualTo("v1");
    assertThat(entry.path("artifacts").asInt()).isEqualTo(2);
    assertThat(entry.path("deleted_by").asText()).isEqualTo("dev");
    assertThat(entry.path("reason").asText()).isEqualTo("request");
    assertThat(harbor.get(TRASH + "/" + entry.path("id").asLong()).as("dev").json(200))
        .isEqualTo(entry);
    assertThat(harbor.get(TRASH + "?q=kind%3Drepository").as("dev").json(200)).isEmpty();
    assertThat(harbor.get("/trash").as("boss").json(200)).contains(entry);

    var restored = restore(entry);

    assertThat(restored.path("artifacts").asInt()).isEqualTo(2);
    assertThat(restored.path("tags").asInt()).isEqualTo(1);
    var back = harbor.get(ARTIFACTS + "/v1?with_accessory=true").as("dev").json(200);
    assertThat(back.path("digest").asText()).isEqualTo(digest);
    assertThat(back.path("accessories")).hasSize(1);
    assertThat(harbor.get(TRASH).as("dev").json(200)).isEmpty();
    assertThat(
            harbor
                .get("/projects/team/logs?q=operation%3Drestore")
                .as("dev")
                .json(200)
                .path(0)
                .path("resource")
                .asText())
        .contains("team/app@" + digest);
  }

  @Test
  void aRepositoryAndATagComeBackToo() {
    delete(ARTIFACTS + "/v1/tags/v1");
    assertThat(only().path("kind").asText()).isEqualTo("tag");
    restore(only());
    delete(REPOSITORY);
    assertThat(only().path("kind").asText()).isEqualTo("repository");
    var deletable = harbor.get("/projects/team/_deletable").as("dev").json(200);
    assertThat(deletable.path("deletable").asBoolean()).isTrue();

    restore(only());

    assertThat(harbor.get(ARTIFACTS + "/v1").as("dev").json(200).path("digest").asText())
        .isEqualTo(digest);
  }

  @Test
  void whoMayNotDeleteDoesNotSeeTheTrashNorReachIntoAnothers() {
    delete(ARTIFACTS + "/v1");
    var one = TRASH + "/" + only().path("id").asLong();
    harbor.berth.user("boss", "guest");
    harbor
        .call("POST", "/projects/team/members")
        .as("dev")
        .json("{\"role_id\":2,\"member_user\":{\"username\":\"guest\"}}")
        .send();
    for (var path : new String[] {TRASH, one}) {
      assertThat(code(harbor.get(path).as("guest").send())).isEqualTo("403 FORBIDDEN");
    }
    assertThat(code(harbor.call("POST", one + "/restore").as("guest").send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(harbor.get("/trash").as("dev").send())).isEqualTo("403 FORBIDDEN");
    harbor.project("guest", "other", false);
    var elsewhere = one.replace("/team/", "/other/");
    assertThat(code(harbor.call("POST", elsewhere + "/restore").as("guest").send()))
        .isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.call("DELETE", elsewhere).as("guest").send()))
        .isEqualTo("404 NOT_FOUND");
    assertThat(only().path("artifacts").asInt()).isEqualTo(2);
  }

  @Test
  void aProjectThatIsFullTakesNothingBack() {
    delete(ARTIFACTS + "/v1");
    var project = harbor.get("/projects/team").as("boss").json(200).path("project_id").asLong();
    harbor.call("PUT", "/quotas/" + project).as("boss").json("{\"hard\":{\"storage\":1}}").send();

    var refused =
        harbor.call("POST", TRASH + "/" + only().path("id").asLong() + "/restore").as("dev").send();

    assertThat(code(refused)).endsWith("DENIED");
    assertThat(only().path("artifacts").asInt()).isEqualTo(2);
  }

  @Test
  void anEntryAProjectAndARegistryArePurged() {
    delete(ARTIFACTS + "/v1");
    delete(TRASH + "/" + only().path("id").asLong());
    assertThat(harbor.get(TRASH).as("dev").json(200)).isEmpty();
    harbor.pushImage("dev", "team/app", "v1", "layer");
    delete(ARTIFACTS + "/v1");

    assertThat(harbor.call("DELETE", TRASH).as("dev").json(200).path("purged").asInt())
        .isEqualTo(1);

    harbor.pushImage("dev", "team/app", "v1", "layer");
    delete(ARTIFACTS + "/v1");
    assertThat(harbor.call("DELETE", "/trash").as("boss").json(200).path("purged").asInt())
        .isEqualTo(1);
    assertThat(code(harbor.get(TRASH + "/7777777").as("dev").send())).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void aRegistrySaysForHowLongItKeepsWhatIsDeleted() {
    var days = harbor.get("/configurations").as("boss").json(200).path("trash_days");
    assertThat(days.path("value").asInt()).isEqualTo(7);
    assertThat(days.path("editable").asBoolean()).isTrue();
    assertThat(code(configure("-1"))).isEqualTo("400 BAD_REQUEST");
    assertThat(code(configure("366"))).isEqualTo("400 BAD_REQUEST");
    assertThat(configure("0").statusCode()).isEqualTo(200);

    delete(ARTIFACTS + "/v1");

    assertThat(harbor.get(TRASH).as("dev").json(200)).isEmpty();
  }

  private java.net.http.HttpResponse<byte[]> configure(String days) {
    return harbor
        .call("PUT", "/configurations")
        .as("boss")
        .json("{\"trash_days\":%s}".formatted(days))
        .send();
  }
}
