package io.berth.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.Manifests.DeleteResult;
import io.berth.catalog.Manifests.PutResult;
import io.berth.catalog.Manifests.Sparse;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.Lists;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import io.berth.trash.Deletion;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class ManifestsTest {
  private static final Digest CONFIG = Digest.of(Digest.Algorithm.SHA256, "{}".getBytes(UTF_8));
  private static final Digest LAYER = Digest.of(Digest.Algorithm.SHA256, "layer".getBytes(UTF_8));

  private final Database database;
  private final Catalog catalog;
  private final RegistryId registry;
  private final long app;
  private final long other;

  ManifestsTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, InstantSource.system());
    registry = CatalogFixture.registry(database, "one");
    catalog.projects().create(registry, "team", true, null, "");
    app = catalog.repositories().obtain(registry, RepositoryName.parse("team/app")).id();
    other = catalog.repositories().obtain(registry, RepositoryName.parse("team/other")).id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aManifestIsServedAsItWasPushed() {
    holdBlobs(app);
    var document = image("");
    var digest = put(app, document, "v1", "latest");

    var byTag = catalog.manifests().find(app, Reference.parse("latest")).orElseThrow();
    assertThat(byTag.content()).isEqualTo(document.bytes());
    assertThat(byTag.mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
    assertThat(byTag.digest()).isEqualTo(digest);
    assertThat(catalog.manifests().find(app, Reference.parse(digest.toString()))).isPresent();
    assertThat(catalog.tags().names(app, "", 10)).containsExactly("latest", "v1");
  }

  @Test
  void whatAManifestPointsAtMustBeInItsOwnRepository() {
    holdBlobs(other);

    var document = image("");
    assertThat(catalog.manifests().put(app, document, digest(document), List.of(), Sparse.REFUSED))
        .isEqualTo(new PutResult.Missing(List.of(CONFIG, LAYER)));
    assertThat(catalog.manifests().find(app, Reference.parse(digest(document).toString())))
        .isEmpty();
  }

  @Test
  void aTagMoves() {
    holdBlobs(app);
    put(app, image("1"), "latest");
    var second = put(app, image("2"), "latest");

    assertThat(catalog.manifests().find(app, Reference.parse("latest")).orElseThrow().digest())
        .isEqualTo(second);
    assertThat(catalog.repositories().artifacts(app)).isEqualTo(2);
  }

  @Test
  void deletingATagKeepsTheManifest() {
    holdBlobs(app);
    var digest = put(app, image(""), "v1");

    assertThat(catalog.tags().delete(app, Tag.parse("v1"), Deletion.by("dev"))).isTrue();
    assertThat(catalog.tags().delete(app, Tag.parse("v1"), Deletion.by("dev"))).isFalse();
    assertThat(catalog.manifests().find(app, Reference.parse(digest.toString()))).isPresent();
  }

  @Test
  void deletingAManifestTakesItsTags() {
    holdBlobs(app);
    var digest = put(app, image(""), "v1", "v2");

    assertThat(catalog.manifests().delete(app, digest, Deletion.by("dev"), _ -> {}))
        .isEqualTo(DeleteResult.DELETED);
    assertThat(catalog.manifests().delete(app, digest, Deletion.by("dev"), _ -> {}))
        .isEqualTo(DeleteResult.ABSENT);
    assertThat(catalog.tags().names(app, "", 10)).isEmpty();
  }

  @Test
  void aMemberOfAnIndexStaysUntilTheIndexGoes() {
    holdBlobs(app);
    var child = put(app, image(""));
    var index =
        document(
            MediaType.OCI_INDEX,
            "{\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1}]}"
                .formatted(MediaType.OCI_MANIFEST, child));
    var indexDigest = put(app, index, "multi");

    assertThat(catalog.manifests().delete(app, child, Deletion.by("dev"), _ -> {}))
        .isEqualTo(DeleteResult.PART_OF_INDEX);
    assertThat(catalog.manifests().delete(app, indexDigest, Deletion.by("dev"), _ -> {}))
        .isEqualTo(DeleteResult.DELETED);
    assertThat(catalog.manifests().delete(app, child, Deletion.by("dev"), _ -> {}))
        .isEqualTo(DeleteResult.ABSENT);
  }

  @Test
  void aBlobInUseIsNotTakenAway() {
    holdBlobs(app);
    var digest = put(app, image(""), "v1");

    assertThat(catalog.blobs().remove(app, LAYER)).isEqualTo(BlobLinks.RemoveResult.IN_USE);
    catalog.manifests().delete(app, digest, Deletion.by("dev"), _ -> {});
    assertThat(catalog.blobs().remove(app, LAYER)).isEqualTo(BlobLinks.RemoveResult.REMOVED);
    assertThat(catalog.blobs().remove(app, LAYER)).isEqualTo(BlobLinks.RemoveResult.ABSENT);
  }

  @Test
  void aBlobIsSeenOnlyThroughALink() {
    holdBlobs(app);

    assertThat(catalog.blobs().find(app, LAYER)).map(StoredBlob::size).hasValue(5L);
    assertThat(catalog.blobs().find(other, LAYER)).isEmpty();
    assertThat(catalog.blobs().mount(app, other, LAYER)).isTrue();
    assertThat(catalog.blobs().find(other, LAYER)).map(StoredBlob::size).hasValue(5L);
    assertThat(catalog.blobs().mount(app, other, digest(image("")))).isFalse();
  }

  @Test
  void referrersAreFoundBeforeAndAfterTheirSubject() {
    holdBlobs(app);
    var subject = digest(image(""));
    var signature = withSubject(subject, "application/x.sig");
    put(app, signature);
    put(app, image(""));
    put(app, withSubject(subject, "application/x.sbom"));

    assertThat(catalog.referrers().list(app, subject, null, "", 9_999).referrers()).hasSize(2);
    assertThat(catalog.referrers().list(app, subject, "application/x.sig", "", 9_999).referrers())
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.digest()).isEqualTo(digest(signature));
              assertThat(r.annotations()).containsEntry("kind", "application/x.sig");
            });
    assertThat(catalog.referrers().list(other, subject, null, "", 9_999).referrers()).isEmpty();
  }

  @Test
  void tagsArePagedInByteOrder() {
    holdBlobs(app);
    put(app, image(""), "b", "B", "a", "_x", "1.0");

    assertThat(catalog.tags().names(app, "", 3)).containsExactly("1.0", "B", "_x");
    assertThat(catalog.tags().names(app, "_x", 3)).containsExactly("a", "b");
    assertThat(catalog.tags().names(app, "aa", 3)).containsExactly("b");
  }

  @Test
  void theSameManifestPushedAtOnceIsStoredOnce() throws Exception {
    holdBlobs(app);
    var document = image("");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        var tag = Tag.parse("t" + i);
        var _ =
            threads.submit(
                () ->
                    catalog
                        .manifests()
                        .put(app, document, digest(document), List.of(tag), Sparse.REFUSED));
      }
    }

    assertThat(catalog.repositories().artifacts(app)).isEqualTo(1);
    assertThat(catalog.tags().names(app, "", 100)).hasSize(16);
  }

  @Test
  void pullsAreCounted() {
    holdBlobs(app);
    put(app, image(""), "v1");
    var manifest = catalog.manifests().find(app, Reference.parse("v1")).orElseThrow();
    catalog.pulls().count(manifest, Reference.parse("v1"));
    catalog.pulls().count(manifest, Reference.parse(manifest.digest().toString()));
    catalog.pulls().flush();

    assertThat(
            catalog.repositories().find(registry, RepositoryName.parse("team/app")).orElseThrow())
        .extracting(Repository::pullCount)
        .isEqualTo(2L);
    assertThat(catalog.repositories().names(registry, Lists.repositories(Lists.NOBODY), "", 5))
        .containsExactly("team/app");
  }

  @Test
  void aTagKnowsWhenItWasPulledByItsName() {
    holdBlobs(app);
    put(app, image(""), "v1", "v2");
    var artifacts = new Artifacts(database);
    var manifest = catalog.manifests().find(app, Reference.parse("v1")).orElseThrow();
    catalog.pulls().count(manifest, Reference.parse("v1"));
    catalog.pulls().flush();

    var tags = artifacts.find(app, Reference.parse("v1")).orElseThrow().tags();
    assertThat(tags).extracting(Artifact.NamedTag::name).containsExactly("v1", "v2");
    assertThat(tags.getFirst().pulledAt()).isNotNull();
    assertThat(tags.getLast().pulledAt()).isNull();
    assertThat(tags).extracting(Artifact.NamedTag::id).doesNotHaveDuplicates();
  }

  /** Whoever pushes the same bytes rightly later must not be served another's mistake. */
  @Test
  void aWrongMediaTypeDoesNotStickToWhatIsPushedRightlyLater() {
    holdBlobs(app);
    var bytes = image("").bytes();
    var wrong = ManifestDocument.parse("application/vnd.example.wrong+json", bytes);
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    catalog.manifests().put(app, wrong, digest, List.of(Tag.parse("v1")), Sparse.REFUSED);
    var right = ManifestDocument.parse(MediaType.OCI_MANIFEST, bytes);
    catalog.manifests().put(app, right, digest, List.of(), Sparse.REFUSED);

    assertThat(catalog.manifests().find(app, Reference.parse("v1")).orElseThrow().mediaType())
        .isEqualTo(MediaType.OCI_MANIFEST);
  }

  private void holdBlobs(long repository) {
    catalog.blobs().add(repository, BlobLocation.of(CONFIG), 2);
    catalog.blobs().add(repository, BlobLocation.of(LAYER), 5);
  }

  private Digest put(long repository, ManifestDocument document, String... tags) {
    assertThat(
            catalog
                .manifests()
                .put(
                    repository,
                    document,
                    digest(document),
                    List.of(tags).stream().map(Tag::parse).toList(),
                    Sparse.REFUSED))
        .isInstanceOf(PutResult.Stored.class);
    return digest(document);
  }

  private static Digest digest(ManifestDocument document) {
    return Digest.of(Digest.Algorithm.SHA256, document.bytes());
  }

  private static ManifestDocument image(String note) {
    return document(
        MediaType.OCI_MANIFEST,
        """
        {"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json",
        "digest":"%s","size":2},"layers":[{"mediaType":"a/b","digest":"%s","size":5}],"note":"%s"}"""
            .formatted(CONFIG, LAYER, note));
  }

  private static ManifestDocument withSubject(Digest subject, String type) {
    return document(
        MediaType.OCI_MANIFEST,
        """
        {"artifactType":"%s","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s",
        "size":2},"layers":[],"subject":{"mediaType":"%s","digest":"%s","size":1},
        "annotations":{"kind":"%s"}}"""
            .formatted(type, CONFIG, MediaType.OCI_MANIFEST, subject, type));
  }

  private static ManifestDocument document(String type, String json) {
    return ManifestDocument.parse(type, json.getBytes(UTF_8));
  }
}
