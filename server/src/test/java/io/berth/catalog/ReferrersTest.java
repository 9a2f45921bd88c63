package io.berth.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.Manifests.PutResult;
import io.berth.catalog.Manifests.Sparse;
import io.berth.catalog.Referrers.Referrer;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import io.berth.trash.Deletion;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Manifests that say whose signatures, attestations and the like they are. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ReferrersTest {
  private static final Digest CONFIG = Digest.of(Digest.Algorithm.SHA256, "{}".getBytes(UTF_8));
  private static final Digest SUBJECT = Digest.of(Digest.Algorithm.SHA256, "s".getBytes(UTF_8));
  private static final int PLENTY = 1 << 20;

  private final Database database;
  private final Catalog catalog;
  private final Referrers referrers;
  private final long app;
  private final long side;

  ReferrersTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, InstantSource.system());
    referrers = catalog.referrers();
    var registry = CatalogFixture.registry(database, "one");
    catalog.projects().create(registry, "team", true, null, "");
    app = catalog.repositories().obtain(registry, RepositoryName.parse("team/app")).id();
    side = catalog.repositories().obtain(registry, RepositoryName.parse("team/side")).id();
    catalog.blobs().add(app, BlobLocation.of(CONFIG), 2);
    catalog.blobs().add(side, BlobLocation.of(CONFIG), 2);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Digest put(long repository, String json, String type, String... tags) {
    var document = ManifestDocument.parse(type, json.getBytes(UTF_8));
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    assertThat(
            catalog
                .manifests()
                .put(
                    repository,
                    document,
                    digest,
                    Stream.of(tags).map(Tag::parse).toList(),
                    Sparse.REFUSED))
        .isInstanceOf(PutResult.Stored.class);
    return digest;
  }

  /** A manifest, of a subject unless that is null. */
  private Digest artifact(long repository, @Nullable Digest subject, String type, String note) {
    var says =
        subject == null
            ? ""
            : ",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1}"
                .formatted(MediaType.OCI_MANIFEST, subject);
    return put(
        repository,
        """
        {"schemaVersion":2,"artifactType":"%s","config":{"mediaType":"a/b","digest":"%s","size":2},
        "layers":[],"annotations":{"note":"%s"}%s}"""
            .formatted(type, CONFIG, note, says),
        MediaType.OCI_MANIFEST);
  }

  private List<Digest> of(long repository, Digest subject, @Nullable String type) {
    return referrers.list(repository, subject, type, "", PLENTY).referrers().stream()
        .map(Referrer::digest)
        .toList();
  }

  private static List<Digest> sorted(Digest... digests) {
    return Stream.of(digests).sorted(java.util.Comparator.comparing(Digest::toString)).toList();
  }

  @Test
  void allAreCountedWhateverIsAskedFor() {
    assertThat(referrers.list(app, SUBJECT, null, "", PLENTY).total()).isZero();
    artifact(app, SUBJECT, "type/signature", "one");
    artifact(app, SUBJECT, "type/sbom", "two");
    artifact(side, SUBJECT, "type/sbom", "elsewhere");

    assertThat(referrers.list(app, SUBJECT, null, "", PLENTY).total()).isEqualTo(2);
    assertThat(referrers.list(app, SUBJECT, "type/none", "", PLENTY).total()).isEqualTo(2);
    assertThat(referrers.list(app, SUBJECT, null, "", 1).total()).isEqualTo(2);
    assertThat(referrers.written(app, SUBJECT, "type/sbom", "", PLENTY, _ -> new byte[0]).total())
        .isEqualTo(2);
  }

  @Test
  void aListHasThemAllInTheOrderOfTheirDigests() {
    var signature = artifact(app, SUBJECT, "type/signature", "one");
    var bill = artifact(app, SUBJECT, "type/sbom", "two");
    artifact(app, signature, "type/signature", "of a signature");
    artifact(app, null, "type/signature", "of nobody");

    assertThat(of(app, SUBJECT, null)).isEqualTo(sorted(signature, bill));
    assertThat(of(app, SUBJECT, "type/sbom")).containsExactly(bill);
    assertThat(of(app, SUBJECT, "type/none")).isEmpty();
    assertThat(of(side, SUBJECT, null)).as("another repository").isEmpty();
  }

  @Test
  void oneIsShownWithItsTypeSizeAndAnnotations() {
    var digest = artifact(app, SUBJECT, "type/sbom", "with cheese");
    var part = referrers.list(app, SUBJECT, null, "", PLENTY);

    assertThat(part.more()).isFalse();
    assertThat(part.referrers())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.digest()).isEqualTo(digest);
              assertThat(one.mediaType()).isEqualTo(MediaType.OCI_MANIFEST);
              assertThat(one.artifactType()).isEqualTo("type/sbom");
              assertThat(one.size()).isPositive();
              assertThat(one.annotations()).containsEntry("note", "with cheese");
            });
  }

  /** Whatever the pages' size: together they are the list, and each brings at least one. */
  @Test
  void pagesTogetherAreTheList() {
    var all = new ArrayList<Digest>();
    for (int i = 0; i < 7; i++) {
      all.add(artifact(app, SUBJECT, "t/t", "x".repeat(i * 200)));
    }
    var expected = sorted(all.toArray(Digest[]::new));
    for (int characters : new int[] {400, 900, 1_500, PLENTY}) {
      var seen = new ArrayList<Digest>();
      var last = "";
      boolean more = true;
      while (more) {
        var part = referrers.list(app, SUBJECT, null, last, characters);
        assertThat(part.referrers()).as("a page of " + characters).isNotEmpty();
        part.referrers().forEach(one -> seen.add(one.digest()));
        last = part.referrers().getLast().digest().toString();
        more = part.more();
      }
      assertThat(seen).as("pages of " + characters).isEqualTo(expected);
    }
  }

  /** cosign gives an index such a tag; what it lists are platforms, not signatures. */
  @Test
  void whatAnIndexListsUnderTheSubjectsTagIsNoReferrerUnlessItSaysSo() {
    var own = artifact(app, SUBJECT, "t/t", "own");
    var platform = artifact(app, null, "t/t", "platform");
    var entries =
        Stream.of(own, platform)
            .map(
                it ->
                    "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1}"
                        .formatted(MediaType.OCI_MANIFEST, it))
            .collect(Collectors.joining(","));
    put(
        app,
        "{\"schemaVersion\":2,\"manifests\":[" + entries + "]}",
        MediaType.OCI_INDEX,
        Tag.ofReferrers(SUBJECT).value());

    assertThat(of(app, SUBJECT, null)).containsExactly(own);
  }

  /** As cosign did before there was a referrers API. */
  @Test
  void whatIsTaggedAsTheSubjectsSignatureIsItsReferrerAndEachOnce() {
    var subject = artifact(app, null, "t/t", "subject");
    var stem = Tag.ofReferrers(subject).value();
    var own = artifact(app, subject, "t/t", "own");
    var signature = put(app, image("signature"), MediaType.OCI_MANIFEST, stem + ".sig");
    var shared =
        put(
            app,
            image("the SBOM of two"),
            MediaType.OCI_MANIFEST,
            stem + ".sbom",
            Tag.ofReferrers(own).value() + ".sbom",
            stem + ".att");
    put(app, image("another suffix"), MediaType.OCI_MANIFEST, stem + ".zip");

    assertThat(of(app, subject, null)).isEqualTo(sorted(own, signature, shared));
    assertThat(of(app, own, null)).containsExactly(shared);
    assertThat(referrers.attached(app, List.of(subject)))
        .filteredOn(it -> it.digest().equals(signature))
        .singleElement()
        .satisfies(it -> assertThat(it.tag()).isEqualTo(stem + ".sig"));

    catalog.tags().delete(app, Tag.parse(stem + ".sig"), Deletion.by("dev"));
    assertThat(of(app, subject, null)).isEqualTo(sorted(own, shared));
  }

  @Test
  void aTagIsNeverItsOwnSignature() {
    var subject = artifact(app, null, "t/t", "subject");
    catalog.tags().add(app, Tag.parse(Tag.ofReferrers(subject).value() + ".sig"), subject);

    assertThat(of(app, subject, null)).isEmpty();
    assertThat(referrers.attached(app, List.of(subject))).isEmpty();
  }

  private static String image(String note) {
    return "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":2},\"layers\":[],\"annotations\":{\"note\":\"%s\"}}"
        .formatted(MediaType.OCI_IMAGE_CONFIG, CONFIG, note);
  }

  @Test
  void thoseOfSeveralSubjectsAreReadAtOnce() {
    var first = artifact(app, null, "t/t", "first");
    var second = artifact(app, null, "t/t", "second");
    var one = artifact(app, first, "t/t", "one");
    var two = artifact(app, second, "t/t", "two");
    artifact(app, SUBJECT, "t/t", "of what is not there");

    assertThat(referrers.attached(app, List.of())).isEmpty();
    assertThat(referrers.attached(app, List.of(first, second, SUBJECT)))
        .extracting(it -> it.subject() + " " + it.digest())
        .containsExactly(first + " " + one, second + " " + two);
  }

  @Test
  void indexesAreFoundByWhatTheyList() {
    var child = artifact(app, null, "t/t", "child");
    var index =
        put(
            app,
            "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1}]}"
                .formatted(MediaType.OCI_MANIFEST, child),
            MediaType.OCI_INDEX);

    assertThat(referrers.indexes(app, List.of(child, SUBJECT)))
        .isEqualTo(java.util.Map.of(child, List.of(index)));
    assertThat(referrers.indexes(app, List.of())).isEmpty();
    assertThat(referrers.indexes(side, List.of(child))).isEmpty();
  }

  @Test
  void aWrittenListIsThatOfNow() {
    artifact(app, SUBJECT, "t/t", "one");
    assertThat(written()).isEqualTo("1");
    var second = artifact(app, SUBJECT, "t/t", "two");
    assertThat(written()).isEqualTo("2");
    catalog.manifests().delete(app, second, Deletion.by("dev"), _ -> {});
    assertThat(written()).isEqualTo("1");
  }

  private String written() {
    var list =
        referrers.written(
            app, SUBJECT, null, "", PLENTY, all -> String.valueOf(all.size()).getBytes(UTF_8));
    assertThat(list.next()).isNull();
    return new String(list.bytes(), UTF_8);
  }
}
