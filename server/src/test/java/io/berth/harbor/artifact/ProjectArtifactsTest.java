package io.berth.harbor.artifact;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.image;
import static io.berth.harbor.HarborCalls.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The artifacts of all repositories of a project in one list. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ProjectArtifactsTest {
  private static final String ARTIFACTS = "/projects/team/artifacts";
  private static final String CONFIG = "application%2Fvnd.oci.image.config.v1%252Bjson";

  private final HarborCalls harbor;

  ProjectArtifactsTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void project() {
    harbor.project("dev", "team", false);
  }

  private List<String> digests(String query) {
    return names(harbor.get(ARTIFACTS + query).as("dev").json(200), "digest");
  }

  @Test
  void theyComeFromAllItsRepositoriesAndNoOther() {
    harbor.project("dev", "other", false);
    harbor.pushImage("dev", "other/app", "v1", "elsewhere");
    assertThat(digests("")).isEmpty();
    var first = harbor.pushImage("dev", "team/app", "v1", "one");
    var second = harbor.pushImage("dev", "team/deep/nested", "v1", "two");
    var third = harbor.pushImage("dev", "team/app", null, "three");
    harbor.pushAccessory("dev", "team/app", first);

    assertThat(digests("")).containsExactly(third, second, first);
    assertThat(digests("?page=2&page_size=2")).containsExactly(first);
    assertThat(digests("?q=tags%3Dnil")).containsExactly(third);
    assertThat(digests("?q=repository_name%3D~nested")).containsExactly(second);
    var unknown = harbor.get(ARTIFACTS + "?q=nosuch%3Dx").as("dev").send();
    assertThat(unknown.statusCode()).isEqualTo(400);
    var page = harbor.get(ARTIFACTS + "?page_size=2").as("dev").send();
    assertThat(header(page, "X-Total-Count")).isEqualTo("3");
    assertThat(header(page, "Link")).contains("page=2&page_size=2");
    var id = harbor.get("/projects/team").as("dev").json(200).path("project_id").asText();
    assertThat(names(harbor.get("/projects/" + id + "/artifacts").as("dev").json(200), "digest"))
        .hasSize(3);
  }

  /** Each is shown as its repository shows it, one that is in two of them as well. */
  @Test
  void eachIsWhatItsRepositoryShows() {
    for (var repository : List.of("app", "copy")) {
      var child = harbor.pushImage("dev", "team/" + repository, null, "amd64");
      var index =
          "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}]}"
              .formatted(MediaType.OCI_INDEX, MediaType.OCI_MANIFEST, child, image("amd64").length);
      var digest =
          harbor.pushManifest(
              "dev", "team/" + repository, "v1", MediaType.OCI_INDEX, index.getBytes(UTF_8));
      harbor.pushAccessory("dev", "team/" + repository, digest);
    }
    for (var query :
        List.of("", "?with_accessory=true", "?with_tag=false", "?q=base%3D%2A&sort=id")) {
      for (var repository : List.of("app", "copy")) {
        var own = "/projects/team/repositories/" + repository + "/artifacts" + query;
        var expected = harbor.get(own).as("dev").json(200);
        assertThat(expected).as(query).isNotEmpty();
        var all = harbor.get(ARTIFACTS + query).as("dev").json(200);
        assertThat(all)
            .as(query)
            .filteredOn(it -> it.path("repository_name").asText().equals("team/" + repository))
            .containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  void theLatestOfEachRepositoryIsOfOneType() {
    harbor.pushImage("dev", "team/app", "v1", "one");
    var latest = harbor.pushImage("dev", "team/app", "v2", "two");
    var other = harbor.pushImage("dev", "team/other", "v1", "three");
    harbor.pushAccessory("dev", "team/app", latest);

    assertThat(digests("?latest_in_repository=true&q=media_type%3D" + CONFIG))
        .containsExactly(other, latest);
    assertThat(digests("?latest_in_repository=true&q=artifact_type%3Dno/such")).isEmpty();
    for (var q :
        List.of("", "&q=media_type%3D~x", "&q=media_type%3Dx%2Cartifact_type%3Dx", "&q=size%3D1")) {
      var answer = harbor.get(ARTIFACTS + "?latest_in_repository=true" + q).as("dev").send();
      assertThat(code(answer)).as(q).isEqualTo("400 BAD_REQUEST");
    }
  }

  @Test
  void theLatestMayBeAnAccessoryOrAPartOfAnIndex() {
    var subject = harbor.pushImage("dev", "team/app", "v1", "one");
    var accessory = harbor.pushAccessory("dev", "team/app", subject);
    var child = harbor.pushImage("dev", "team/other", null, "amd64");
    var index =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}]}"
            .formatted(MediaType.OCI_INDEX, MediaType.OCI_MANIFEST, child, image("amd64").length);
    harbor.pushManifest("dev", "team/other", "v1", MediaType.OCI_INDEX, index.getBytes(UTF_8));

    assertThat(digests("?latest_in_repository=true&q=artifact_type%3Dapplication/vnd.example.sbom"))
        .containsExactly(accessory);
    assertThat(digests("?latest_in_repository=true&q=media_type%3D" + CONFIG))
        .containsExactly(child, subject);
  }

  @Test
  void onlyWhoSeesTheWholeProjectListsIt() {
    harbor.pushImage("dev", "team/app", "v1", "one");
    harbor.berth.user("boss", "eve");
    assertThat(code(harbor.get(ARTIFACTS).send())).isEqualTo("401 UNAUTHORIZED");
    assertThat(code(harbor.get(ARTIFACTS).as("eve").send())).isEqualTo("403 FORBIDDEN");
    var member = "{'role_id':3,'repository_pattern':'app*','member_user':{'username':'eve'}}";
    harbor.call("POST", "/projects/team/members").as("dev").json(member).text(201);
    harbor.get("/projects/team/repositories/app/artifacts").as("eve").json(200);
    assertThat(code(harbor.get(ARTIFACTS).as("eve").send())).isEqualTo("403 FORBIDDEN");
    harbor.get(ARTIFACTS).as("boss").json(200);
    assertThat(code(harbor.get("/projects/none/artifacts").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
  }
}
