package io.berth.oci;

import static io.berth.oci.OciClient.assertRefused;
import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.noise;
import static io.berth.oci.OciClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.content.Digest;
import io.berth.content.Digest.Algorithm;
import io.berth.content.MediaType;
import io.berth.http.message.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tags, referrers and the catalog by the clauses of the OCI distribution specification. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceListsTest {
  private static final List<String> TAGS =
      List.of("1.0", "1.0-rc", "10", "9", "B", "_x", "a", "a.b", "aa", "b");

  private OciServer server;
  private OciClient client;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    server = new OciServer(folder);
    client = new OciClient(server, "team/lists");
    for (var tag : TAGS.reversed()) {
      put(client, tag, "{\"layers\":[]}");
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("end-8a: all tags come in the order of their bytes")
  void tags() {
    var got = client.send("GET", "/tags/list");

    assertThat(header(got, "Content-Type")).isEqualTo("application/json");
    assertThat(json(got).path("name").asText()).isEqualTo("team/lists");
    assertThat(texts(json(got).path("tags"))).isEqualTo(TAGS);
    assertThat(header(got, "Link")).isEmpty();
  }

  @Test
  @DisplayName("end-8b: pages of n tags follow one another by Link")
  void tagPages() {
    for (int n = 1; n <= TAGS.size() + 1; n++) {
      var all = new ArrayList<String>();
      String next = "/v2/team/lists/tags/list?n=" + n;
      while (next != null) {
        var got = server.call("GET", next).as("dev").send();
        var page = texts(json(got).path("tags"));
        assertThat(page).hasSizeLessThanOrEqualTo(n);
        all.addAll(page);
        next = next(got);
        assertThat(next == null).isEqualTo(all.size() == TAGS.size());
      }
      assertThat(all).isEqualTo(TAGS);
    }
  }

  @Test
  @DisplayName("end-8b: last is not listed itself and need not exist")
  void tagsAfter() {
    for (var tag : TAGS) {
      assertThat(texts(json(client.send("GET", "/tags/list?last=" + tag)).path("tags")))
          .isEqualTo(TAGS.subList(TAGS.indexOf(tag) + 1, TAGS.size()));
    }
    assertThat(texts(json(client.send("GET", "/tags/list?last=A")).path("tags")))
        .isEqualTo(TAGS.subList(4, TAGS.size()));
    assertThat(texts(json(client.send("GET", "/tags/list?n=3&last=zz")).path("tags"))).isEmpty();
  }

  @Test
  @DisplayName("end-8b: n=0 lists nothing, a huge n everything, and what is no number is refused")
  void tagNumbers() {
    var none = client.send("GET", "/tags/list?n=0");
    assertThat(texts(json(none).path("tags"))).isEmpty();
    assertThat(header(none, "Link")).isEmpty();
    var huge = client.send("GET", "/tags/list?n=1000000000000000000");
    assertThat(texts(json(huge).path("tags"))).isEqualTo(TAGS);
    for (var bad : List.of("-1", "x", "1e3", "1.5", "99999999999999999999")) {
      assertRefused(client.send("GET", "/tags/list?n=" + bad), 400, "PAGINATION_NUMBER_INVALID");
    }
  }

  @Test
  @DisplayName(
      "end-12a: manifests and indexes are listed under their subject, pushed before or after")
  void referrers() {
    var there = client.in("team/referred");
    var image = "{\"layers\":[],\"a\":1}";
    var subject = Digest.of(Algorithm.SHA256, image.getBytes(UTF_8));
    var annotations = "\"annotations\":{\"k\":\"v\",\"org.example.long\":\"ä \\\" b\"}";
    var early =
        put(there, "early", withSubject(subject, "\"artifactType\":\"a/x\"," + annotations));
    put(there, "image", image);
    there.push(Algorithm.SHA256, "{}".getBytes(UTF_8));
    var config =
        "\"config\":{\"mediaType\":\"a/config\",\"size\":2,\"digest\":\"%s\"}"
            .formatted(Digest.of(Algorithm.SHA256, "{}".getBytes(UTF_8)));
    var late = put(there, "late", withSubject(subject, config));
    var index = put(there, "index", MediaType.OCI_INDEX, withSubject(subject, "\"manifests\":[]"));

    var got = there.send("GET", "/referrers/" + subject);
    assertThat(header(got, "Content-Type")).isEqualTo(MediaType.OCI_INDEX);
    assertThat(header(got, "OCI-Filters-Applied")).isEmpty();
    var listed = json(got).path("manifests");
    assertThat(listed).hasSize(3);
    var first = entry(listed, early);
    assertThat(first.path("artifactType").asText()).isEqualTo("a/x");
    assertThat(first.path("mediaType").asText()).isEqualTo(MediaType.OCI_MANIFEST);
    assertThat(first.path("size").asInt())
        .isEqualTo(there.send("GET", "/manifests/early").body().length);
    assertThat(first.path("annotations").path("k").asText()).isEqualTo("v");
    assertThat(first.path("annotations").path("org.example.long").asText()).isEqualTo("ä \" b");
    assertThat(entry(listed, late).path("artifactType").asText()).isEqualTo("a/config");
    assertThat(entry(listed, index).has("artifactType")).isFalse();
    assertThat(json(client.send("GET", "/referrers/" + subject)).path("manifests")).isEmpty();
    there.send("DELETE", "/manifests/" + late);
    assertThat(json(there.send("GET", "/referrers/" + subject)).path("manifests")).hasSize(2);
  }

  @Test
  @DisplayName("end-12b: a filter by artifactType is applied and said to be")
  void filteredReferrers() {
    var there = client.in("team/filtered");
    var subject = Digest.of(Algorithm.SHA512, noise(1, 1));
    var sbom = put(there, "sbom", withSubject(subject, "\"artifactType\":\"a/sbom+json\""));
    put(there, "sig", withSubject(subject, "\"artifactType\":\"a/sig\""));

    var got = there.send("GET", "/referrers/" + subject + "?artifactType=a%2Fsbom%2Bjson");
    assertThat(header(got, "OCI-Filters-Applied")).isEqualTo("artifactType");
    assertThat(json(got).path("manifests")).hasSize(1);
    assertThat(json(got).path("manifests").get(0).path("digest").asText()).isEqualTo(sbom);
    var none = there.send("GET", "/referrers/" + subject + "?artifactType=a/none");
    assertThat(header(none, "OCI-Filters-Applied")).isEqualTo("artifactType");
    assertThat(json(none).path("manifests")).isEmpty();
    assertRefused(there.send("GET", "/referrers/sha256:short"), 400, "DIGEST_INVALID");
  }

  @Test
  @DisplayName("referrers tag schema: who names the subject is its referrer, whatever lists it")
  void fallbackTag() {
    var there = client.in("team/fallback");
    for (var algorithm : Algorithm.values()) {
      var image = "{\"layers\":[],\"of\":\"%s\"}".formatted(algorithm);
      put(there, "image", image);
      var subject = Digest.of(algorithm, image.getBytes(UTF_8));
      var own = put(there, "own", withSubject(subject, "\"artifactType\":\"a/sig\""));
      var platform = put(there, "platform", "{\"layers\":[],\"of\":\"%s\"}".formatted(subject));
      var stem = algorithm.word() + "-" + subject.hex().substring(0, 64);
      put(there, stem, MediaType.OCI_INDEX, index(own, platform));

      for (var name : List.of(subject, Digest.of(algorithm.other(), image.getBytes(UTF_8)))) {
        var all = json(there.send("GET", "/referrers/" + name)).path("manifests");
        assertThat(all.findValuesAsText("digest")).containsExactly(own);
      }
      there.send("DELETE", "/manifests/" + stem);
      var left = json(there.send("GET", "/referrers/" + subject)).path("manifests");
      assertThat(left.findValuesAsText("digest")).containsExactly(own);
    }
  }

  @Test
  @DisplayName("referrers: what is tagged in cosign's way is one, to both digests of its subject")
  void cosignTag() {
    var there = client.in("team/cosign");
    var image = "{\"layers\":[]}";
    put(there, "image", image);
    var subject = Digest.of(Algorithm.SHA256, image.getBytes(UTF_8));
    var signature = put(there, "sha256-" + subject.hex() + ".sig", "{\"layers\":[],\"sig\":true}");

    for (var name : List.of(subject, Digest.of(Algorithm.SHA512, image.getBytes(UTF_8)))) {
      var all = json(there.send("GET", "/referrers/" + name)).path("manifests");
      assertThat(all.findValuesAsText("digest")).containsExactly(signature);
      assertThat(entry(all, signature).path("mediaType").asText())
          .isEqualTo(MediaType.OCI_MANIFEST);
    }
  }

  private static String index(String... children) {
    return Stream.of(children)
        .map(
            child ->
                "{\"mediaType\":\"%s\",\"size\":1,\"digest\":\"%s\"}"
                    .formatted(MediaType.OCI_MANIFEST, child))
        .collect(Collectors.joining(",", "{\"manifests\":[", "]}"));
  }

  @Test
  @DisplayName("end-12a: a page of referrers stays below 4 MiB and links to the next")
  void pagedReferrers() {
    var there = client.in("team/many");
    var subject = Digest.of(Algorithm.SHA256, noise(2, 1));
    var pushed = new ArrayList<String>();
    for (int i = 0; i < 8; i++) {
      var fields =
          "\"artifactType\":\"a/large\",\"annotations\":{\"%d\":\"%s\"}"
              .formatted(i, "x".repeat(900_000));
      pushed.add(put(there, "t" + i, withSubject(subject, fields)));
    }

    var all = new ArrayList<String>();
    int pages = 0;
    String next = "/v2/team/many/referrers/" + subject + "?artifactType=a/large";
    while (next != null) {
      var got = server.call("GET", next).as("dev").send();
      assertThat(got.body().length).isLessThan(4 << 20);
      assertThat(header(got, "OCI-Filters-Applied")).isEqualTo("artifactType");
      json(got).path("manifests").forEach(entry -> all.add(entry.path("digest").asText()));
      next = next(got);
      pages++;
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(pushed);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  @DisplayName("catalog: repositories the caller may see, in byte order, in pages")
  void catalog() {
    for (var name : List.of("team/c-1", "team/c.1", "team/c1", "open/c1")) {
      put(client.in(name), "v1", "admin", MediaType.OCI_MANIFEST, "{\"layers\":[]}");
    }
    put(client.in("hidden/c1"), "v1", "admin", MediaType.OCI_MANIFEST, "{\"layers\":[]}");

    var everything =
        texts(json(server.call("GET", "/v2/_catalog").as("dev").send()).path("repositories"));
    assertThat(everything)
        .isSorted()
        .contains("open/c1", "team/c-1", "team/c.1", "team/c1")
        .noneMatch(name -> name.startsWith("hidden/"));
    assertThat(
            texts(json(server.call("GET", "/v2/_catalog").as("guest").send()).path("repositories")))
        .containsExactly("open/c1");
    var all = new ArrayList<String>();
    String next = "/v2/_catalog?n=2";
    while (next != null) {
      var got = server.call("GET", next).as("dev").send();
      all.addAll(texts(json(got).path("repositories")));
      next = next(got);
    }
    assertThat(all).isEqualTo(everything);
    assertRefused(
        server.call("GET", "/v2/_catalog?n=-2").as("dev").send(), 400, "PAGINATION_NUMBER_INVALID");
  }

  private static String put(OciClient client, String tag, String document) {
    return put(client, tag, MediaType.OCI_MANIFEST, document);
  }

  private static String put(OciClient client, String tag, String type, String document) {
    return put(client, tag, "dev", type, document);
  }

  private static String put(OciClient client, String tag, String as, String type, String document) {
    var pushed =
        client
            .as(as, "PUT", "/manifests/" + tag)
            .header("Content-Type", type)
            .body(document.getBytes(UTF_8))
            .send();
    assertThat(pushed.statusCode()).as(text(pushed)).isEqualTo(201);
    return header(pushed, "Docker-Content-Digest");
  }

  private static String withSubject(Digest subject, String fields) {
    return "{\"subject\":{\"mediaType\":\"%s\",\"size\":1,\"digest\":\"%s\"},%s}"
        .formatted(MediaType.OCI_MANIFEST, subject, fields);
  }

  private static @Nullable String next(HttpResponse<byte[]> got) {
    var link = header(got, "Link");
    if (link.isEmpty()) {
      return null;
    }
    assertThat(link).matches("<[^>]+>; rel=\"next\"");
    return link.substring(1, link.indexOf('>'));
  }

  private static JsonNode entry(JsonNode manifests, String digest) {
    for (var entry : manifests) {
      if (entry.path("digest").asText().equals(digest)) {
        return entry;
      }
    }
    throw new AssertionError(digest + " is not among " + manifests);
  }

  private static List<String> texts(JsonNode list) {
    assertThat(list.isArray()).isTrue();
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode json(HttpResponse<byte[]> got) {
    assertThat(got.statusCode()).as(text(got)).isEqualTo(200);
    try {
      return Json.tree(got.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
