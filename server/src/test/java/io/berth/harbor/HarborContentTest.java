package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.image;
import static io.berth.harbor.HarborCalls.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Repositories and artifacts, as clients of Harbor meet them:
 * docs/reference/contracts/harbor.md#resources.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborContentTest {
  private final HarborCalls harbor;

  HarborContentTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @Test
  void aRepositoryIsNamedWithItsSlashesEncodedOnceOrTwice() {
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/back/api", "v1", "layer");
    for (var name : List.of("back%2Fapi", "back%252Fapi")) {
      var found = harbor.get("/projects/team/repositories/" + name).as("dev").json(200);
      assertThat(found.path("name").asText()).isEqualTo("team/back/api");
      assertThat(found.path("artifact_count").asInt()).isEqualTo(1);
      assertThat(
              harbor.get("/projects/team/repositories/" + name + "/artifacts").as("dev").json(200))
          .hasSize(1);
    }
    harbor
        .call("PUT", "/projects/team/repositories/back%2Fapi")
        .as("dev")
        .json("{'description':'the back end'}")
        .text(200);
    assertThat(
            harbor
                .get("/projects/team/repositories/back%2Fapi")
                .as("dev")
                .json(200)
                .path("description")
                .asText())
        .isEqualTo("the back end");
    assertThat(names(harbor.get("/repositories?q=name%3D~back").as("dev").json(200), "name"))
        .containsExactly("team/back/api");
    assertThat(harbor.get("/repositories").json(200)).isEmpty();
    harbor.call("DELETE", "/projects/team/repositories/back%2Fapi").as("dev").text(200);
    assertThat(code(harbor.get("/projects/team/repositories/back%2Fapi").as("dev").send()))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void anArtifactShowsItsTagsPlatformAndAccessories() {
    harbor.project("dev", "team", false);
    var digest = harbor.pushImage("dev", "team/app", "v1", "layer");
    var artifacts = "/projects/team/repositories/app/artifacts";
    var tagged =
        harbor.call("POST", artifacts + "/v1/tags").as("dev").json("{'name':'stable'}").send();
    assertThat(tagged.statusCode()).isEqualTo(201);
    assertThat(header(tagged, "Location")).isEmpty();
    assertThat(
            code(
                harbor
                    .call("POST", artifacts + "/v1/tags")
                    .as("dev")
                    .json("{'name':'stable'}")
                    .send()))
        .isEqualTo("409 CONFLICT");
    assertThat(
            code(
                harbor
                    .call("POST", artifacts + "/v1/tags")
                    .as("dev")
                    .json("{'name':'no good'}")
                    .send()))
        .isEqualTo("400 BAD_REQUEST");

    var accessory = harbor.pushAccessory("dev", "team/app", digest);
    var artifact =
        harbor.get(artifacts + "/stable?with_tag=true&with_accessory=true").as("dev").json(200);
    assertThat(artifact.path("digest").asText()).isEqualTo(digest);
    assertThat(artifact.path("type").asText()).isEqualTo("IMAGE");
    assertThat(artifact.path("extra_attrs").path("os").asText()).isEqualTo("linux");
    assertThat(names(artifact.path("tags"), "name")).containsExactly("stable", "v1");
    assertThat(names(artifact.path("accessories"), "digest")).containsExactly(accessory);

    var list = harbor.get(artifacts).as("dev").send();
    assertThat(header(list, "X-Total-Count")).isEqualTo("1");
    harbor.pushImage("dev", "team/app", null, "untagged");
    assertThat(harbor.get(artifacts).as("dev").json(200)).hasSize(2);
    assertThat(names(harbor.get(artifacts + "?q=tags%3D*").as("dev").json(200), "digest"))
        .containsExactly(digest);
    assertThat(harbor.get(artifacts + "?q=tags%3Dnil").as("dev").json(200)).hasSize(1);
    assertThat(harbor.get(artifacts + "/" + digest + "/accessories").as("dev").json(200))
        .hasSize(1);
    assertThat(harbor.get(artifacts + "/" + digest + "/tags").as("dev").json(200)).hasSize(2);

    harbor.berth.user("boss", "guest");
    harbor.call("DELETE", artifacts + "/v1/tags/stable").as("guest").text(403);
    harbor.call("DELETE", artifacts + "/v1/tags/stable").as("dev").text(200);
    assertThat(code(harbor.call("DELETE", artifacts + "/v1/tags/stable").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
    harbor.call("DELETE", artifacts + "/v1").as("boss").text(200);
    assertThat(code(harbor.get(artifacts + "/" + digest).as("dev").send()))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void artifactsAreFoundByTheirTagAndByAPartOfTheirDigest() {
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/app", "v1.0", "one");
    harbor.pushImage("dev", "team/app", "V2_rc", "two");
    var list = "/projects/team/repositories/app/artifacts";
    for (var found : List.of("tags%3D~V1", "tags%3Dv1.0", "tags%3D~.0")) {
      var only = harbor.get(list + "?q=" + found).as("dev").json(200);
      assertThat(only).as(found).hasSize(1);
      assertThat(names(only.get(0).path("tags"), "name")).containsExactly("v1.0");
    }
    for (var nothing : List.of("tags%3Dv1", "tags%3DV1.0", "tags%3D~v1_0", "tags%3D~%25")) {
      assertThat(harbor.get(list + "?q=" + nothing).as("dev").json(200)).as(nothing).isEmpty();
    }
    var digest = harbor.get(list + "/V2_rc").as("dev").json(200).path("digest").asText();
    assertThat(harbor.get(list + "?q=tags%3D~sha256").as("dev").json(200)).isEmpty();
    var byDigest = harbor.get(list + "?q=digest%3D~" + digest.substring(0, 20)).as("dev").json(200);
    assertThat(names(byDigest, "digest")).containsExactly(digest);
  }

  @Test
  void anIndexStandsForItsChildren() {
    harbor.project("dev", "team", false);
    var child = harbor.pushImage("dev", "team/app", null, "layer");
    var index =
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d,
        "platform":{"os":"linux","architecture":"amd64"}}]}"""
            .formatted(MediaType.OCI_INDEX, MediaType.OCI_MANIFEST, child, image("layer").length);
    var digest =
        harbor.pushManifest("dev", "team/app", "multi", MediaType.OCI_INDEX, index.getBytes(UTF_8));
    var artifacts = "/projects/team/repositories/app/artifacts";

    var listed = harbor.get(artifacts).as("dev").json(200);
    assertThat(names(listed, "digest")).containsExactly(digest);
    var reference = listed.path(0).path("references").path(0);
    assertThat(reference.path("child_digest").asText()).isEqualTo(child);
    assertThat(reference.path("child_id").asLong())
        .isEqualTo(harbor.get(artifacts + "/" + child).as("dev").json(200).path("id").asLong());
    assertThat(reference.path("urls").isNull()).isTrue();
    assertThat(reference.path("platform").path("OsFeatures").isNull()).isTrue();
    assertThat(reference.path("platform").path("architecture").asText()).isEqualTo("amd64");
    assertThat(code(harbor.call("DELETE", artifacts + "/" + child).as("boss").send()))
        .isEqualTo("412 PRECONDITION");
  }

  @Test
  void aListShowsWhatItsFlagsAskForInTheOrderAskedFor() {
    harbor.project("dev", "team", false);
    var small = harbor.pushImage("dev", "team/app", "small", "a");
    var large = harbor.pushImage("dev", "team/app", "large", "a much longer layer");
    var middle = harbor.pushImage("dev", "team/app", "middle", "a long layer");
    var signature = harbor.pushAccessory("dev", "team/app", small);
    var list = "/projects/team/repositories/app/artifacts";

    assertThat(digests(list + "?sort=size")).containsExactly(small, middle, large);
    assertThat(digests(list + "?sort=-size")).containsExactly(large, middle, small);
    assertThat(digests(list + "?sort=push_time")).containsExactly(small, large, middle);
    assertThat(digests(list + "?sort=-push_time")).containsExactly(middle, large, small);
    assertThat(digests(list + "?sort=id")).containsExactly(small, large, middle);
    assertThat(digests(list + "?sort=type,-id")).containsExactly(middle, large, small);
    assertThat(digests(list + "?sort=-pull_time,digest")).isSorted();
    assertThat(digests(list + "?sort=nothing")).containsExactly(middle, large, small);
    assertThat(digests(list + "?sort=-size&page_size=1&page=2")).containsExactly(middle);

    var whole = harbor.get(list + "?sort=id&with_accessory=True").as("dev").json(200).path(0);
    assertThat(names(whole.path("tags"), "name")).containsExactly("small");
    assertThat(names(whole.path("accessories"), "digest")).containsExactly(signature);
    assertThat(whole.path("accessories").path(0).path("subject_artifact_digest").asText())
        .isEqualTo(small);
    var bare = harbor.get(list + "?sort=id&with_tag=maybe").as("dev").json(200).path(0);
    assertThat(bare.path("digest").asText()).isEqualTo(small);
    assertThat(bare.path("tags").isNull()).isTrue();
    assertThat(bare.path("accessories").isNull()).isTrue();
  }

  @Test
  void artifactsAreSortedByTheTypeThatTheyShow() {
    harbor.project("dev", "team", false);
    for (var config :
        List.of(
            "application/vnd.cncf.helm.config.v1+json",
            "application/vnd.wasm.module.config.v1+json",
            "application/vnd.acme.b.c.config.v2",
            "application/vnd.acme.model.config.v1.2+json",
            "application/vnd.acme",
            "application/vnd.acme.config.v1",
            "text/plain",
            "application/vnd.docker.container.image.v1+json")) {
      pushArtifact(config);
    }
    harbor.pushImage("dev", "team/app", "image", "layer");
    var list = "/projects/team/repositories/app/artifacts";

    var types = names(harbor.get(list + "?sort=type").as("dev").json(200), "type");
    assertThat(types)
        .containsExactly(
            "B.C", "CHART", "IMAGE", "IMAGE", "MODULE", "UNKNOWN", "UNKNOWN", "UNKNOWN", "UNKNOWN");
    assertThat(names(harbor.get(list + "?sort=-type").as("dev").json(200), "type"))
        .isEqualTo(types.reversed());
  }

  private void pushArtifact(String config) {
    harbor.pushBlob("dev", "team/app", "{}".getBytes(UTF_8));
    var empty = Digest.of(Digest.Algorithm.SHA256, "{}".getBytes(UTF_8));
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","digest":"%s","size":2},
        "layers":[]}"""
            .formatted(MediaType.OCI_MANIFEST, config, empty);
    harbor.pushManifest("dev", "team/app", null, MediaType.OCI_MANIFEST, manifest.getBytes(UTF_8));
  }

  @Test
  void aPlatformInheritsTheAccessoriesOfItsIndexWhenAskedFor() {
    harbor.project("dev", "team", false);
    var child = harbor.pushImage("dev", "team/app", "amd64", "layer");
    var index =
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d}]}"""
            .formatted(MediaType.OCI_INDEX, MediaType.OCI_MANIFEST, child, image("layer").length);
    var parent =
        harbor.pushManifest("dev", "team/app", "multi", MediaType.OCI_INDEX, index.getBytes(UTF_8));
    var signature = harbor.pushAccessory("dev", "team/app", parent);
    var artifact = "/projects/team/repositories/app/artifacts/amd64";

    assertThat(harbor.get(artifact).as("dev").json(200).path("accessories").isNull()).isTrue();
    var inherited = harbor.get(artifact + "?with_inherited_accessory=true").as("dev").json(200);
    assertThat(names(inherited.path("accessories"), "digest")).containsExactly(signature);
    assertThat(names(inherited.path("accessories"), "subject_artifact_digest"))
        .containsExactly(parent);
  }

  @Test
  void aListOfProjectsCountsTheRepositoriesOfEach() {
    harbor.project("dev", "team", false);
    harbor.project("dev", "more", false);
    harbor.project("dev", "none", false);
    harbor.pushImage("dev", "team/app", "v1", "a");
    harbor.pushImage("dev", "more/app", "v1", "a");
    harbor.pushImage("dev", "more/web", "v1", "a");

    var projects = harbor.get("/projects").as("dev").json(200);
    assertThat(names(projects, "name")).containsExactly("library", "more", "none", "team");
    assertThat(names(projects, "repo_count")).containsExactly("0", "2", "0", "1");
  }

  private List<String> digests(String list) {
    return names(harbor.get(list).as("dev").json(200), "digest");
  }
}
