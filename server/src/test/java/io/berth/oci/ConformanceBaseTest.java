package io.berth.oci;

import static io.berth.oci.OciClient.assertRefused;
import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.noise;
import static io.berth.oci.OciClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.Digest.Algorithm;
import io.berth.content.MediaType;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The version check, empty repositories, challenges and errors of the OCI distribution API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceBaseTest {
  private static final Digest UNKNOWN = Digest.of(Algorithm.SHA256, noise(1, 9));

  private OciServer server;
  private OciClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = new OciServer(folder);
    client = new OciClient(server, "team/base");
    client.push(Algorithm.SHA256, noise(2, 9));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("end-1: the version check answers 200 with an empty object, with or without slash")
  void version() {
    for (var path : new String[] {"/v2/", "/v2"}) {
      var got = server.call("GET", path).as("dev").send();
      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(text(got)).isEqualTo("{}");
      assertThat(header(got, "Docker-Distribution-API-Version")).isEqualTo("registry/2.0");
      assertThat(server.call("HEAD", path).as("dev").send().statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("end-1: without credentials it answers 401 and says where to get a token")
  void versionChallenge() {
    var got = server.call("GET", "/v2/").send();

    assertRefused(got, 401, "UNAUTHORIZED");
    assertThat(header(got, "WWW-Authenticate"))
        .matches("Bearer realm=\"http://[^\"]+/service/token\",service=\"[^\"]+\"");
    assertThat(header(got, "Docker-Distribution-API-Version")).isEqualTo("registry/2.0");
  }

  @Test
  @DisplayName("challenge: every other request names the scope it needs")
  void challenges() {
    assertScope("GET", "/v2/team/a/b/manifests/v1", "repository:team/a/b:pull");
    assertScope("HEAD", "/v2/team/a/blobs/" + UNKNOWN, "repository:team/a:pull");
    assertScope("GET", "/v2/team/a/tags/list", "repository:team/a:pull");
    assertScope("GET", "/v2/team/a/referrers/" + UNKNOWN, "repository:team/a:pull");
    assertScope("PUT", "/v2/team/a/manifests/v1", "repository:team/a:pull,push");
    assertScope("POST", "/v2/team/a/blobs/uploads/", "repository:team/a:pull,push");
    assertScope("PATCH", "/v2/team/a/blobs/uploads/x", "repository:team/a:pull,push");
    assertScope("DELETE", "/v2/team/a/blobs/uploads/x", "repository:team/a:pull,push");
    assertScope("DELETE", "/v2/team/a/manifests/v1", "repository:team/a:delete");
    assertScope("DELETE", "/v2/team/blobs/blobs/" + UNKNOWN, "repository:team/blobs:delete");
    assertScope("GET", "/v2/_catalog", "registry:catalog:*");
  }

  private void assertScope(String method, String path, String scope) {
    var got = server.call(method, path).send();
    assertThat(got.statusCode()).as(path).isEqualTo(401);
    assertThat(header(got, "WWW-Authenticate")).as(path).endsWith(",scope=\"" + scope + "\"");
  }

  @Test
  @DisplayName("end-8a: tags of an unknown repository are 404, of one without tags an empty list")
  void noTags() {
    assertRefused(client.in("team/absent").send("GET", "/tags/list"), 404, "NAME_UNKNOWN");
    assertThat(text(client.send("GET", "/tags/list")))
        .isEqualTo("{\"name\":\"team/base\",\"tags\":[]}");
  }

  @Test
  @DisplayName("end-12a: referrers of what is unknown are an empty index, also without repository")
  void noReferrers() {
    for (var repository : new String[] {"team/base", "team/absent"}) {
      for (var digest :
          new String[] {
            UNKNOWN.toString(), "sha256:" + "0".repeat(64), "sha512:" + "0".repeat(128)
          }) {
        var got = client.in(repository).send("GET", "/referrers/" + digest);
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(header(got, "Content-Type")).isEqualTo(MediaType.OCI_INDEX);
        assertThat(header(got, "OCI-Filters-Applied")).isEmpty();
        assertThat(text(got))
            .isEqualTo(
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[]}"
                    .formatted(MediaType.OCI_INDEX));
      }
    }
  }

  @Test
  @DisplayName("errors: each code comes with its status in the specification's envelope")
  void codes() {
    assertRefused(client.send("GET", "/blobs/" + UNKNOWN), 404, "BLOB_UNKNOWN");
    assertRefused(client.send("GET", "/blobs/uploads/none"), 404, "BLOB_UPLOAD_UNKNOWN");
    assertRefused(client.patch(client.begin(""), "b-a", noise(3, 1)), 400, "BLOB_UPLOAD_INVALID");
    assertRefused(client.patch(client.begin(""), "0-9", noise(3, 1)), 400, "SIZE_INVALID");
    assertRefused(client.patch(client.begin(""), "7-7", noise(3, 1)), 416, "RANGE_INVALID");
    assertRefused(client.send("GET", "/blobs/sha256:short"), 400, "DIGEST_INVALID");
    assertRefused(client.send("GET", "/manifests/absent"), 404, "MANIFEST_UNKNOWN");
    assertRefused(client.send("GET", "/manifests/.bad"), 404, "MANIFEST_UNKNOWN");
    assertRefused(
        client.putManifest(".bad", MediaType.OCI_MANIFEST, new byte[2]), 400, "TAG_INVALID");
    assertRefused(manifest("{}}"), 400, "MANIFEST_INVALID");
    assertRefused(
        manifest(
            "{\"layers\":[{\"mediaType\":\"a/b\",\"size\":1,\"digest\":\"%s\"}]}"
                .formatted(UNKNOWN)),
        400,
        "MANIFEST_BLOB_UNKNOWN");
    assertRefused(manifest(" ".repeat(4 << 20) + "{}"), 413, "SIZE_INVALID");
    assertRefused(client.in("team/absent").send("GET", "/manifests/v1"), 404, "NAME_UNKNOWN");
    assertRefused(client.in("absent/a").send("GET", "/manifests/v1"), 404, "NAME_UNKNOWN");
    assertRefused(client.in("team/UPPER").send("GET", "/manifests/v1"), 400, "NAME_INVALID");
    assertRefused(client.send("GET", "/tags/list?n=x"), 400, "PAGINATION_NUMBER_INVALID");
    assertRefused(client.send("POST", "/tags/list"), 405, "UNSUPPORTED");
    assertRefused(
        server.call("GET", "/v2/hidden/a/manifests/v1").as("dev").send(), 401, "UNAUTHORIZED");
  }

  private java.net.http.HttpResponse<byte[]> manifest(String document) {
    return client.putManifest("v1", MediaType.OCI_MANIFEST, document.getBytes(UTF_8));
  }

  @Test
  @DisplayName("errors: the answer to a HEAD request has a status and no body")
  void headErrors() {
    for (var path :
        new String[] {"/blobs/" + UNKNOWN, "/manifests/absent", "/manifests/" + UNKNOWN}) {
      var got = client.send("HEAD", path);
      assertThat(got.statusCode()).as(path).isEqualTo(404);
      assertThat(got.body()).isEmpty();
    }
    assertThat(client.send("HEAD", "/blobs/sha256:short").statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("names: components of lower-case letters and digits with single separators")
  void names() {
    for (var good : new String[] {"team/a", "team/a.b_c__d-e---f/9/z", "team/" + "a".repeat(195)}) {
      assertThat(client.in(good).send("GET", "/referrers/" + UNKNOWN).statusCode())
          .as(good)
          .isEqualTo(200);
    }
    for (var bad :
        new String[] {
          "team/A",
          "team/a..b",
          "team/a___b",
          "team/-a",
          "team/a-",
          "team/a._b",
          "team/a%20b",
          "team/a%00b",
          "team/a%2Fb%2F",
          "team/%2e%2e",
          "team/ä".replace("ä", "%C3%A4"),
          "team/" + "a".repeat(196)
        }) {
      assertThat(client.in(bad).send("GET", "/referrers/" + UNKNOWN).statusCode())
          .as(bad)
          .isEqualTo(400);
    }
    assertThat(client.in("team").send("GET", "/referrers/" + UNKNOWN).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("extensions: the registry and each repository tell theirs")
  void extensions() {
    for (var path : new String[] {"/v2/_oci/ext/discover", "/v2/team/base/_oci/ext/discover"}) {
      var got = server.call("GET", path).as("dev").send();
      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(header(got, "Content-Type")).isEqualTo("application/json");
      assertThat(text(got))
          .startsWith("{\"extensions\":[{\"name\":\"_oci\",")
          .contains("\"url\":\"https://")
          .contains("\"endpoints\":[\"_oci/ext/discover\"]");
    }
  }
}
