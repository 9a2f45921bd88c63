package io.berth.harbor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.server.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Harbor's API as its clients meet it: contracts/harbor.md section 3. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborApiTest {
  private static final String API = "/api/v2.0";
  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private RunningBerth berth;
  private long admin;
  private long dev;

  @BeforeEach
  void start() throws IOException {
    berth = new RunningBerth(dialect, folder);
    admin = berth.administrator("boss");
    dev = berth.user("boss", "dev");
  }

  @AfterEach
  void stop() {
    berth.close();
  }

  // ---------------------------------------------------------------- system

  @Test
  void beforeSignInSystemInfoTellsOnlyHowToSignIn() {
    var before = get("/systeminfo").json(200);
    assertThat(before.path("auth_mode").asText()).isEqualTo("db_auth");
    assertThat(before.has("harbor_version")).isFalse();
    assertThat(before.has("registry_url")).isFalse();

    var after = get("/systeminfo").as("dev").json(200);
    assertThat(after.path("harbor_version").asText()).startsWith("v2.14.0-berth-");
    assertThat(after.path("registry_url").asText()).startsWith("127.0.0.1:");
    assertThat(after.path("external_url").asText()).startsWith("http://127.0.0.1:");
  }

  @Test
  void pingVersionAndHealthAnswerAnybody() {
    assertThat(get("/ping").text(200)).isEqualTo("Pong");
    assertThat(berth.call("GET", "/api/version").json(200).path("version").asText())
        .isEqualTo("v2.0");
    var health = get("/health").json(200);
    assertThat(health.path("status").asText()).isEqualTo("healthy");
    assertThat(names(health.path("components"), "name"))
        .containsExactlyInAnyOrder("core", "portal", "database", "registry");
  }

  @Test
  void everyPathAlsoWorksWithASlashAtItsEnd() {
    assertThat(get("/projects/").as("dev").json(200)).hasSize(1);
    assertThat(get("/users/current/").as("dev").json(200).path("username").asText())
        .isEqualTo("dev");
  }

  @Test
  void whatDoesNotExistIsRefusedInHarborsEnvelope() {
    var error = get("/nothing").as("dev").json(404).path("errors").path(0);
    assertThat(error.path("code").asText()).isEqualTo("NOT_FOUND");
    assertThat(error.path("message").asText()).isNotEmpty();
    var method = call("PATCH", "/projects").as("dev").send();
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(header(method, "Allow")).contains("GET").contains("POST");
    var broken = call("POST", "/projects").as("dev").json("{'project_name':").json(400);
    assertThat(broken.path("errors").path(0).path("code").asText()).isEqualTo("BAD_REQUEST");
  }

  // ---------------------------------------------------------------- projects

  @Test
  void aProjectIsCreatedFoundByNameAndIdChangedAndDeleted() {
    var made = project("dev", "team", false);
    assertThat(made.statusCode()).isEqualTo(201);
    var path = header(made, "Location");
    assertThat(path).matches(API + "/projects/\\d+");

    var byId = berth.call("GET", path).as("dev").json(200);
    var byName = get("/projects/team").as("dev").json(200);
    assertThat(byName).isEqualTo(byId);
    assertThat(byName.path("name").asText()).isEqualTo("team");
    assertThat(byName.path("owner_name").asText()).isEqualTo("dev");
    assertThat(byName.path("metadata").path("public").asText()).isEqualTo("false");
    assertThat(byName.path("current_user_role_id").asInt()).isEqualTo(1);
    assertThat(byName.path("repo_count").asInt()).isZero();

    call("PUT", "/projects/team").as("dev").json("{'metadata':{'public':'true'}}").text(200);
    assertThat(get("/projects/team").json(200).path("metadata").path("public").asText())
        .isEqualTo("true");
    assertThat(get("/projects/team/_deletable").as("dev").json(200).path("deletable").asBoolean())
        .isTrue();
    call("DELETE", "/projects/team").as("dev").text(200);
    get("/projects/team").as("boss").text(404);
  }

  @Test
  void aProjectNamedByDigitsIsReachedByTheNameHeader() {
    project("dev", "2024", false);
    assertThat(
            get("/projects/2024")
                .as("dev")
                .header("X-Is-Resource-Name", "true")
                .json(200)
                .path("name")
                .asText())
        .isEqualTo("2024");
    get("/projects/2024").as("boss").text(404);
  }

  @Test
  void aTakenOrBadProjectNameIsRefused() {
    project("dev", "team", false);
    assertThat(code(project("boss", "team", true))).isEqualTo("409 CONFLICT");
    for (var bad : List.of("", "Team", "-team", "te am", "a/b", "x".repeat(300))) {
      assertThat(code(project("dev", bad, false))).as(bad).isEqualTo("400 BAD_REQUEST");
    }
    assertThat(code(call("POST", "/projects").as("dev").json("{}").send()))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(code(call("POST", "/projects").json("{'project_name':'anon'}").send()))
        .isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void headSaysWhetherAProjectExists() {
    project("dev", "team", false);
    var path = API + "/projects?project_name=";
    assertThat(berth.call("HEAD", path + "team").as("dev").send().statusCode()).isEqualTo(200);
    assertThat(berth.call("HEAD", path + "none").as("dev").send().statusCode()).isEqualTo(404);
  }

  @Test
  void aMissingProjectAndAForbiddenOneLookAlike() {
    project("boss", "secret", false);
    for (var name : List.of("secret", "missing")) {
      assertThat(code(get("/projects/" + name).send())).isEqualTo("401 UNAUTHORIZED");
      assertThat(code(get("/projects/" + name).as("dev").send())).isEqualTo("403 FORBIDDEN");
      assertThat(code(get("/projects/" + name + "/repositories").as("dev").send()))
          .isEqualTo("403 FORBIDDEN");
    }
    assertThat(code(get("/projects/missing").as("boss").send())).isEqualTo("404 NOT_FOUND");
    assertThat(names(get("/projects").as("dev").json(200), "name")).containsExactly("library");
    assertThat(names(get("/projects").json(200), "name")).containsExactly("library");
  }

  @Test
  void listsArePagedWithTotalAndLinks() {
    for (var i = 0; i < 5; i++) {
      project("dev", "p" + i, false);
    }
    var first = get("/projects?page=1&page_size=2&name=p").as("dev").send();
    assertThat(header(first, "X-Total-Count")).isEqualTo("5");
    assertThat(header(first, "Link"))
        .contains("page=2")
        .contains("page_size=2")
        .contains("rel=\"next\"")
        .doesNotContain("rel=\"prev\"");
    var last = get("/projects?page=3&page_size=2&name=p").as("dev").send();
    assertThat(header(last, "Link")).contains("rel=\"prev\"").doesNotContain("next");
    assertThat(names(get("/projects?sort=-name&name=p").as("dev").json(200), "name"))
        .startsWith("p4", "p3");
    assertThat(names(get("/projects?q=name%3D~p3").as("dev").json(200), "name"))
        .containsExactly("p3");
    assertThat(get("/projects?public=true").as("dev").json(200)).hasSize(1);
    for (var bad : List.of("page=0", "page_size=101", "page_size=0", "page=x")) {
      assertThat(code(get("/projects?" + bad).as("dev").send()))
          .as(bad)
          .isEqualTo("422 UNPROCESSABLE_ENTITY");
    }
  }

  @Test
  void aProjectWithRepositoriesIsNotDeleted() {
    project("dev", "team", false);
    pushImage("dev", "team/app", "v1", "layer");
    assertThat(get("/projects/team/_deletable").as("dev").json(200).path("deletable").asBoolean())
        .isFalse();
    assertThat(code(call("DELETE", "/projects/team").as("dev").send()))
        .isEqualTo("412 PRECONDITION");
    assertThat(get("/projects/team/summary").as("dev").json(200).path("repo_count").asInt())
        .isEqualTo(1);
    var statistics = get("/statistics").as("dev").json(200);
    assertThat(statistics.path("private_repo_count").asInt()).isEqualTo(1);
    assertThat(statistics.path("total_project_count").asInt()).isEqualTo(2);
  }

  // ---------------------------------------------------------------- members

  @Test
  void membersGetTheirRoleAndLoseItAtOnce() {
    project("boss", "team", false);
    pushImage("boss", "team/app", "v1", "layer");
    var added =
        call("POST", "/projects/team/members")
            .as("boss")
            .json("{'role_id':3,'member_user':{'username':'dev'}}")
            .send();
    assertThat(added.statusCode()).isEqualTo(201);
    var member = header(added, "Location");
    get("/projects/team/repositories").as("dev").text(200);
    assertThat(code(call("DELETE", "/projects/team/repositories/app").as("dev").send()))
        .isEqualTo("403 FORBIDDEN");

    berth.call("PUT", member).as("boss").json("{'role_id':2}").text(200);
    assertThat(berth.call("GET", member).as("boss").json(200).path("role_name").asText())
        .isEqualTo("developer");
    assertThat(
            code(
                call("POST", "/projects/team/members")
                    .as("boss")
                    .json("{'role_id':2,'member_user':{'username':'dev'}}")
                    .send()))
        .isEqualTo("409 CONFLICT");
    assertThat(
            code(
                call("POST", "/projects/team/members")
                    .as("boss")
                    .json("{'role_id':9,'member_user':{'username':'dev'}}")
                    .send()))
        .isEqualTo("400 BAD_REQUEST");
    assertThat(
            code(
                call("POST", "/projects/team/members")
                    .as("boss")
                    .json("{'role_id':2,'member_user':{'username':'ghost'}}")
                    .send()))
        .isEqualTo("404 NOT_FOUND");
    berth.call("DELETE", member).as("boss").text(200);
    assertThat(code(get("/projects/team/repositories").as("dev").send()))
        .isEqualTo("403 FORBIDDEN");
  }

  // ---------------------------------------------------------------- repositories, artifacts

  @Test
  void aRepositoryIsNamedWithItsSlashesEncodedOnceOrTwice() {
    project("dev", "team", false);
    pushImage("dev", "team/back/api", "v1", "layer");
    for (var name : List.of("back%2Fapi", "back%252Fapi")) {
      var found = get("/projects/team/repositories/" + name).as("dev").json(200);
      assertThat(found.path("name").asText()).isEqualTo("team/back/api");
      assertThat(found.path("artifact_count").asInt()).isEqualTo(1);
      assertThat(get("/projects/team/repositories/" + name + "/artifacts").as("dev").json(200))
          .hasSize(1);
    }
    call("PUT", "/projects/team/repositories/back%2Fapi")
        .as("dev")
        .json("{'description':'the back end'}")
        .text(200);
    assertThat(
            get("/projects/team/repositories/back%2Fapi")
                .as("dev")
                .json(200)
                .path("description")
                .asText())
        .isEqualTo("the back end");
    assertThat(names(get("/repositories?q=name%3D~back").as("dev").json(200), "name"))
        .containsExactly("team/back/api");
    assertThat(get("/repositories").json(200)).isEmpty();
    call("DELETE", "/projects/team/repositories/back%2Fapi").as("dev").text(200);
    assertThat(code(get("/projects/team/repositories/back%2Fapi").as("dev").send()))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void anArtifactShowsItsTagsPlatformAndAccessories() {
    project("dev", "team", false);
    var digest = pushImage("dev", "team/app", "v1", "layer");
    var artifacts = "/projects/team/repositories/app/artifacts";
    var tagged = call("POST", artifacts + "/v1/tags").as("dev").json("{'name':'stable'}").send();
    assertThat(tagged.statusCode()).isEqualTo(201);
    assertThat(
            code(call("POST", artifacts + "/v1/tags").as("dev").json("{'name':'stable'}").send()))
        .isEqualTo("409 CONFLICT");
    assertThat(
            code(call("POST", artifacts + "/v1/tags").as("dev").json("{'name':'no good'}").send()))
        .isEqualTo("400 BAD_REQUEST");

    var accessory = pushAccessory("dev", "team/app", digest);
    var artifact = get(artifacts + "/stable?with_tag=true").as("dev").json(200);
    assertThat(artifact.path("digest").asText()).isEqualTo(digest);
    assertThat(artifact.path("type").asText()).isEqualTo("IMAGE");
    assertThat(artifact.path("extra_attrs").path("os").asText()).isEqualTo("linux");
    assertThat(names(artifact.path("tags"), "name")).containsExactly("stable", "v1");
    assertThat(names(artifact.path("accessories"), "digest")).containsExactly(accessory);

    var list = get(artifacts).as("dev").send();
    assertThat(header(list, "X-Total-Count")).isEqualTo("1");
    pushImage("dev", "team/app", null, "untagged");
    assertThat(get(artifacts).as("dev").json(200)).hasSize(2);
    assertThat(names(get(artifacts + "?q=tags%3D*").as("dev").json(200), "digest"))
        .containsExactly(digest);
    assertThat(get(artifacts + "?q=tags%3Dnil").as("dev").json(200)).hasSize(1);
    assertThat(get(artifacts + "/" + digest + "/accessories").as("dev").json(200)).hasSize(1);
    assertThat(get(artifacts + "/" + digest + "/tags").as("dev").json(200)).hasSize(2);

    berth.user("boss", "guest");
    call("DELETE", artifacts + "/v1/tags/stable").as("guest").text(403);
    call("DELETE", artifacts + "/v1/tags/stable").as("dev").text(200);
    assertThat(code(call("DELETE", artifacts + "/v1/tags/stable").as("boss").send()))
        .isEqualTo("404 NOT_FOUND");
    call("DELETE", artifacts + "/v1").as("boss").text(200);
    assertThat(code(get(artifacts + "/" + digest).as("dev").send())).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void anIndexStandsForItsChildren() {
    project("dev", "team", false);
    var child = pushImage("dev", "team/app", null, "layer");
    var index =
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d,
        "platform":{"os":"linux","architecture":"amd64"}}]}"""
            .formatted(MediaType.OCI_INDEX, MediaType.OCI_MANIFEST, child, image("layer").length);
    var digest =
        pushManifest("dev", "team/app", "multi", MediaType.OCI_INDEX, index.getBytes(UTF_8));
    var artifacts = "/projects/team/repositories/app/artifacts";

    var listed = get(artifacts).as("dev").json(200);
    assertThat(names(listed, "digest")).containsExactly(digest);
    var reference = listed.path(0).path("references").path(0);
    assertThat(reference.path("child_digest").asText()).isEqualTo(child);
    assertThat(reference.path("platform").path("architecture").asText()).isEqualTo("amd64");
    assertThat(code(call("DELETE", artifacts + "/" + child).as("boss").send()))
        .isEqualTo("412 PRECONDITION");
  }

  // ---------------------------------------------------------------- users

  @Test
  void onlyAdministratorsSeeAndMakeUsers() {
    assertThat(code(get("/users").send())).isEqualTo("401 UNAUTHORIZED");
    assertThat(code(get("/users").as("dev").send())).isEqualTo("403 FORBIDDEN");
    assertThat(names(get("/users").as("boss").json(200), "username"))
        .containsExactlyInAnyOrder("boss", "dev");
    assertThat(names(get("/users?q=username%3D~de").as("boss").json(200), "username"))
        .containsExactly("dev");
    assertThat(names(get("/users/search?username=bo").as("dev").json(200), "username"))
        .containsExactly("boss");
    assertThat(code(get("/users/" + admin).as("dev").send())).isEqualTo("403 FORBIDDEN");
    assertThat(get("/users/" + dev).as("dev").json(200).path("username").asText()).isEqualTo("dev");
    assertThat(code(get("/users/999999").as("boss").send())).isEqualTo("404 NOT_FOUND");
    var taken =
        call("POST", "/users")
            .as("boss")
            .json("{'username':'dev','email':'x@example.test','password':'Secret-1234'}")
            .send();
    assertThat(code(taken)).isEqualTo("409 CONFLICT");
    var weak =
        call("POST", "/users")
            .as("boss")
            .json("{'username':'new','email':'n@example.test','password':'short'}")
            .send();
    assertThat(code(weak)).isEqualTo("400 BAD_REQUEST");
  }

  @Test
  void anAdministratorIsMadeButNobodyLocksThemselvesOut() {
    var current = get("/users/current").as("dev").json(200);
    assertThat(current.path("sysadmin_flag").asBoolean()).isFalse();
    call("PUT", "/users/" + dev + "/sysadmin").as("boss").json("{'sysadmin_flag':true}").text(200);
    assertThat(get("/users/current").as("dev").json(200).path("sysadmin_flag").asBoolean())
        .isTrue();
    get("/users").as("dev").text(200);

    assertThat(
            code(
                call("PUT", "/users/" + admin + "/sysadmin")
                    .as("boss")
                    .json("{'sysadmin_flag':false}")
                    .send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(code(call("DELETE", "/users/" + admin).as("boss").send()))
        .isEqualTo("403 FORBIDDEN");
    call("DELETE", "/users/" + dev).as("boss").text(200);
    assertThat(code(get("/users/current").as("dev").send())).isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void onesOwnPasswordNeedsTheOldOne() {
    var path = "/users/" + dev + "/password";
    assertThat(
            code(
                call("PUT", path)
                    .as("dev")
                    .json("{'old_password':'wrong','new_password':'Another-1234'}")
                    .send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(
            code(
                call("PUT", path)
                    .as("dev")
                    .json("{'old_password':'Secret-1234','new_password':'Secret-1234'}")
                    .send()))
        .isEqualTo("400 BAD_REQUEST");
    call("PUT", path)
        .as("dev")
        .json("{'old_password':'Secret-1234','new_password':'Another-1234'}")
        .text(200);
    assertThat(code(get("/users/current").as("dev").send())).isEqualTo("401 UNAUTHORIZED");
    berth.remember("dev", "Another-1234");
    get("/users/current").as("dev").text(200);
    assertThat(
            code(
                call("PUT", "/users/" + admin + "/password")
                    .as("dev")
                    .json("{'new_password':'Taken-Over-1'}")
                    .send()))
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void permissionsInAProjectAreListed() {
    var made = project("dev", "team", false);
    var id = header(made, "Location").replaceFirst(".*/", "");
    var mine =
        get("/users/current/permissions?relative=true&scope=/project/" + id).as("dev").json(200);
    assertThat(mine.toString()).contains("{\"resource\":\"repository\",\"action\":\"push\"}");
    berth.user("boss", "guest");
    assertThat(
            get("/users/current/permissions?relative=true&scope=/project/" + id)
                .as("guest")
                .json(200))
        .isEmpty();
  }

  @Test
  void cliSecretsAreForPeopleOfAProvider() {
    assertThat(
            code(
                call("PUT", "/users/" + dev + "/cli_secret")
                    .as("dev")
                    .json("{'secret':'Secret-1234'}")
                    .send()))
        .isEqualTo("412 PRECONDITION");
  }

  @Test
  void anAddressThatIsNoProviderFailsThePing() {
    var answer =
        call("POST", "/system/oidc/ping")
            .as("boss")
            .json("{'url':'http://127.0.0.1:1/none','verify_cert':false}")
            .send();
    assertThat(code(answer)).isEqualTo("400 BAD_REQUEST");
    assertThat(code(call("POST", "/system/oidc/ping").as("dev").json("{'url':'x'}").send()))
        .isEqualTo("403 FORBIDDEN");
  }

  // ---------------------------------------------------------------- helpers

  private HttpCall get(String path) {
    return call("GET", path);
  }

  private HttpCall call(String method, String path) {
    return berth.call(method, API + path);
  }

  private HttpResponse<byte[]> project(String owner, String name, boolean open) {
    return call("POST", "/projects")
        .as(owner)
        .json("{'project_name':'%s','metadata':{'public':'%s'}}".formatted(name, open))
        .send();
  }

  private static byte[] image(String layer) {
    var config = "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8);
    var bytes = layer.getBytes(UTF_8);
    return """
        {"schemaVersion":2,"mediaType":"%s",
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}"""
        .formatted(
            MediaType.OCI_MANIFEST,
            Digest.of(Digest.Algorithm.SHA256, config),
            config.length,
            Digest.of(Digest.Algorithm.SHA256, bytes),
            bytes.length)
        .getBytes(UTF_8);
  }

  private String pushImage(String user, String repository, @Nullable String tag, String layer) {
    pushBlob(user, repository, "{\"os\":\"linux\",\"architecture\":\"amd64\"}".getBytes(UTF_8));
    pushBlob(user, repository, layer.getBytes(UTF_8));
    return pushManifest(user, repository, tag, MediaType.OCI_MANIFEST, image(layer));
  }

  private String pushAccessory(String user, String repository, String subject) {
    pushBlob(user, repository, "{}".getBytes(UTF_8));
    var empty = Digest.of(Digest.Algorithm.SHA256, "{}".getBytes(UTF_8));
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","artifactType":"application/vnd.example.sbom",
        "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2},
        "layers":[{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":2}],
        "subject":{"mediaType":"%s","digest":"%s","size":%d}}"""
            .formatted(
                MediaType.OCI_MANIFEST,
                empty,
                empty,
                MediaType.OCI_MANIFEST,
                subject,
                image("layer").length);
    return pushManifest(user, repository, null, MediaType.OCI_MANIFEST, manifest.getBytes(UTF_8));
  }

  private void pushBlob(String user, String repository, byte[] bytes) {
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    berth
        .call("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + digest)
        .as(user)
        .header("Content-Type", "application/octet-stream")
        .body(bytes)
        .text(201);
  }

  private String pushManifest(
      String user, String repository, @Nullable String tag, String type, byte[] bytes) {
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes).toString();
    berth
        .call("PUT", "/v2/" + repository + "/manifests/" + (tag == null ? digest : tag))
        .as(user)
        .header("Content-Type", type)
        .body(bytes)
        .text(201);
    return digest;
  }

  private static List<String> names(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.path(field).asText())
        .toList();
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  /** Status and code of a refusal. */
  private static String code(HttpResponse<byte[]> answer) {
    var text = new String(answer.body(), UTF_8);
    return answer.statusCode() + " " + text.replaceFirst("(?s).*\"code\":\"([A-Z_]+)\".*", "$1");
  }
}
