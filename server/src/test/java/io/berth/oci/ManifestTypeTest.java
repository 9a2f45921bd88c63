package io.berth.oci;

import static io.berth.oci.OciClient.assertRefused;
import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.MediaType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No manifest is answered as something that a browser runs. */
final class ManifestTypeTest {
  private static final String PAGE = "{\"a\":\"<script>alert(document.domain)</script>\"}";

  @TempDir Path folder = Path.of("");
  private OciServer server;
  private OciClient client;

  @BeforeEach
  void start() throws IOException {
    server = new OciServer(folder);
    client = new OciClient(server, "team/app");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<byte[]> put(String type, String body) {
    return client.putManifest("v1", type, body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/html; charset=utf-8",
        "TEXT/HTML",
        "text/html;application/x+json",
        "image/svg+xml",
        "application/xhtml+xml",
        "application/xml",
        "application/vnd.oci.image+xml",
        "application/vnd.oci.image.manifest.v1+json+xml",
        "text/x+json",
        "application/json",
        "application/javascript",
        "application/octet-stream",
        "multipart/x-mixed-replace",
        "application/+json",
        "application/x+json, text/html",
        "application/x+json text/html",
        "application/x+json;",
        "application/x+json; charset",
        "application/x\u00e9+json",
        "*/*",
        "x"
      })
  void aTypeThatIsNoManifestsIsRefused(String type) {
    // A trailing semicolon is RFC 9110's; everything else names something else.
    if (type.endsWith(";")) {
      assertThat(put(type, PAGE).statusCode()).isEqualTo(201);
      return;
    }
    var refused = put(type, PAGE);
    assertRefused(refused, 400, "MANIFEST_INVALID");
    assertThat(text(refused)).contains("Content-Type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        MediaType.OCI_MANIFEST,
        MediaType.OCI_INDEX,
        MediaType.DOCKER_MANIFEST,
        MediaType.DOCKER_LIST,
        "application/vnd.acme.thing.v1+json",
        "application/vnd.cncf.oras.artifact.manifest.v1+json"
      })
  void theTypesOfVendorsAreWelcome(String type) {
    for (var written :
        new String[] {type, type + "; charset=utf-8", type + ";charset=\"utf-8\" ; x=y"}) {
      assertThat(put(written, "{\"mediaType\":\"" + type + "\"}").statusCode()).isEqualTo(201);
      var got = client.send("GET", "/manifests/v1");
      assertThat(header(got, "Content-Type")).isEqualTo(type);
      assertThat(header(got, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(got, "Content-Security-Policy")).contains("sandbox");
    }
  }

  @Test
  void theBodysOwnTypeMustBeTheSame() {
    assertRefused(
        put(MediaType.OCI_MANIFEST, "{\"mediaType\":\"text/html\"}"), 400, "MANIFEST_INVALID");
    assertRefused(
        put(MediaType.OCI_INDEX, "{\"mediaType\":\"" + MediaType.OCI_MANIFEST + "\"}"),
        400,
        "MANIFEST_INVALID");
    assertRefused(put(MediaType.OCI_MANIFEST, "{\"mediaType\":1}"), 400, "MANIFEST_INVALID");
    var upper = MediaType.OCI_MANIFEST.toUpperCase(java.util.Locale.ROOT);
    assertThat(put(upper, "{}").statusCode()).isEqualTo(201);
    assertThat(header(client.send("GET", "/manifests/v1"), "Content-Type"))
        .isEqualTo(MediaType.OCI_MANIFEST);
    var two =
        client
            .call("PUT", "/manifests/v1")
            .header("Content-Type", MediaType.OCI_MANIFEST)
            .header("Content-Type", "text/html")
            .body("{}".getBytes(UTF_8))
            .send();
    assertRefused(two, 400, "MANIFEST_INVALID");
  }

  @Test
  void whatWasStoredUnderAnotherTypeIsOnlyBytes() {
    put(MediaType.OCI_MANIFEST, PAGE);
    server.database.run(handle -> handle.execute("UPDATE manifest SET media_type = 'text/html'"));
    var fresh = new OciClient(server, "team/app");
    for (var method : new String[] {"GET", "HEAD"}) {
      var got = fresh.send(method, "/manifests/v1");
      assertThat(got.statusCode()).isEqualTo(200);
      assertThat(header(got, "Content-Type")).isEqualTo("application/octet-stream");
      assertThat(header(got, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(got, "Content-Security-Policy")).contains("sandbox");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Layers\":[]}",
        "{\"config\":{},\"CONFIG\":{}}",
        "{\"MediaType\":\"text/html\"}",
        "{\"artifactType\":\"a\\u0000b\"}",
        "{\"artifactType\":\"\\ud800\"}",
        "{\"annotations\":{\"\\udc00\":\"x\"}}",
        "{\"annotations\":{\"x\":\"\\ud83d\"}}"
      })
  void whatClientsWouldReadDifferentlyIsRefused(String body) {
    assertRefused(put(MediaType.OCI_MANIFEST, body), 400, "MANIFEST_INVALID");
  }

  @Test
  void otherEncodingsThanUtf8AreRefused() {
    for (var encoding : new String[] {"UTF-16LE", "UTF-16BE", "UTF-32BE", "UTF-16"}) {
      var bytes = "{\"a\":1}".getBytes(java.nio.charset.Charset.forName(encoding));
      assertRefused(
          client.putManifest("v1", MediaType.OCI_MANIFEST, bytes), 400, "MANIFEST_INVALID");
    }
    assertRefused(put(MediaType.OCI_MANIFEST, "\ufeff{}"), 400, "MANIFEST_INVALID");
    assertRefused(
        client.putManifest(
            "v1", MediaType.OCI_MANIFEST, new byte[] {'{', '"', (byte) 0xc0, '"', ':', '1', '}'}),
        400,
        "MANIFEST_INVALID");
  }
}
