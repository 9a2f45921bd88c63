package io.berth.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentTest {
  private static final String HEX = "a".repeat(64);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "library/nginx",
        "a/b/c/d",
        "my-project/x__y",
        "p.q/r_s",
        "0/1",
        "p/a--b",
        "p/v1.2.3"
      })
  void acceptsTheNamesOfTheSpecification(String name) {
    assertThat(RepositoryName.parse(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "nginx", "/a/b", "a/b/", "a//b", "A/b", "a/B", "a/..", "a/-b", "a/b-", "a/b___c",
        "a/b..c", "a/ü", "a/b c"
      })
  void refusesOtherNames(String name) {
    assertPart(Fault.Part.NAME, () -> RepositoryName.parse(name));
  }

  @Test
  void aNameOfLongRunsIsRefusedQuickly() {
    assertPart(Fault.Part.NAME, () -> RepositoryName.parse("a/" + "a-".repeat(95) + "!"));
  }

  @Test
  void theProjectIsTheFirstComponent() {
    var name = RepositoryName.parse("team/apps/web");

    assertThat(name.projectName()).isEqualTo("team");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256",
        "sha256:",
        "sha256:abc",
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "sha256:baddigeststring"
      })
  void refusesWhatIsNoDigest(String text) {
    assertPart(Fault.Part.DIGEST, () -> Digest.parse(text));
  }

  @Test
  void upperCaseHexIsNoDigest() {
    assertPart(
        Fault.Part.DIGEST, () -> Digest.parse("sha256:" + HEX.toUpperCase(java.util.Locale.ROOT)));
  }

  @Test
  void theDigestOfNothingIsKnown() {
    assertThat(Digest.of(Digest.Algorithm.SHA256, new byte[0]))
        .hasToString("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void aReferenceWithAColonIsADigest() {
    assertThat(Reference.parse("sha256:" + HEX)).isInstanceOf(Reference.ByDigest.class);
    assertThat(Reference.parse("v1.0_x")).isInstanceOf(Reference.ByTag.class);
    assertPart(Fault.Part.DIGEST, () -> Reference.parse("a:b"));
    assertPart(Fault.Part.TAG, () -> Reference.parse(".hidden"));
    assertPart(Fault.Part.TAG, () -> Reference.parse("x".repeat(129)));
  }

  @Test
  void readsWhatAManifestPointsAt() {
    var document =
        ManifestDocument.parse(
            MediaType.OCI_MANIFEST,
            """
            {"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json",
             "digest":"sha256:%s","size":2},"layers":[{"mediaType":"x/y","digest":"sha256:%s","size":3,
             "urls":["https://elsewhere.example"]}],"annotations":{"k":"v"},"unknown":1}"""
                .formatted(HEX, HEX)
                .getBytes(UTF_8));

    assertThat(document.effectiveArtifactType()).isEqualTo(MediaType.OCI_IMAGE_CONFIG);
    assertThat(document.layers().getFirst().mayBeAbsentLayer()).isTrue();
    assertThat(document.annotations()).containsEntry("k", "v");
  }

  @Test
  void refusesAManifestThatContradictsItsContentType() {
    assertPart(
        Fault.Part.MANIFEST,
        () ->
            ManifestDocument.parse(MediaType.OCI_INDEX, "{\"mediaType\":\"x/y\"}".getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "nonsense",
        "{\"schemaVersion\":1}",
        "{\"layers\":3}",
        "{\"layers\":[{}]}",
        "{\"annotations\":[]}",
        "{\"subject\":{\"mediaType\":\"a/b\",\"size\":1}}"
      })
  void refusesWhatIsNoManifest(String body) {
    assertPart(
        Fault.Part.MANIFEST,
        () -> ManifestDocument.parse(MediaType.OCI_MANIFEST, body.getBytes(UTF_8)));
  }

  private static void assertPart(Fault.Part part, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            FaultException.class,
            e ->
                assertThat(e.fault())
                    .isInstanceOfSatisfying(
                        Fault.Invalid.class, fault -> assertThat(fault.part()).isEqualTo(part)));
  }
}
