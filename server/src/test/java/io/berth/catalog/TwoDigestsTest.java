package io.berth.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.Manifests.DeleteResult;
import io.berth.catalog.Manifests.PutResult;
import io.berth.catalog.Manifests.Sparse;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import io.berth.trash.Deletion;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A manifest has a SHA-256 and a SHA-512 digest; and what referrers lists do with both. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class TwoDigestsTest {
  private static final ManifestDocument IMAGE =
      ManifestDocument.parse(MediaType.OCI_MANIFEST, "{\"layers\":[]}".getBytes(UTF_8));
  private static final Digest SHA256 = Digest.of(Digest.Algorithm.SHA256, IMAGE.bytes());
  private static final Digest SHA512 = Digest.of(Digest.Algorithm.SHA512, IMAGE.bytes());

  private final Database database;
  private final Catalog catalog;
  private final long app;

  TwoDigestsTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, InstantSource.system());
    var registry = CatalogFixture.registry(database, "one");
    catalog.projects().create(registry, "team", true, null, "");
    app = catalog.repositories().obtain(registry, RepositoryName.parse("team/app")).id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aManifestAnswersToBothAndCarriesTheOneAskedFor() {
    put(IMAGE, SHA256);

    assertThat(digest(SHA256.toString())).isEqualTo(SHA256);
    assertThat(digest(SHA512.toString())).isEqualTo(SHA512);
  }

  @Test
  void eachTagShowsTheDigestItWasPushedWith() {
    put(IMAGE, SHA512, "long");
    put(IMAGE, SHA256, "short", "moving");
    assertThat(catalog.repositories().artifacts(app)).isEqualTo(1);
    assertThat(digest("long")).isEqualTo(SHA512);
    assertThat(digest("short")).isEqualTo(SHA256);

    put(IMAGE, SHA512, "moving");
    assertThat(digest("moving")).isEqualTo(SHA512);
    put(image("other"), sha256(image("other")), "moving");
    assertThat(digest("moving")).isEqualTo(sha256(image("other")));
  }

  @Test
  void deletingByOneDigestDeletesTheManifestWithItsTags() {
    put(IMAGE, SHA256, "v1");

    assertThat(catalog.manifests().delete(app, SHA512, Deletion.by("dev"), _ -> {}))
        .isEqualTo(DeleteResult.DELETED);
    assertThat(catalog.manifests().find(app, Reference.parse(SHA256.toString()))).isEmpty();
    assertThat(catalog.tags().names(app, "", 9)).isEmpty();
  }

  @Test
  void anIndexHoldsItsChildByEitherDigest() {
    put(IMAGE, SHA256);
    var index =
        ManifestDocument.parse(
            MediaType.OCI_INDEX,
            "{\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":13}]}"
                .formatted(MediaType.OCI_MANIFEST, SHA512)
                .getBytes(UTF_8));
    put(index, sha256(index));

    assertThat(catalog.manifests().delete(app, SHA256, Deletion.by("dev"), _ -> {}))
        .isEqualTo(DeleteResult.PART_OF_INDEX);
    assertThat(catalog.manifests().delete(app, SHA512, Deletion.by("dev"), _ -> {}))
        .isEqualTo(DeleteResult.PART_OF_INDEX);
  }

  @Test
  void referrersAreFoundByEitherDigestOfTheirSubject() {
    var early = withSubject(SHA512, 1);
    put(early, sha256(early));
    put(IMAGE, SHA256);
    var late = withSubject(SHA512, 2);
    put(late, sha256(late));

    for (var subject : List.of(SHA256, SHA512)) {
      assertThat(catalog.referrers().list(app, subject, null, "", 9_999).referrers())
          .extracting(Referrers.Referrer::digest)
          .containsExactlyInAnyOrder(sha256(early), sha256(late));
    }
  }

  @Test
  void aPageOfReferrersIsBoundedByWhatItTakes() {
    IntStream.range(0, 7)
        .mapToObj(i -> withSubject(SHA256, i))
        .forEach(referrer -> put(referrer, sha256(referrer)));
    var all = catalog.referrers().list(app, SHA256, null, "", 99_999);
    assertThat(all.referrers()).hasSize(7);
    assertThat(all.more()).isFalse();

    // Each takes a little less than 1,500 characters.
    var first = catalog.referrers().list(app, SHA256, null, "", 4_600);
    assertThat(first.referrers()).isEqualTo(all.referrers().subList(0, 3));
    assertThat(first.more()).isTrue();
    var last = all.referrers().get(5).digest().toString();
    var end = catalog.referrers().list(app, SHA256, null, last, 4_600);
    assertThat(end.referrers()).isEqualTo(all.referrers().subList(6, 7));
    assertThat(end.more()).isFalse();
    assertThat(catalog.referrers().list(app, SHA256, null, "", 900).referrers())
        .isEqualTo(all.referrers().subList(0, 1));
  }

  @Test
  void aSparseManifestIsStoredOnlyWhereThatIsAllowed() {
    var sparse =
        ManifestDocument.parse(
            MediaType.OCI_MANIFEST,
            "{\"layers\":[{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":1}]}"
                .formatted(SHA512)
                .getBytes(UTF_8));

    assertThat(catalog.manifests().put(app, sparse, sha256(sparse), List.of(), Sparse.REFUSED))
        .isEqualTo(new PutResult.Missing(List.of(SHA512)));
    assertThat(catalog.manifests().put(app, sparse, sha256(sparse), List.of(), Sparse.ALLOWED))
        .isEqualTo(new PutResult.Stored());
  }

  private void put(ManifestDocument document, Digest digest, String... tags) {
    var named = Stream.of(tags).map(Tag::parse).toList();
    assertThat(catalog.manifests().put(app, document, digest, named, Sparse.REFUSED))
        .isEqualTo(new PutResult.Stored());
  }

  private Digest digest(String reference) {
    return catalog.manifests().find(app, Reference.parse(reference)).orElseThrow().digest();
  }

  private static Digest sha256(ManifestDocument document) {
    return Digest.of(Digest.Algorithm.SHA256, document.bytes());
  }

  private static ManifestDocument image(String note) {
    return ManifestDocument.parse(
        MediaType.OCI_MANIFEST, "{\"layers\":[],\"note\":\"%s\"}".formatted(note).getBytes(UTF_8));
  }

  private static ManifestDocument withSubject(Digest subject, int number) {
    return ManifestDocument.parse(
        MediaType.OCI_MANIFEST,
        """
        {"layers":[],"subject":{"mediaType":"%s","digest":"%s","size":13},
        "annotations":{"n":"%d","text":"%s"}}"""
            .formatted(MediaType.OCI_MANIFEST, subject, number, "x".repeat(1_070))
            .getBytes(UTF_8));
  }
}
