package io.berth.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Jib;
import io.berth.e2e.fixtures.Json;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.fixtures.client.ClientTable;
import io.berth.e2e.fixtures.client.ClientTable.Action;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.berth.e2e.fixtures.client.Helm;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.JibBuilder;
import io.berth.e2e.fixtures.client.Oras;
import io.berth.e2e.fixtures.client.PlainClient;
import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import land.oras.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients for charts, artifacts, signatures, and images that no engine built. */
@ExtendWith(RealParts.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArtifactClientsTest {
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private final ClientsRegistry registry;
  private final ClientTable table = new ClientTable();

  ArtifactClientsTest(ClientsRegistry registry) {
    this.registry = registry;
  }

  @AfterAll
  void compareTable() {
    table.compare();
  }

  @Test
  void helmPushesAndPulls() {
    table.client("helm", Workspace.library(com.marcnuri.helm.Helm.class));
    var helm = new Helm(registry.host());
    helm.login(registry.user(), registry.password());
    assertThat(helm.push(helm.chart("sample"), "clients/charts")).contains("sample:0.1.0");
    table.did("helm", Action.PUSH);
    assertThat(helm.template("clients/charts/sample", "0.1.0")).contains("name: release-sample");
    table.did("helm", Action.PULL);
    assertThatThrownBy(() -> helm.login(registry.user(), "not-" + registry.password()))
        .hasMessageContaining("401");
  }

  @Test
  void orasAttachesFindsReferrersMountsAndDeletes() throws IOException {
    table.client("ORAS SDK", Workspace.library(Registry.class));
    var oras = new Oras(registry.host(), registry.user(), registry.password());
    var subject = oras.push("clients/oras:v1", "text/vnd.example.note", Workspace.file("subject"));
    table.did("ORAS SDK", Action.PUSH);
    var note = oras.attach("clients/oras:v1", "text/vnd.example.review", Workspace.file("review"));
    assertThat(oras.referrers("clients/oras", subject, "text/vnd.example.review"))
        .containsExactly(note);
    assertThat(oras.referrers("clients/oras", subject, "text/vnd.example.other")).isEmpty();
    var folder = Workspace.scratch("oras-pulled");
    oras.pull("clients/oras:v1", folder);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    table.did("ORAS SDK", Action.PULL);
    assertThat(oras.tags("clients/oras")).containsExactly("v1");

    var layer = oras.layers("clients/oras:v1").getFirst();
    assertThat(oras.mount("clients/oras", layer, "clients/oras-copy")).isTrue();
    assertThat(registry.mountedInto("clients/oras-copy")).isTrue();
    table.did("ORAS SDK", Action.MOUNT);
    oras.delete("clients/oras", note);
    assertThat(oras.referrers("clients/oras", subject, "text/vnd.example.review")).isEmpty();
    table.did("ORAS SDK", Action.DELETE);
  }

  @Test
  void jibBuildsFromNothingAndOnTopOfAnImage() throws Exception {
    table.client("Jib", Workspace.library(Jib.class));
    var jib = new JibBuilder(registry);
    var base = jib.push("clients/jib:v1", Workspace.file("base"));
    var skopeo = registry.skopeo();
    assertThat(skopeo.inspect("clients/jib:v1").path("Digest").asText()).isEqualTo(base);
    table.did("Jib", Action.PUSH);
    jib.pushOnTopOf("clients/jib:v1", "clients/jib-derived:v1", Workspace.file("derived"));
    assertThat(skopeo.inspect("clients/jib-derived:v1").path("Layers")).hasSize(2);
    table.did("Jib", Action.PULL);
  }

  @Test
  void aSignatureInCosignsLayoutIsFoundByItsTag() throws Exception {
    table.client("cosign layout by tag", "simple signing v1");
    var skopeo = registry.skopeo();
    var image = Image.create("signed", 1_000);
    skopeo.push(image, "clients/signed:v1").ok();
    var payload =
        Json.write(
                Map.of(
                    "critical",
                    Map.of(
                        "identity",
                        Map.of("docker-reference", registry.host() + "/clients/signed"),
                        "image",
                        Map.of("docker-manifest-digest", image.digest()),
                        "type",
                        "cosign container image signature")))
            .getBytes(UTF_8);
    var keys = KeyPairGenerator.getInstance("EC").generateKeyPair();
    var signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(keys.getPrivate());
    signing.update(payload);
    var signature = Base64.getEncoder().encodeToString(signing.sign());

    var client = new PlainClient(registry, "clients/signed");
    var config = client.blob("application/vnd.oci.image.config.v1+json", "{}".getBytes(UTF_8));
    var blob = client.blob("application/vnd.dev.cosign.simplesigning.v1+json", payload);
    var layer =
        Map.of(
            "mediaType",
            blob.get("mediaType"),
            "digest",
            blob.get("digest"),
            "size",
            blob.get("size"),
            "annotations",
            Map.of("dev.cosignproject.cosign/signature", signature));
    var tag = image.digest().replace(':', '-') + ".sig";
    client.manifest(
        tag,
        Map.of(
            "schemaVersion",
            2,
            "mediaType",
            PlainClient.MANIFEST,
            "config",
            config,
            "layers",
            List.of(layer)));
    table.did("cosign layout by tag", Action.PUSH);

    var found = skopeo.manifest("clients/signed:" + tag).path("layers").get(0);
    var check = Signature.getInstance("SHA256withECDSA");
    check.initVerify(keys.getPublic());
    check.update(client.get("/blobs/" + found.path("digest").asText()));
    var text = found.path("annotations").path("dev.cosignproject.cosign/signature").asText();
    assertThat(check.verify(Base64.getDecoder().decode(text))).isTrue();
    table.did("cosign layout by tag", Action.PULL);
    client.delete("/manifests/" + tag);
    table.did("cosign layout by tag", Action.DELETE);
  }

  @Test
  void aSigstoreBundleIsFoundAsReferrer() {
    table.client("sigstore bundle by referrer", "bundle v0.3");
    var image = Image.create("bundled", 1_000);
    registry.skopeo().push(image, "clients/bundled:v1").ok();
    var client = new PlainClient(registry, "clients/bundled");
    var subject = client.get("/manifests/" + image.digest());
    var bundle = Json.write(Map.of("mediaType", BUNDLE, "messageSignature", Map.of()));
    var digest =
        client.manifest(
            "",
            Map.of(
                "schemaVersion",
                2,
                "mediaType",
                PlainClient.MANIFEST,
                "artifactType",
                BUNDLE,
                "config",
                client.blob("application/vnd.oci.empty.v1+json", "{}".getBytes(UTF_8)),
                "layers",
                List.of(client.blob(BUNDLE, bundle.getBytes(UTF_8))),
                "subject",
                Map.of(
                    "mediaType",
                    PlainClient.MANIFEST,
                    "digest",
                    image.digest(),
                    "size",
                    subject.length)));
    table.did("sigstore bundle by referrer", Action.PUSH);

    var referrers = "/referrers/" + image.digest() + "?artifactType=" + BUNDLE.replace("+", "%2B");
    assertThat(client.json(referrers).path("manifests"))
        .extracting(entry -> entry.path("digest").asText())
        .containsExactly(digest);
    var layer = client.json("/manifests/" + digest).path("layers").get(0).path("digest").asText();
    assertThat(client.get("/blobs/" + layer)).isEqualTo(bundle.getBytes(UTF_8));
    table.did("sigstore bundle by referrer", Action.PULL);
    client.delete("/manifests/" + digest);
    assertThat(client.json(referrers).path("manifests")).isEmpty();
    table.did("sigstore bundle by referrer", Action.DELETE);
  }
}
