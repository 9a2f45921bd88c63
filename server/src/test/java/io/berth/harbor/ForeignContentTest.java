package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.artifact.Tars;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One tenant names the other's content by its digest, in every place where a manifest names
 * anything, and reads every answer that could show it. Each try is made twice: with a digest that
 * the other registry holds, and with one that nobody does; the answers must not differ.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ForeignContentTest {
  private static final String CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  private static final String URLS = ",\"urls\":[\"https://elsewhere.example/x\"]";
  private static final String CONFIG =
      "{\"name\":\"secret-name\",\"architecture\":\"secret-arch\",\"os\":\"linux\","
          + "\"config\":{\"Env\":[\"TOKEN=secret-env\"]},\"dependencies\":[{\"name\":\"secret-dep\"}],"
          + "\"history\":[{\"created_by\":\"RUN secret-step\"}]}";

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;
  private String host = "";
  private final byte[] chart =
      new Tars()
          .file("c/values.yaml", "password: secret-value\n")
          .file("c/README.md", "secret-readme")
          .chart();

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect, folder);
    harbor.project("dev", "team", false);
    harbor.project("dev", "other", false);
    harbor.pushBlob("dev", "team/app", "{}".getBytes(UTF_8));
    var id = harbor.berth.registries(1).getFirst();
    var path = harbor.berth.project() + "/containerRegistry/" + id;
    host =
        URI.create(harbor.berth.call("GET", path).as("root").json(200).path("url").asText())
            .getAuthority();
    var keeper =
        harbor
            .berth
            .call("POST", path + "/users")
            .as("root")
            .json("{'login':'keeper','email':'k@example.test'}")
            .json(200);
    harbor.berth.remember("keeper", keeper.path("password").asText());
    theirs("POST", "/api/v2.0/projects").json("{'project_name':'team'}").text(201);
    for (var blob : List.of(chart, CONFIG.getBytes(UTF_8))) {
      theirs("POST", "/v2/team/app/blobs/uploads/?digest=" + digest(blob)).body(blob).text(201);
    }
    theirs("PUT", "/v2/team/app/manifests/v1")
        .header("Content-Type", MediaType.OCI_MANIFEST)
        .body(
            manifest(
                descriptor(MediaType.HELM_CONFIG, digest(CONFIG.getBytes(UTF_8)), ""),
                descriptor(CHART_LAYER, digest(chart), "")))
        .text(201);
    assertThat(
            theirs(
                    "GET",
                    "/api/v2.0/projects/team/repositories/app/artifacts/v1/additions/values.yaml")
                .text(200))
        .contains("secret-value");
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private HttpCall theirs(String method, String path) {
    return harbor.berth.call(method, path, host).as("keeper");
  }

  private static Digest digest(byte[] bytes) {
    return Digest.of(Digest.Algorithm.SHA256, bytes);
  }

  private static String descriptor(String type, Object digest, String more) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":2%s}".formatted(type, digest, more);
  }

  private static byte[] manifest(String config, String layer) {
    return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
        .formatted(MediaType.OCI_MANIFEST, config, layer)
        .getBytes(UTF_8);
  }

  private String own(String type) {
    return descriptor(type, digest("{}".getBytes(UTF_8)), "");
  }

  private HttpResponse<byte[]> push(String type, byte[] bytes) {
    return harbor
        .berth
        .call("PUT", "/v2/team/app/manifests/v1")
        .as("dev")
        .header("Content-Type", type)
        .body(bytes)
        .send();
  }

  private String artifact(String what) {
    var answer = harbor.get("/projects/team/repositories/app/artifacts" + what).as("dev").send();
    return answer.statusCode() + " " + new String(answer.body(), UTF_8);
  }

  @Test
  void aLayerWithUrlsOpensNothing() {
    for (var held : List.of(digest(chart), digest("nobody's".getBytes(UTF_8)))) {
      var pushed =
          push(
              MediaType.OCI_MANIFEST,
              manifest(own(MediaType.HELM_CONFIG), descriptor(CHART_LAYER, held, URLS)));
      assertThat(pushed.statusCode()).isEqualTo(201);
      for (var addition : List.of("values.yaml", "readme.md")) {
        assertThat(artifact("/v1/additions/" + addition))
            .isEqualTo(
                "404 {\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"blob "
                    + held
                    + " is not in this repository\"}]}");
      }
      assertThat(harbor.berth.call("HEAD", "/v2/team/app/blobs/" + held).as("dev").send())
          .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(404));
    }
  }

  @Test
  void aConfigMustBeHeldWhateverItSays() {
    var types =
        List.of(
            MediaType.HELM_CONFIG,
            MediaType.OCI_IMAGE_CONFIG,
            "application/vnd.oci.image.layer.nondistributable.v1.tar",
            "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");
    for (var type : types) {
      for (var held : List.of(digest(CONFIG.getBytes(UTF_8)), digest("nobody's".getBytes(UTF_8)))) {
        var config = descriptor(type, held, URLS);
        assertThat(code(push(MediaType.OCI_MANIFEST, manifest(config, own("a/b")))))
            .as(type)
            .isEqualTo("400 MANIFEST_BLOB_UNKNOWN");
        // An index lists manifests, and in old build caches blobs: these are held too.
        var index =
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(MediaType.OCI_INDEX, descriptor(MediaType.OCI_MANIFEST, held, URLS));
        assertThat(code(push(MediaType.OCI_INDEX, index.getBytes(UTF_8))))
            .isEqualTo("400 MANIFEST_BLOB_UNKNOWN");
      }
    }
  }

  @Test
  void whatOneRegistryWasShownIsNotRememberedForAnother() {
    // The owner's artifact was read before, so its config is remembered.
    assertThat(theirs("GET", "/api/v2.0/projects/team/repositories/app/artifacts/v1").text(200))
        .contains("secret-name");
    push(
        MediaType.OCI_MANIFEST,
        manifest(own(MediaType.HELM_CONFIG), descriptor(CHART_LAYER, digest(chart), URLS)));
    // As an older version, or a server that allows it, has stored one whose config is elsewhere.
    smuggle(digest(CONFIG.getBytes(UTF_8)));
    for (var what :
        List.of("", "/v1", "/v1/additions/dependencies", "?with_accessory=true&with_tag=true")) {
      assertThat(artifact(what)).as(what).doesNotContain("secret");
    }
    assertThat(artifact("/v1/additions/dependencies")).startsWith("404");
  }

  /** Lets the manifest under v1 name this config, which the repository does not hold. */
  private void smuggle(Digest config) {
    var bytes =
        manifest(
            descriptor(MediaType.HELM_CONFIG, config, URLS),
            descriptor(CHART_LAYER, digest(chart), URLS));
    try {
      harbor.berth.restartWith(
          "UPDATE manifest SET content = ?, digest = ?, other_digest = ?"
              + " WHERE id IN (SELECT manifest_id FROM tag WHERE name = 'v1')"
              + " AND repository_id IN (SELECT id FROM repository WHERE registry_id IN"
              + " (SELECT registry_id FROM registry_user WHERE username = 'dev'))",
          bytes,
          digest(bytes).toString(),
          Digest.of(Digest.Algorithm.SHA512, bytes).toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCopyAndAMountBringNothingAlong() {
    push(
        MediaType.OCI_MANIFEST,
        manifest(own(MediaType.HELM_CONFIG), descriptor(CHART_LAYER, digest(chart), URLS)));
    harbor
        .call("POST", "/projects/other/repositories/copy/artifacts?from=team/app:v1")
        .as("dev")
        .text(201);
    assertThat(
            code(
                harbor
                    .get("/projects/other/repositories/copy/artifacts/v1/additions/values.yaml")
                    .as("dev")
                    .send()))
        .isEqualTo("404 NOT_FOUND");
    for (var held : List.of(digest(chart), digest("nobody's".getBytes(UTF_8)))) {
      for (var from : List.of("", "&from=team/app", "&from=team/none")) {
        var mounted =
            harbor
                .berth
                .call("POST", "/v2/other/app/blobs/uploads/?mount=" + held + from)
                .as("dev")
                .send();
        assertThat(mounted.statusCode()).as(from).isEqualTo(202);
      }
    }
  }

  @Test
  void nothingCountsThatIsNotHeld() {
    var before = used();
    push(
        MediaType.OCI_MANIFEST,
        manifest(own(MediaType.HELM_CONFIG), descriptor(CHART_LAYER, digest(chart), URLS)));
    assertThat(used() - before).isBetween(1L, 1_000L);
  }

  private long used() {
    return harbor
        .get("/projects/team/summary")
        .as("dev")
        .json(200)
        .path("quota")
        .path("used")
        .path("storage")
        .asLong();
  }

  @Test
  void aLyingSizeSpoilsNothingForOthers() {
    var config = CONFIG.getBytes(UTF_8);
    harbor.pushBlob("dev", "team/app", config);
    // The size says 2: somebody who believed it would read and remember a part.
    push(
        MediaType.OCI_MANIFEST,
        manifest(descriptor(MediaType.OCI_IMAGE_CONFIG, digest(config), ""), own("a/b")));
    assertThat(artifact("/v1")).contains("secret-arch").doesNotContain("secret-dep");
    assertThat(theirs("GET", "/api/v2.0/projects/team/repositories/app/artifacts/v1").text(200))
        .contains("secret-name")
        .contains("secret-dep");
  }
}
