package io.berth.ops.scrub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.audit.AuditLog;
import io.berth.catalog.Catalog;
import io.berth.catalog.CatalogFixture;
import io.berth.catalog.DamagedContent;
import io.berth.catalog.Manifests.PutResult;
import io.berth.catalog.Manifests.Sparse;
import io.berth.catalog.StoredBlob;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.listing.ListQuery;
import io.berth.listing.Term;
import io.berth.ops.gc.BlobCommits;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.storage.BlobLayout;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.file.FileBlobStore;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class ScrubTest {
  private static final Duration WEEK = Duration.ofDays(7);

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private final TestClock clock = new TestClock();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Database database;
  private Catalog catalog;
  private FileBlobStore store;
  private AuditLog audit;
  private Scrub scrub;
  private RegistryId registry;
  private long app;

  @BeforeEach
  void start() throws IOException {
    database = TestDatabases.fresh(dialect);
    store = new FileBlobStore(folder);
    audit = new AuditLog(database, clock);
    var quarantine = new Quarantine(database, store, clock, audit, metrics);
    catalog = new Catalog(database, clock, TestCatalog.LEASE, 0, quarantine::manifest);
    scrub = new Scrub(database, quarantine, clock, metrics);
    registry = CatalogFixture.registry(database, "one");
    catalog.projects().create(registry, "team", true, null, "");
    app = catalog.repositories().obtain(registry, RepositoryName.parse("team/app")).id();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private Digest push(String content) throws IOException {
    var digest = Digest.of(Digest.Algorithm.SHA256, content.getBytes(UTF_8));
    var session = store.begin(UUID.randomUUID().toString());
    session.append(0, new ByteArrayInputStream(content.getBytes(UTF_8)));
    assertThat(new BlobCommits(catalog, store).commit("", app, session, digest))
        .isInstanceOf(CommitResult.Committed.class);
    return digest;
  }

  private Path file(Digest digest) {
    return new BlobLayout(folder).blob(digest);
  }

  @Test
  void whatIsSoundIsLeftAlone() throws Exception {
    push("one");
    push("three");

    assertThat(scrub.all(_ -> {})).isEqualTo(new ScrubReport(2, 8, 0));
  }

  @Test
  void corruptAndMissingBytesCountAsAbsentUntilTheyArePushedAgain() throws Exception {
    var flipped = push("flipped bits");
    var cut = push("cut off");
    var lost = push("lost");
    var sound = push("sound");
    Files.writeString(file(flipped), "flipped bitz");
    Files.writeString(file(cut), "cut");
    Files.delete(file(lost));
    var told = new ArrayList<String>();

    assertThat(scrub.all(told::add).damaged()).isEqualTo(3);

    assertThat(told)
        .containsExactlyInAnyOrder("corrupt " + flipped, "corrupt " + cut, "missing " + lost);
    for (var digest : List.of(flipped, cut, lost)) {
      assertThat(catalog.blobs().find(app, digest)).isEmpty();
      assertThat(catalog.blobs().lease(app, digest)).isEmpty();
      assertThat(catalog.blobs().mount(app, app, digest)).isFalse();
      assertThat(store.size(BlobLocation.of(digest))).isEmpty();
    }
    assertThat(new BlobLayout(folder).quarantined(flipped)).hasContent("flipped bitz");
    assertThat(audited())
        .containsExactlyInAnyOrder(
            "blob team/app@" + flipped, "blob team/app@" + cut, "blob team/app@" + lost);
    assertThat(catalog.blobs().find(app, sound)).map(StoredBlob::size).hasValue(5L);
    assertThat(metrics.get("berth.scrub.outstanding").gauge().value()).isEqualTo(3.0);
    assertThat(scrub.all(_ -> {}).damaged()).isZero();

    for (var content : List.of("flipped bits", "cut off", "lost")) {
      assertThat(catalog.blobs().find(app, push(content)))
          .map(StoredBlob::size)
          .hasValue((long) content.length());
    }
    assertThat(scrub.all(_ -> {})).isEqualTo(new ScrubReport(4, 28, 0));
    assertThat(metrics.get("berth.scrub.outstanding").gauge().value()).isZero();
  }

  @Test
  void aManifestWhoseBytesChangedIsNotServedAndIsMendedByAPush() throws Exception {
    var config = push("{}");
    var document =
        ManifestDocument.parse(
            MediaType.OCI_MANIFEST,
            "{\"config\":{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":2},\"layers\":[]}"
                .formatted(config)
                .getBytes(UTF_8));
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    put(document, digest);
    database.run(handle -> handle.execute("UPDATE manifest SET content = ?", new byte[] {1}));

    assertThat(scrub.all(_ -> {}).damaged()).isEqualTo(1);
    assertThat(catalog.manifests().find(app, Reference.parse(digest.toString()))).isEmpty();
    assertThat(audited()).containsExactly("artifact team/app@" + digest);

    put(document, digest);
    assertThat(
            catalog
                .manifests()
                .find(app, Reference.parse(digest.toString()))
                .orElseThrow()
                .content())
        .isEqualTo(document.bytes());
    assertThat(scrub.all(_ -> {}).damaged()).isZero();
  }

  @Test
  void aManifestWhoseBytesChangedIsFoundByTheFirstWhoWantsIt() throws Exception {
    var config = push("{}");
    var document =
        ManifestDocument.parse(
            MediaType.OCI_MANIFEST,
            "{\"config\":{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":2},\"layers\":[]}"
                .formatted(config)
                .getBytes(UTF_8));
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    put(document, digest);
    database.run(handle -> handle.execute("UPDATE manifest SET content = ?", new byte[] {1}));

    assertThat(catalog.manifests().find(app, Reference.parse(digest.toString()))).isEmpty();
    assertThat(catalog.manifests().find(app, Reference.parse(digest.toString()))).isEmpty();

    assertThat(audited()).containsExactly("artifact team/app@" + digest);
    assertThat(metrics.get("berth.scrub.damaged").counter().count()).isEqualTo(1);
    put(document, digest);
    assertThat(catalog.manifests().find(app, Reference.parse(digest.toString()))).isPresent();
  }

  /** What the registry's audit log says of quarantined content. */
  private List<String> audited() {
    return audit
        .list(registry, null, ListQuery.ALL.with("operation", new Term.Exact("quarantine")))
        .items()
        .stream()
        .map(entry -> entry.event().resourceType() + " " + entry.event().resource())
        .toList();
  }

  private void put(ManifestDocument document, Digest digest) {
    assertThat(catalog.manifests().put(app, document, digest, List.of(), Sparse.REFUSED))
        .isInstanceOf(PutResult.Stored.class);
  }

  @Test
  void aManifestThatNeedsADamagedBlobIsRefused() throws Exception {
    var config = push("{}");
    Files.delete(file(config));
    scrub.all(_ -> {});
    var document =
        ManifestDocument.parse(
            MediaType.OCI_MANIFEST,
            "{\"config\":{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":2},\"layers\":[]}"
                .formatted(config)
                .getBytes(UTF_8));

    assertThat(
            catalog
                .manifests()
                .put(
                    app,
                    document,
                    Digest.of(Digest.Algorithm.SHA256, document.bytes()),
                    List.of(),
                    Sparse.REFUSED))
        .isEqualTo(new PutResult.Missing(List.of(config)));
  }

  @Test
  void aBlobMendedBetweenTheTwoLooksIsLeftAlone() throws Exception {
    var digest = push("content");
    var damages = new DamagedContent(database, clock);
    var suspect =
        damages
            .suspect(new StoredBlob(BlobLocation.of(digest), 7), DamagedContent.Kind.CORRUPT)
            .orElseThrow();
    assertThat(catalog.blobs().add(app, BlobLocation.of(digest), 7)).isEmpty();

    damages.settle(suspect, null);

    assertThat(catalog.blobs().find(app, digest)).map(StoredBlob::size).hasValue(7L);
    assertThat(damages.outstanding()).isZero();
  }

  @Test
  void theBackgroundLooksAtEverythingOnceAWeekAndGoesOnAfterARestart() throws Exception {
    for (int i = 0; i < 30; i++) {
      push("content " + i);
    }
    assertThat(scrub.slice(1 << 30, WEEK)).isZero();
    var broken = push("later");
    Files.writeString(file(broken), "LATER");
    assertThat(scrub.slice(1 << 30, WEEK)).isZero();

    clock.advance(WEEK.plusSeconds(1));
    assertThat(
            new Scrub(
                    database,
                    new Quarantine(database, store, clock, audit, metrics),
                    clock,
                    metrics)
                .slice(1 << 30, WEEK))
        .isEqualTo(1);
    assertThat(catalog.blobs().find(app, broken)).isEmpty();
  }
}
