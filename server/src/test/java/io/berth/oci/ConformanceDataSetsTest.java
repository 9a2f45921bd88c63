package io.berth.oci;

import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.catalog.Manifests.Sparse;
import io.berth.content.Digest;
import io.berth.http.message.Json;
import io.berth.oci.DataSet.Pushed;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole data sets from push to delete, as a conformance run goes through them, on both databases.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConformanceDataSetsTest {
  private Path folder = Path.of("");
  private final Map<Dialect, Map<Sparse, OciServer>> servers = new EnumMap<>(Dialect.class);

  @BeforeAll
  void keep(@TempDir Path shared) {
    folder = shared;
  }

  static Stream<Arguments> sets() {
    return Stream.of(Dialect.values())
        .flatMap(dialect -> Stream.of(DataSets.values()).map(kind -> Arguments.of(dialect, kind)));
  }

  @AfterAll
  void stop() {
    servers.values().forEach(some -> some.values().forEach(OciServer::close));
  }

  private OciServer server(Dialect dialect, Sparse sparse) throws IOException {
    var some = servers.computeIfAbsent(dialect, _ -> new EnumMap<>(Sparse.class));
    var known = some.get(sparse);
    if (known == null) {
      known = new OciServer(folder.resolve(dialect + "-" + sparse), sparse, dialect);
      some.put(sparse, known);
    }
    return known;
  }

  @ParameterizedTest
  @MethodSource("sets")
  @DisplayName(
      "end-7a, end-8a, end-3, end-2, end-12a, end-9, end-10:"
          + " data sets are pushed, listed, asked for, pulled, referred to and deleted")
  void fromPushToDelete(Dialect dialect, DataSets kind) throws IOException {
    var server = server(dialect, kind.sparse() ? Sparse.ALLOWED : Sparse.REFUSED);
    var client = new OciClient(server, "team/" + kind.name().toLowerCase(java.util.Locale.ROOT));
    var set = kind.set();

    push(client, set);
    list(client, set);
    pull(client, set);
    referrers(client, set);
    delete(client, set);
  }

  private static void push(OciClient client, DataSet set) {
    set.blobs.forEach(
        (digest, bytes) ->
            client.assertCreated(client.put(client.begin(""), digest, bytes), digest));
    for (var manifest : set.manifests) {
      if (manifest.tags().isEmpty() || manifest.byDigest()) {
        var parameters =
            manifest.tags().isEmpty() ? "" : "?tag=" + String.join("&tag=", manifest.tags());
        var pushed = push(client, manifest, manifest.digest() + parameters);
        assertThat(pushed.headers().allValues("OCI-Tag")).isEqualTo(manifest.tags());
      } else {
        manifest.tags().forEach(tag -> push(client, manifest, tag));
      }
    }
  }

  private static HttpResponse<byte[]> push(OciClient client, Pushed manifest, String reference) {
    var pushed = client.putManifest(reference, manifest.mediaType(), manifest.bytes());
    assertThat(pushed.statusCode()).as(text(pushed)).isEqualTo(201);
    assertThat(header(pushed, "Docker-Content-Digest")).isEqualTo(manifest.digest().toString());
    assertThat(header(pushed, "OCI-Subject"))
        .isEqualTo(manifest.subject() == null ? "" : manifest.subject().toString());
    assertManifest(client, header(pushed, "Location"), manifest);
    return pushed;
  }

  private static void list(OciClient client, DataSet set) throws IOException {
    var listed = new ArrayList<String>();
    Json.tree(client.send("GET", "/tags/list").body())
        .path("tags")
        .forEach(tag -> listed.add(tag.asText()));

    assertThat(listed)
        .isEqualTo(set.manifests.stream().flatMap(m -> m.tags().stream()).sorted().toList());
  }

  private static void pull(OciClient client, DataSet set) {
    for (var manifest : set.manifests) {
      assertManifest(client, "/manifests/" + manifest.digest(), manifest);
      manifest.tags().forEach(tag -> assertManifest(client, "/manifests/" + tag, manifest));
    }
    set.blobs.forEach(client::assertBlob);
  }

  private static void assertManifest(OciClient client, String path, Pushed manifest) {
    for (var method : List.of("HEAD", "GET")) {
      var got = client.send(method, path);
      assertThat(got.statusCode()).as(method + " " + path).isEqualTo(200);
      assertThat(header(got, "Content-Type")).isEqualTo(manifest.mediaType());
      assertThat(header(got, "Content-Length"))
          .isEqualTo(Integer.toString(manifest.bytes().length));
      assertThat(header(got, "Docker-Content-Digest")).isEqualTo(manifest.digest().toString());
      assertThat(got.body()).isEqualTo(method.equals("GET") ? manifest.bytes() : new byte[0]);
    }
  }

  private static void referrers(OciClient client, DataSet set) throws IOException {
    for (var subject : set.manifests) {
      assertReferrers(client, set, subject.digest());
    }
    for (var manifest : set.manifests) {
      if (manifest.subject() != null) {
        assertReferrers(client, set, manifest.subject());
      }
    }
  }

  private static void assertReferrers(OciClient client, DataSet set, Digest subject)
      throws IOException {
    var expected = set.manifests.stream().filter(m -> subject.equals(m.subject())).toList();
    var listed = Json.tree(client.send("GET", "/referrers/" + subject).body()).path("manifests");
    assertThat(listed).hasSize(expected.size());
    for (var manifest : expected) {
      var entry = entry(listed, manifest.digest());
      assertThat(entry.path("mediaType").asText()).isEqualTo(manifest.mediaType());
      assertThat(entry.path("size").asInt()).isEqualTo(manifest.bytes().length);
      assertThat(entry.path("artifactType").asText(null)).isEqualTo(manifest.artifactType());
      assertThat(entry.get("annotations"))
          .isEqualTo(Json.tree(manifest.bytes()).get("annotations"));
      var filtered =
          client.send(
              "GET",
              "/referrers/"
                  + subject
                  + "?artifactType="
                  + URLEncoder.encode(manifest.artifactType(), UTF_8));
      assertThat(header(filtered, "OCI-Filters-Applied")).isEqualTo("artifactType");
      assertThat(Json.tree(filtered.body()).path("manifests"))
          .allMatch(e -> e.path("artifactType").asText().equals(manifest.artifactType()))
          .contains(entry);
    }
  }

  private static JsonNode entry(JsonNode listed, Digest digest) {
    for (var entry : listed) {
      if (entry.path("digest").asText().equals(digest.toString())) {
        return entry;
      }
    }
    throw new AssertionError(digest + " is not among " + listed);
  }

  private static void delete(OciClient client, DataSet set) {
    for (var manifest : set.manifests) {
      manifest.tags().forEach(tag -> assertGone(client, "/manifests/" + tag));
    }
    for (var manifest : set.manifests.reversed()) {
      var path = "/manifests/" + manifest.digest();
      // What an index alone lists, or has as its accessory, went with it.
      assertThat(client.send("DELETE", path).statusCode()).as("DELETE " + path).isIn(202, 404);
      assertThat(client.send("HEAD", path).statusCode()).isEqualTo(404);
    }
    set.blobs.keySet().forEach(client::deleteBlob);
  }

  private static void assertGone(OciClient client, String path) {
    assertThat(client.send("DELETE", path).statusCode()).as("DELETE " + path).isEqualTo(202);
    assertThat(client.send("HEAD", path).statusCode()).isEqualTo(404);
  }
}
