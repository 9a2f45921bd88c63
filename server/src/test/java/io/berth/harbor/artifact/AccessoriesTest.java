package io.berth.harbor.artifact;

import static io.berth.harbor.HarborCalls.header;
import static io.berth.harbor.HarborCalls.image;
import static io.berth.harbor.HarborCalls.names;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Signatures and the like, as signers push them and as Harbor shows them. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class AccessoriesTest {
  private static final String ARTIFACTS = "/projects/team/repositories/app/artifacts";
  private static final byte[] EMPTY = "{}".getBytes(UTF_8);

  private final HarborCalls harbor;
  private String subject = "";

  AccessoriesTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void push() {
    harbor.project("dev", "team", false);
    subject = harbor.pushImage("dev", "team/app", "v1", "layer");
    harbor.pushBlob("dev", "team/app", EMPTY);
  }

  /** As cosign pushes a signature by tag: an image of an empty config. */
  private String sign(String suffix) {
    var payload =
        ("{\"critical\":{\"image\":{\"docker-manifest-digest\":\"" + subject + "\"}}}" + suffix);
    harbor.pushBlob("dev", "team/app", payload.getBytes(UTF_8));
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":"%s","digest":"%s","size":2},
        "layers":[{"mediaType":"application/vnd.dev.cosign.simplesigning.v1+json","digest":"%s",
        "size":%d,"annotations":{"dev.cosignproject.cosign/signature":"x"}}]}"""
            .formatted(
                MediaType.OCI_MANIFEST,
                MediaType.OCI_IMAGE_CONFIG,
                Digest.of(Digest.Algorithm.SHA256, EMPTY),
                Digest.of(Digest.Algorithm.SHA256, payload.getBytes(UTF_8)),
                payload.length());
    return harbor.pushManifest(
        "dev",
        "team/app",
        subject.replace(':', '-') + suffix,
        MediaType.OCI_MANIFEST,
        manifest.getBytes(UTF_8));
  }

  private String attach(String artifactType, String configType, String layerAnnotation) {
    var manifest =
        """
        {"schemaVersion":2,"mediaType":"%s"%s,
        "config":{"mediaType":"%s","digest":"%s","size":2},
        "layers":[{"mediaType":"a/b","digest":"%s","size":2,"annotations":{"%s":"true"}}],
        "subject":{"mediaType":"%s","digest":"%s","size":%d}}"""
            .formatted(
                MediaType.OCI_MANIFEST,
                artifactType.isEmpty() ? "" : ",\"artifactType\":\"" + artifactType + "\"",
                configType,
                Digest.of(Digest.Algorithm.SHA256, EMPTY),
                Digest.of(Digest.Algorithm.SHA256, EMPTY),
                layerAnnotation,
                MediaType.OCI_MANIFEST,
                subject,
                image("layer").length);
    return harbor.pushManifest(
        "dev", "team/app", null, MediaType.OCI_MANIFEST, manifest.getBytes(UTF_8));
  }

  private JsonNode json(String path) {
    return harbor.get(path).as("dev").json(200);
  }

  @Test
  void whatCosignHangsOnAnImageByTagIsItsAccessoryAndNoRowOfTheList() {
    var signature = sign(".sig");
    var attestation = sign(".att");
    var bill = sign(".sbom");

    var list = harbor.get(ARTIFACTS + "?with_accessory=true").as("dev").send();
    assertThat(header(list, "X-Total-Count")).isEqualTo("1");
    var row = json(ARTIFACTS + "?with_accessory=true").path(0);
    assertThat(row.path("digest").asText()).isEqualTo(subject);
    assertThat(names(row.path("accessories"), "digest"))
        .containsExactly(signature, attestation, bill);
    assertThat(names(row.path("accessories"), "type"))
        .containsExactly("signature.cosign", "subject.accessory", "subject.accessory");
    assertThat(json("/projects/team/repositories/app").path("artifact_count").asInt()).isOne();
    var referrers =
        harbor.berth.call("GET", "/v2/team/app/referrers/" + subject).as("dev").json(200);
    assertThat(names(referrers.path("manifests"), "digest"))
        .containsExactlyInAnyOrder(signature, attestation, bill);
  }

  @Test
  void anAccessorySaysWhoseItIsAndWhatIsItself() {
    var signature = sign(".sig");
    var one = json(ARTIFACTS + "/v1/accessories").path(0);
    var itself = json(ARTIFACTS + "/" + signature);
    var whose = json(ARTIFACTS + "/v1");

    assertThat(one.path("id").asLong()).isPositive();
    assertThat(one.path("artifact_id").asLong()).isEqualTo(itself.path("id").asLong());
    assertThat(one.path("subject_artifact_id").asLong()).isEqualTo(whose.path("id").asLong());
    assertThat(one.path("subject_artifact_digest").asText()).isEqualTo(subject);
    assertThat(one.path("subject_artifact_repo").asText()).isEqualTo("team/app");
    assertThat(one.path("size").asLong()).isEqualTo(itself.path("size").asLong());
    assertThat(one.path("creation_time").asText()).isEqualTo(itself.path("push_time").asText());
    var icon = json("/icons/" + one.path("icon").asText());
    assertThat(icon.path("content-type").asText()).startsWith("image/");
    assertThat(icon.path("content").asText()).isNotEmpty();
    assertThat(itself.path("extra_attrs").toString())
        .isEqualTo(
            "{\"architecture\":\"\",\"author\":\"\",\"config\":{},\"created\":null,\"os\":\"\"}");
    assertThat(whose.path("accessories").isNull()).isTrue();
  }

  @Test
  void accessoriesAreCalledByWhatOtherProgramsCallThem() {
    var types =
        Map.of(
            attach("application/vnd.cncf.notary.signature", "a/c", "a"),
            "signature.notation",
            attach("", "application/vnd.cncf.notary.signature", "b"),
            "signature.notation",
            attach("application/vnd.dev.sigstore.bundle.v0.3+json", "a/c", "c"),
            "signature.cosign",
            attach("", "application/vnd.dev.cosign.artifact.sig.v1+json", "d"),
            "signature.cosign",
            attach("application/vnd.goharbor.harbor.sbom.v1", "a/c", "e"),
            "sbom.harbor",
            attach("", MediaType.OCI_IMAGE_CONFIG, "containerd.io/snapshot/nydus-bootstrap"),
            "accelerator.nydus",
            attach("", MediaType.OCI_IMAGE_CONFIG, "f"),
            "subject.accessory",
            attach("application/vnd.cyclonedx+json", "a/c", "g"),
            "subject.accessory");

    var shown = json(ARTIFACTS + "/v1/accessories");
    assertThat(shown).hasSize(types.size());
    StreamSupport.stream(shown.spliterator(), false)
        .forEach(
            one ->
                assertThat(one.path("type").asText())
                    .as(one.toString())
                    .isEqualTo(types.get(one.path("digest").asText())));
  }

  /** As Harbor: what hangs on an artifact goes with it, and what hangs on that. */
  @Test
  void accessoriesGoWithTheirSubjectUnlessSomethingElseNeedsThem() {
    sign(".sig");
    var plain = attach("application/vnd.cyclonedx+json", "a/c", "plain");
    var kept = attach("application/vnd.cyclonedx+json", "a/c", "kept");
    harbor
        .call("POST", ARTIFACTS + "/" + kept + "/tags")
        .as("dev")
        .json("{'name':'kept'}")
        .text(201);
    var before = harbor.berth.number("SELECT count(*) FROM manifest WHERE damaged_at IS NULL");

    harbor.call("DELETE", ARTIFACTS + "/v1").as("dev").text(200);
    assertThat(names(json(ARTIFACTS), "digest")).containsExactly(kept);
    harbor.get(ARTIFACTS + "/" + plain).as("dev").text(404);
    assertThat(harbor.berth.number("SELECT count(*) FROM manifest WHERE damaged_at IS NULL"))
        .isEqualTo(before - 3);
    assertThat(
            List.of(
                harbor
                    .berth
                    .call("GET", "/v2/team/app/tags/list")
                    .as("dev")
                    .json(200)
                    .path("tags")))
        .hasToString("[[\"kept\"]]");
  }
}
