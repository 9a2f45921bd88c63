package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.artifact.Tars;
import io.berth.sql.Dialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What artifacts bring along to read, and copies of artifacts. */
final class HarborAdditionsTest {
  private HarborCalls harbor;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(Dialect.SQLITE);
    harbor.project("dev", "team", false);
    harbor.project("dev", "other", false);
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private static byte[] entry(String name, String content) {
    return new Tars().file(name, content).entries();
  }

  private static byte[] chart(byte[]... entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      for (var entry : entries) {
        gzip.write(entry);
      }
      gzip.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }

  private String push(String configType, String config, String layerType, byte[] layer) {
    harbor.pushBlob("dev", "team/thing", config.getBytes(UTF_8));
    harbor.pushBlob("dev", "team/thing", layer);
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s",
        "config":{"mediaType":"%s","digest":"%s","size":%d},
        "layers":[{"mediaType":"%s","digest":"%s","size":%d}]}"""
            .formatted(
                MediaType.OCI_MANIFEST,
                configType,
                Digest.of(Digest.Algorithm.SHA256, config.getBytes(UTF_8)),
                config.getBytes(UTF_8).length,
                layerType,
                Digest.of(Digest.Algorithm.SHA256, layer),
                layer.length);
    return harbor.pushManifest(
        "dev", "team/thing", "v1", MediaType.OCI_MANIFEST, manifest.getBytes(UTF_8));
  }

  private String addition(String name, int status) {
    return harbor
        .get("/projects/team/repositories/thing/artifacts/v1/additions/" + name)
        .as("dev")
        .text(status);
  }

  @Test
  void aChartShowsItsValuesReadmeAndDependencies() throws IOException {
    push(
        MediaType.HELM_CONFIG,
        "{\"name\":\"thing\",\"dependencies\":[{\"name\":\"db\",\"version\":\"1\",\"repository\":\"oci://x\"}]}",
        "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
        chart(
            entry("thing/charts/db/values.yaml", "wrong: true\n"),
            entry("thing/values.yaml", "right: true\n"),
            entry("thing/README.md", "# Thing\n")));
    assertThat(addition("values.yaml", 200)).isEqualTo("right: true\n");
    assertThat(addition("readme.md", 200)).isEqualTo("# Thing\n");
    assertThat(addition("dependencies", 200))
        .isEqualTo("[{\"name\":\"db\",\"version\":\"1\",\"repository\":\"oci://x\"}]");
    assertThat(addition("build_history", 400)).contains("values.yaml");
    var links =
        harbor
            .get("/projects/team/repositories/thing/artifacts/v1")
            .as("dev")
            .json(200)
            .path("addition_links");
    harbor.berth.call("GET", links.path("values.yaml").path("href").asText()).as("dev").text(200);
  }

  @Test
  void whatOnlyCallsItselfAChartShowsNothing() {
    push(
        MediaType.HELM_CONFIG,
        "{}",
        "application/vnd.cncf.helm.chart.content.v1.tar+gzip",
        "no gzip at all".getBytes(UTF_8));
    assertThat(addition("values.yaml", 404)).contains("the chart has no values.yaml");
    assertThat(addition("dependencies", 200)).isEqualTo("[]");
  }

  @Test
  void anImageShowsHowItWasBuilt() {
    push(
        MediaType.OCI_IMAGE_CONFIG,
        "{\"os\":\"linux\",\"architecture\":\"amd64\",\"history\":[{\"created_by\":\"RUN true\"}]}",
        "application/vnd.oci.image.layer.v1.tar",
        "layer".getBytes(UTF_8));
    assertThat(addition("build_history", 200)).isEqualTo("[{\"created_by\":\"RUN true\"}]");
    assertThat(addition("values.yaml", 400)).contains("build_history");
  }

  @Test
  void anArtifactIsCopiedWithTagsAndAccessories() {
    var digest = harbor.pushImage("dev", "team/app", "v1", "layer");
    harbor.pushAccessory("dev", "team/app", digest);
    var copied =
        harbor
            .call("POST", "/projects/other/repositories/deep%2Fcopy/artifacts?from=team/app:v1")
            .as("dev")
            .send();
    assertThat(copied.statusCode()).as(new String(copied.body(), UTF_8)).isEqualTo(201);
    var path = header(copied, "Location");
    var there = harbor.berth.call("GET", path + "?with_accessory=true").as("dev").json(200);
    assertThat(there.path("digest").asText()).isEqualTo(digest);
    assertThat(names(there.path("tags"), "name")).containsExactly("v1");
    assertThat(there.path("accessories")).hasSize(1);
    harbor.berth.call("GET", "/v2/other/deep/copy/manifests/v1").as("dev").text(200);

    for (var bad : List.of("", "team/app", "nothing", "team/app:")) {
      assertThat(
              code(
                  harbor
                      .call("POST", "/projects/other/repositories/x/artifacts?from=" + bad)
                      .as("dev")
                      .send()))
          .as(bad)
          .isEqualTo(bad.isEmpty() ? "422 UNPROCESSABLE_ENTITY" : "400 BAD_REQUEST");
    }
    harbor.project("boss", "hidden", false);
    harbor.pushImage("boss", "hidden/app", "v1", "layer2");
    assertThat(
            code(
                harbor
                    .call("POST", "/projects/other/repositories/x/artifacts?from=hidden/app:v1")
                    .as("dev")
                    .send()))
        .isEqualTo("403 FORBIDDEN");
    assertThat(
            code(
                harbor
                    .call("POST", "/projects/other/repositories/x/artifacts?from=team/app:v9")
                    .as("dev")
                    .send()))
        .isEqualTo("400 BAD_REQUEST");
  }
}
