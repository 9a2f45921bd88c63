package io.berth.harbor.artifact;

import static io.berth.harbor.HarborCalls.image;
import static io.berth.harbor.HarborCalls.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the platforms of an image that is deleted. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class IndexDeletionTest {
  private static final String ARTIFACTS = "/projects/team/repositories/app/artifacts";

  private final HarborCalls harbor;

  IndexDeletionTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void project() {
    harbor.project("dev", "team", false);
  }

  private String index(String tag, String... children) {
    var listed =
        Stream.of(children)
            .map(
                child ->
                    "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                        .formatted(MediaType.OCI_MANIFEST, child, image("layer").length))
            .collect(joining(","));
    var document =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"annotations\":{\"of\":\"%s\"},\"manifests\":[%s]}"
            .formatted(MediaType.OCI_INDEX, tag, listed);
    return harbor.pushManifest(
        "dev", "team/app", tag, MediaType.OCI_INDEX, document.getBytes(UTF_8));
  }

  private int status(String digest) {
    return harbor
        .berth
        .call("HEAD", "/v2/team/app/manifests/" + digest)
        .as("dev")
        .send()
        .statusCode();
  }

  @Test
  void whatOnlyTheIndexListsGoesWithItHoweverItIsDeleted() {
    for (var way : new String[] {"/api/v2.0" + ARTIFACTS + "/%s", "/v2/team/app/manifests/%s"}) {
      var amd = harbor.pushImage("dev", "team/app", null, "amd64 " + way);
      var arm = harbor.pushImage("dev", "team/app", null, "arm64 " + way);
      var signature = harbor.pushAccessory("dev", "team/app", arm);
      var inner = index("inner", amd);
      var outer = index("outer", inner, arm);
      harbor.call("DELETE", ARTIFACTS + "/inner/tags/inner").as("dev").text(200);
      // Asked of Harbor's API: who may push and asks /v2 is told that it is there for a while.
      harbor.get(ARTIFACTS + "/" + amd).as("dev").text(200);

      harbor.berth.call("DELETE", way.formatted(outer)).as("dev").send();
      for (var gone : new String[] {outer, inner, amd, arm, signature}) {
        assertThat(status(gone)).as(way + " " + gone).isEqualTo(404);
      }
      assertThat(harbor.get(ARTIFACTS).as("dev").json(200)).as(way).isEmpty();
    }
  }

  @Test
  void whatHasATagOrAnotherIndexStays() {
    var tagged = harbor.pushImage("dev", "team/app", "amd64", "amd64");
    var shared = harbor.pushImage("dev", "team/app", null, "arm64");
    var alone = harbor.pushImage("dev", "team/app", null, "s390x");
    index("one", tagged, shared, alone);
    var other = index("other", shared);

    harbor.call("DELETE", ARTIFACTS + "/one").as("dev").text(200);
    assertThat(status(tagged)).isEqualTo(200);
    assertThat(status(shared)).isEqualTo(200);
    assertThat(status(alone)).isEqualTo(404);
    assertThat(names(harbor.get(ARTIFACTS).as("dev").json(200), "digest"))
        .containsExactlyInAnyOrder(tagged, other);
  }

  /** A platform that had a tag once needs nothing but its index any more. */
  @Test
  void whatLostItsTagGoesWithTheIndex() {
    var child = harbor.pushImage("dev", "team/app", "amd64", "amd64");
    index("one", child);
    harbor.call("DELETE", ARTIFACTS + "/amd64/tags/amd64").as("dev").text(200);

    harbor.call("DELETE", ARTIFACTS + "/one").as("dev").text(200);
    assertThat(status(child)).isEqualTo(404);
  }

  @Test
  void whatNothingNeedsIsNoLongerCountedOnceItsBlobsAreCollected() {
    var child = harbor.pushImage("dev", "team/app", null, "a layer of some length");
    index("one", child);
    var held = harbor.berth.number("SELECT sum(bytes) FROM project_usage");
    harbor.call("DELETE", ARTIFACTS + "/one").as("dev").text(200);
    assertThat(harbor.berth.number("SELECT sum(bytes) FROM project_usage"))
        .isLessThan(held - image("a layer of some length").length);
  }
}
