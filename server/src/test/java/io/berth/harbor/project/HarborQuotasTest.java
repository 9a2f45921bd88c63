package io.berth.harbor.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/reference/contracts/harbor.md#shapes and #quotas. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborQuotasTest {
  private final HarborCalls harbor;

  HarborQuotasTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @Test
  void quotasAreReadChangedAndKept() {
    harbor.project("boss", "team", false);
    harbor.pushImage("boss", "team/app", "v1", "layer");
    var id = quota("team").path("id").asLong();

    var before = harbor.get("/quotas/" + id).as("boss").json(200);
    assertThat(before.path("ref").path("name").asText()).isEqualTo("team");
    assertThat(before.path("ref").path("owner_name").asText()).isEqualTo("boss");
    assertThat(before.path("hard").path("storage").asLong()).isEqualTo(-1);
    var used = before.path("used").path("storage").asLong();
    assertThat(used)
        .isEqualTo(
            HarborCalls.image("layer").length
                + "layer".length()
                + "{\"os\":\"linux\",\"architecture\":\"amd64\"}".length());

    put(id, "{'hard':{'storage':%d}}".formatted(used)).text(200);
    var full = harbor.berth.call("POST", "/v2/team/app/blobs/uploads/").as("boss").json(403);
    assertThat(full.path("errors").path(0).path("code").asText()).isEqualTo("DENIED");
    assertThat(harbor.get("/projects/team/summary").as("boss").json(200).path("quota").toString())
        .isEqualTo("{\"hard\":{\"storage\":%d},\"used\":{\"storage\":%d}}".formatted(used, used));
    put(id, "{'hard':{'storage':-1}}").text(200);
    harbor.pushImage("boss", "team/app", "v2", "another layer");
  }

  @Test
  void newProjectsGetTheQuotaOfTheConfigurationAndOthersKeepTheirs() {
    harbor.project("boss", "before", false);
    configure("{'storage_per_project':1000}").text(200);
    harbor.project("boss", "after", false);

    assertThat(
            harbor
                .get("/configurations")
                .as("boss")
                .json(200)
                .path("storage_per_project")
                .toString())
        .isEqualTo("{\"value\":1000,\"editable\":true}");
    assertThat(quota("before").at("/hard/storage").asLong()).isEqualTo(-1);
    assertThat(quota("after").at("/hard/storage").asLong()).isEqualTo(1000);
    assertThat(configure("{'storage_per_project':0}").send().statusCode()).isEqualTo(400);
    assertThat(configure("{'storage_per_project':'many'}").send().statusCode()).isEqualTo(422);
    configure("{'storage_per_project':-1}").text(200);
    assertThat(harbor.get("/configurations").as("boss").json(200).at("/storage_per_project/value"))
        .hasToString("-1");
  }

  private io.berth.testing.HttpCall configure(String body) {
    return harbor.call("PUT", "/configurations").as("boss").json(body);
  }

  @Test
  void onlyAdministratorsMayAskAndChange() {
    harbor.project("dev", "mine", false);
    var id = quota("mine").path("id").asLong();

    assertThat(harbor.get("/quotas").as("dev").send().statusCode()).isEqualTo(403);
    assertThat(harbor.get("/quotas").send().statusCode()).isEqualTo(401);
    assertThat(
            harbor
                .call("PUT", "/quotas/" + id)
                .as("dev")
                .json("{'hard':{'storage':9}}")
                .send()
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void quotasAreListedAsClientsAsk() {
    harbor.project("boss", "team", false);
    harbor.pushImage("boss", "team/app", "v1", "layer");
    var library = quota("library");

    var page = harbor.get("/quotas/?page=1&page_size=1&sort=-used.storage").as("boss").send();
    assertThat(HarborCalls.header(page, "X-Total-Count")).isEqualTo("2");
    assertThat(HarborCalls.header(page, "Link")).contains("rel=\"next\"");
    var sorted = harbor.get("/quotas?sort=-used.storage").as("boss").json(200);
    assertThat(sorted.path(0).path("ref").path("name").asText()).isEqualTo("team");
    var one =
        harbor
            .get(
                "/quotas?reference=project&reference_id=" + library.path("ref").path("id").asText())
            .as("boss")
            .json(200);
    assertThat(one).hasSize(1);
    assertThat(harbor.get("/quotas?reference=user").as("boss").json(200)).isEmpty();
    assertThat(harbor.get("/quotas?page=9").as("boss").json(200)).isEmpty();
  }

  @Test
  void nonsenseIsRefused() {
    var id = quota("library").path("id").asLong();
    for (var body :
        new String[] {"{}", "{'hard':{}}", "{'hard':{'storage':0}}", "{'hard':{'storage':-2}}"}) {
      put(id, body).text(400);
    }
    put(999_999, "{'hard':{'storage':5}}").text(404);
    assertThat(harbor.get("/quotas/x").as("boss").send().statusCode()).isEqualTo(404);
  }

  @Test
  void anAdministratorGivesALimitWithTheProjectAndOthersDoNot() {
    harbor
        .call("POST", "/projects")
        .as("boss")
        .json("{'project_name':'small','storage_limit':1000}")
        .text(201);
    harbor
        .call("POST", "/projects")
        .as("dev")
        .json("{'project_name':'greedy','storage_limit':1000}")
        .text(201);
    harbor
        .call("POST", "/projects")
        .as("boss")
        .json("{'project_name':'wrong','storage_limit':-7}")
        .text(400);

    assertThat(quota("small").path("hard").path("storage").asLong()).isEqualTo(1000);
    assertThat(quota("greedy").path("hard").path("storage").asLong()).isEqualTo(-1);
  }

  @Test
  void aCopyTakesTheRoomThatItNeedsWhateverItsManifestsSayOfTheirLayers() {
    harbor.project("boss", "team", false);
    var layer = "x".repeat(5000);
    harbor.pushImage("boss", "team/app", null, layer);
    var lying = new String(HarborCalls.image(layer), UTF_8).replace("5000", "1");
    var digest =
        harbor.pushManifest(
            "boss", "team/app", "v1", MediaType.OCI_MANIFEST, lying.getBytes(UTF_8));
    harbor.pushAccessory("boss", "team/app", digest);
    var index = MediaType.OCI_INDEX;
    harbor.pushManifest(
        "boss",
        "team/app",
        "all",
        index,
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":1}]}"""
            .formatted(index, MediaType.OCI_MANIFEST, digest)
            .getBytes(UTF_8));

    for (var tag : List.of("v1", "all")) {
      harbor
          .call("POST", "/projects")
          .as("boss")
          .json("{'project_name':'small-%s','storage_limit':5000}".formatted(tag))
          .text(201);
      var target = "small-" + tag;
      for (int i = 0; i < 2; i++) {
        assertThat(copy(target, tag).json(403).at("/errors/0/code").asText()).isEqualTo("DENIED");
        assertThat(quota(target).at("/used/storage").asLong()).isZero();
      }
      // To the byte: what the copy takes is what it needs.
      var id = quota(target).path("id").asLong();
      put(id, "{'hard':{'storage':-1}}").text(200);
      copy(target, tag).text(201);
      var used = quota(target).at("/used/storage").asLong();
      assertThat(used).isGreaterThan(5000);
      harbor
          .call("DELETE", "/projects/%s/repositories/copy".formatted(target))
          .as("boss")
          .text(200);
      assertThat(quota(target).at("/used/storage").asLong()).isZero();
      put(id, "{'hard':{'storage':%d}}".formatted(used - 1)).text(200);
      copy(target, tag).text(403);
      put(id, "{'hard':{'storage':%d}}".formatted(used)).text(200);
      copy(target, tag).text(201);
      copy(target, tag).text(201);
    }
  }

  private io.berth.testing.HttpCall copy(String project, String tag) {
    return harbor
        .call(
            "POST",
            "/projects/%s/repositories/copy/artifacts?from=team/app:%s".formatted(project, tag))
        .as("boss");
  }

  private io.berth.testing.HttpCall put(long id, String body) {
    return harbor.call("PUT", "/quotas/" + id).as("boss").json(body);
  }

  private JsonNode quota(String project) {
    for (var quota : harbor.get("/quotas?page_size=100").as("boss").json(200)) {
      if (quota.path("ref").path("name").asText().equals(project)) {
        return quota;
      }
    }
    throw new AssertionError("no quota of " + project);
  }
}
