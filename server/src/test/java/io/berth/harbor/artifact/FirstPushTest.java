package io.berth.harbor.artifact;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.image;
import static io.berth.harbor.HarborCalls.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A repository is there from its first manifest on. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class FirstPushTest {
  private static final String REPOSITORY = "/projects/team/repositories/app";

  private final HarborCalls harbor;

  FirstPushTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void blobsArrive() {
    harbor.project("dev", "team", true);
    harbor.pushBlob(
        "dev", "team/app", "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8));
    harbor.pushBlob("dev", "team/app", "layer".getBytes(UTF_8));
    harbor.berth.call("POST", "/v2/team/app/blobs/uploads/").as("dev").text(202);
  }

  private void manifestArrives() {
    harbor.pushManifest("dev", "team/app", "v1", MediaType.OCI_MANIFEST, image("layer"));
  }

  private int listed(String path) {
    return harbor.get(path).as("dev").json(200).size();
  }

  @Test
  void nobodyIsShownItBeforeAndEverybodyAfter() {
    for (int count = 0; count < 2; count++) {
      assertThat(listed("/projects/team/repositories")).isEqualTo(count);
      assertThat(listed("/repositories?q=name%3Dteam/app")).isEqualTo(count);
      var search = harbor.get("/search?q=team/app").as("dev").json(200);
      assertThat(search.path("repository")).hasSize(count);
      var project = harbor.get("/projects/team").as("dev").json(200);
      assertThat(project.path("repo_count").asInt()).isEqualTo(count);
      var summary = harbor.get("/projects/team/summary").as("dev").json(200);
      assertThat(summary.path("repo_count").asInt()).isEqualTo(count);
      assertThat(listed(REPOSITORY + "/artifacts")).isEqualTo(count);
      manifestArrives();
    }
    var repository = harbor.get(REPOSITORY).as("dev").json(200);
    assertThat(repository.path("artifact_count").asInt()).isOne();
    assertThat(repository.path("creation_time").asText())
        .isEqualTo(
            harbor
                .get(REPOSITORY + "/artifacts")
                .as("dev")
                .json(200)
                .path(0)
                .path("push_time")
                .asText());
  }

  /** Such programs list repositories and delete those without artifacts. */
  @Test
  void aCleanerOfEmptyRepositoriesDoesNotHitThePush() {
    assertThat(code(harbor.get(REPOSITORY).as("dev").send())).isEqualTo("404 NOT_FOUND");
    assertThat(code(harbor.call("DELETE", REPOSITORY).as("dev").send())).isEqualTo("404 NOT_FOUND");
    manifestArrives();
    assertThat(names(harbor.get("/projects/team/repositories").as("dev").json(200), "name"))
        .containsExactly("team/app");
  }

  @Test
  void oneThatLostItsLastArtifactStaysAndIsEmpty() {
    manifestArrives();
    harbor.call("DELETE", REPOSITORY + "/artifacts/v1").as("dev").text(200);
    var repository = harbor.get("/projects/team/repositories").as("dev").json(200).path(0);
    assertThat(repository.path("artifact_count").asInt()).isZero();
  }

  @Test
  void aProjectThatOnlySawTheBeginningOfPushesIsDeletedWithThem() {
    assertThat(
            harbor
                .get("/projects/team/_deletable")
                .as("dev")
                .json(200)
                .path("deletable")
                .asBoolean())
        .isTrue();
    harbor.call("DELETE", "/projects/team").as("dev").text(200);
    harbor.project("dev", "team", false);
    assertThat(listed("/projects/team/repositories")).isZero();
    var head = harbor.berth.call("HEAD", "/v2/team/app/blobs/sha256:" + "0".repeat(64)).as("dev");
    assertThat(head.send().statusCode()).isEqualTo(404);
  }

  @Test
  void theArtifactsOfARepositoryThatIsNotThereAreNone() {
    var answer = harbor.get("/projects/team/repositories/none/artifacts").as("dev").send();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("[]");
    assertThat(HarborCalls.header(answer, "X-Total-Count")).isEqualTo("0");
    harbor.get("/projects/team/repositories/none/artifacts/v1").as("dev").text(404);
    harbor.get("/projects/nowhere/repositories/none/artifacts").as("boss").text(404);
  }
}
