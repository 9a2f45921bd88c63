package io.berth.oci;

import static io.berth.oci.BlobEndpointsTest.header;
import static io.berth.oci.BlobEndpointsTest.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestEndpointsTest {
  @TempDir Path folder = Path.of("");
  private OciServer server;

  @BeforeEach
  void start() throws IOException {
    server = new OciServer(folder);
    server.push("team/app", "{}".getBytes(UTF_8));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aManifestIsServedByteByByteUnderTagAndDigest() {
    var manifest = image("  spaces stay ");
    var pushed = put("v1", MediaType.OCI_MANIFEST, manifest);
    assertThat(pushed.statusCode()).isEqualTo(201);
    var digest = Digest.of(Digest.Algorithm.SHA256, manifest.getBytes(UTF_8)).toString();
    assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(digest);
    assertThat(header(pushed, "Location")).endsWith("/v2/team/app/manifests/" + digest);

    for (var reference : new String[] {"v1", digest}) {
      var got = get(reference);
      assertThat(text(got)).isEqualTo(manifest);
      assertThat(header(got, "Content-Type")).isEqualTo(MediaType.OCI_MANIFEST);
      assertThat(header(got, "Docker-Content-Digest")).isEqualTo(digest);
      var head = server.call("HEAD", "/v2/team/app/manifests/" + reference).as("dev").send();
      assertThat(header(head, "Content-Length"))
          .isEqualTo(Integer.toString(manifest.getBytes(UTF_8).length));
    }
    var again =
        server
            .call("GET", "/v2/team/app/manifests/v1")
            .as("dev")
            .header("If-None-Match", '"' + digest + '"')
            .send();
    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void aManifestPushedBySha512IsServedWithIt() {
    var manifest = image("");
    var digest = Digest.of(Digest.Algorithm.SHA512, manifest.getBytes(UTF_8)).toString();

    assertThat(header(put(digest, MediaType.OCI_MANIFEST, manifest), "Docker-Content-Digest"))
        .isEqualTo(digest);
    assertThat(header(get(digest), "Docker-Content-Digest")).isEqualTo(digest);
  }

  @Test
  void severalTagsArriveWithOneDigest() {
    var manifest = image("");
    var digest = Digest.of(Digest.Algorithm.SHA256, manifest.getBytes(UTF_8));
    var pushed = put(digest + "?tag=a&tag=b", MediaType.OCI_MANIFEST, manifest);

    assertThat(pushed.statusCode()).isEqualTo(201);
    assertThat(pushed.headers().allValues("OCI-Tag")).containsExactly("a", "b");
    assertThat(get("b").statusCode()).isEqualTo(200);
  }

  @Test
  void tooManyTagsAtOnceAreRefused() {
    var manifest = image("");
    var digest = Digest.of(Digest.Algorithm.SHA256, manifest.getBytes(UTF_8));
    var many = new StringBuilder(digest + "?tag=t0");
    for (int i = 1; i < 51; i++) {
      many.append("&tag=t").append(i);
    }

    assertRefused(put(many.toString(), MediaType.OCI_MANIFEST, manifest), 414, "TAG_INVALID");
    assertRefused(put(digest + "?tag=-x", MediaType.OCI_MANIFEST, manifest), 400, "TAG_INVALID");
  }

  @Test
  void whatIsMissingIsNamedOneByOne() {
    var layer = "{\"mediaType\":\"a/b\",\"size\":1,\"digest\":\"sha256:%s\"}";
    var refused =
        put(
            "v1",
            MediaType.OCI_MANIFEST,
            "{\"layers\":[%s,%s]}"
                .formatted(layer.formatted("a".repeat(64)), layer.formatted("b".repeat(64))));

    assertRefused(refused, 400, "MANIFEST_BLOB_UNKNOWN");
    assertThat(text(refused))
        .contains("\"detail\":{\"digest\":\"sha256:" + "a".repeat(64) + "\"}")
        .contains("\"detail\":{\"digest\":\"sha256:" + "b".repeat(64) + "\"}");
  }

  @Test
  void aDocumentThatCanBeReadInTwoWaysIsRefused() {
    for (var document :
        new String[] {
          "{\"layers\":[],\"manifests\":[]}",
          "{\"layers\":[],\"layers\":[]}",
          "{\"layers\":[],\"annotations\":{\"a\":1}}"
        }) {
      assertRefused(put("v1", MediaType.OCI_MANIFEST, document), 400, "MANIFEST_INVALID");
    }
    assertRefused(
        put("v1", MediaType.OCI_INDEX, "{\"manifests\":[],\"layers\":[]}"),
        400,
        "MANIFEST_INVALID");
  }

  @Test
  void extensionsAreDiscovered() {
    put("v1", MediaType.OCI_MANIFEST, image(""));

    for (var path : new String[] {"/v2/_oci/ext/discover", "/v2/team/app/_oci/ext/discover"}) {
      assertThat(text(server.call("GET", path).as("dev").send()))
          .contains("\"name\":\"_oci\"")
          .contains("\"endpoints\":[\"_oci/ext/discover\"]");
    }
    assertRefused(
        server.call("GET", "/v2/team/none/_oci/ext/discover").as("dev").send(),
        404,
        "NAME_UNKNOWN");
    var challenged = server.call("GET", "/v2/team/app/_oci/ext/discover").send();
    assertThat(header(challenged, "WWW-Authenticate"))
        .contains("scope=\"repository:team/app:pull\"");
  }

  @Test
  void aTokenOpensTheCatalogOnlyWhenIssuedForIt() {
    var refused = server.call("GET", "/v2/_catalog").as("token-pull").send();

    assertRefused(refused, 401, "UNAUTHORIZED");
    assertThat(header(refused, "WWW-Authenticate")).contains("scope=\"registry:catalog:*\"");
  }

  @Test
  void refusalsNameTheirReason() {
    assertRefused(put("v1", MediaType.OCI_MANIFEST, "nonsense"), 400, "MANIFEST_INVALID");
    assertRefused(
        put("v1", MediaType.OCI_MANIFEST, "{\"mediaType\":\"a/b\"}"), 400, "MANIFEST_INVALID");
    assertRefused(
        put(
            "v1",
            MediaType.OCI_MANIFEST,
            "{\"layers\":[{\"mediaType\":\"a/b\",\"size\":1,\"digest\":\"sha256:%s\"}]}"
                .formatted("a".repeat(64))),
        400,
        "MANIFEST_BLOB_UNKNOWN");
    assertRefused(
        put("sha256:" + "b".repeat(64), MediaType.OCI_MANIFEST, image("")), 400, "DIGEST_INVALID");
    assertRefused(put("-bad", MediaType.OCI_MANIFEST, image("")), 400, "TAG_INVALID");
    assertRefused(get("absent"), 404, "MANIFEST_UNKNOWN");
    assertRefused(
        put("big", MediaType.OCI_MANIFEST, " ".repeat(4 << 20) + image("")), 413, "SIZE_INVALID");
    assertRefused(
        server.call("GET", "/v2/team/nothing/manifests/v1").as("dev").send(), 404, "NAME_UNKNOWN");
  }

  @Test
  void layersFromElsewhereMayBeAbsent() {
    var layer =
        "{\"mediaType\":\"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip\",\"size\":1,\"digest\":\"sha256:%s\"}"
            .formatted("c".repeat(64));

    assertThat(put("v1", MediaType.OCI_MANIFEST, "{\"layers\":[" + layer + "]}").statusCode())
        .isEqualTo(201);
  }

  @Test
  void tagsAreListedInPages() {
    for (var tag : new String[] {"c", "a", "b"}) {
      put(tag, MediaType.OCI_MANIFEST, image(""));
    }

    var first = server.call("GET", "/v2/team/app/tags/list?n=2").as("dev").send();
    assertThat(text(first)).isEqualTo("{\"name\":\"team/app\",\"tags\":[\"a\",\"b\"]}");
    assertThat(header(first, "Link"))
        .isEqualTo("</v2/team/app/tags/list?n=2&last=b>; rel=\"next\"");
    var second = server.call("GET", "/v2/team/app/tags/list?n=2&last=b").as("dev").send();
    assertThat(text(second)).contains("[\"c\"]");
    assertThat(second.headers().firstValue("Link")).isEmpty();
    assertThat(text(server.call("GET", "/v2/team/app/tags/list?n=0").as("dev").send()))
        .contains("\"tags\":[]");
    assertRefused(
        server.call("GET", "/v2/team/app/tags/list?n=-1").as("dev").send(),
        400,
        "PAGINATION_NUMBER_INVALID");
  }

  @Test
  void deletingByTagAndByDigest() {
    var digest = header(put("v1", MediaType.OCI_MANIFEST, image("")), "Docker-Content-Digest");
    put("v2", MediaType.OCI_MANIFEST, image(""));

    assertThat(delete("v1").statusCode()).isEqualTo(202);
    assertThat(get("v1").statusCode()).isEqualTo(404);
    assertThat(get("v2").statusCode()).isEqualTo(200);
    assertThat(delete(digest).statusCode()).isEqualTo(202);
    assertThat(get("v2").statusCode()).isEqualTo(404);
    assertThat(delete(digest).statusCode()).isEqualTo(404);
  }

  @Test
  void referrersAreListedAndFiltered() {
    var subject = header(put("v1", MediaType.OCI_MANIFEST, image("")), "Docker-Content-Digest");
    var signature =
        "{\"artifactType\":\"application/x.sig\",\"annotations\":{\"k\":\"v\"},\"layers\":[],\"subject\":{\"mediaType\":\"%s\",\"size\":1,\"digest\":\"%s\"}}"
            .formatted(MediaType.OCI_MANIFEST, subject);
    var pushed = put("sig", MediaType.OCI_MANIFEST, signature);
    assertThat(header(pushed, "OCI-Subject")).isEqualTo(subject);

    var all = server.call("GET", "/v2/team/app/referrers/" + subject).as("dev").send();
    assertThat(header(all, "Content-Type")).isEqualTo(MediaType.OCI_INDEX);
    assertThat(text(all))
        .contains("\"artifactType\":\"application/x.sig\"")
        .contains("\"annotations\":{\"k\":\"v\"}");
    var filtered =
        server
            .call("GET", "/v2/team/app/referrers/" + subject + "?artifactType=none")
            .as("dev")
            .send();
    assertThat(header(filtered, "OCI-Filters-Applied")).isEqualTo("artifactType");
    assertThat(text(filtered))
        .isEqualTo(
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[]}");
    var unknown =
        server.call("GET", "/v2/team/empty/referrers/sha256:" + "0".repeat(64)).as("dev").send();
    assertThat(unknown.statusCode()).isEqualTo(200);
    assertRefused(
        server.call("GET", "/v2/team/app/referrers/sha256:zz").as("dev").send(),
        400,
        "DIGEST_INVALID");
  }

  @Test
  void theCatalogShowsWhatTheCallerMaySee() {
    server.push("hidden/app", "{}".getBytes(UTF_8));
    put("v1", MediaType.OCI_MANIFEST, image(""));
    server
        .call("PUT", "/v2/hidden/app/manifests/v1")
        .as("admin")
        .header("Content-Type", MediaType.OCI_MANIFEST)
        .body(image("").getBytes(UTF_8))
        .send();

    assertThat(text(server.call("GET", "/v2/_catalog").as("dev").send()))
        .isEqualTo("{\"repositories\":[\"team/app\"]}");
    assertThat(text(server.call("GET", "/v2/_catalog").as("admin").send()))
        .isEqualTo("{\"repositories\":[\"hidden/app\",\"team/app\"]}");
  }

  @Test
  void theVersionCheckAsksForCredentials() {
    var anonymous = server.call("GET", "/v2/").send();
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(header(anonymous, "WWW-Authenticate"))
        .isEqualTo(
            "Bearer realm=\"" + server.url("") + "/service/token\",service=\"harbor-registry\"");
    assertThat(text(server.call("GET", "/v2/").as("dev").send())).isEqualTo("{}");
    assertThat(server.call("GET", "/v2").as("dev").send().statusCode()).isEqualTo(200);
    assertThat(server.call("GET", "/v2/nonsense").as("dev").send().statusCode()).isEqualTo(404);
    assertThat(server.call("POST", "/v2/").as("dev").send().statusCode()).isEqualTo(405);
  }

  private static void assertRefused(HttpResponse<byte[]> answer, int status, String code) {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    assertThat(text(answer)).contains("\"code\":\"" + code + "\"");
  }

  private HttpResponse<byte[]> put(String reference, String type, String manifest) {
    return server
        .call("PUT", "/v2/team/app/manifests/" + reference)
        .as("dev")
        .header("Content-Type", type)
        .body(manifest.getBytes(UTF_8))
        .send();
  }

  private HttpResponse<byte[]> get(String reference) {
    return server.call("GET", "/v2/team/app/manifests/" + reference).as("dev").send();
  }

  private HttpResponse<byte[]> delete(String reference) {
    return server.call("DELETE", "/v2/team/app/manifests/" + reference).as("dev").send();
  }

  private static String image(String note) {
    return """
    {"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json",
    "digest":"%s","size":2},"layers":[],"note":"%s"}"""
        .formatted(Digest.of(Digest.Algorithm.SHA256, "{}".getBytes(UTF_8)), note);
  }
}
