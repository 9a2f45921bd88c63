package io.berth.ops.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.Artifacts;
import io.berth.catalog.Manifests.PutResult;
import io.berth.catalog.Manifests.Sparse;
import io.berth.catalog.Trash.Restored;
import io.berth.catalog.UsageRecount;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.label.Label;
import io.berth.label.Labels;
import io.berth.listing.ListQuery;
import io.berth.quota.QuotaLedger;
import io.berth.quota.RevivedRoom;
import io.berth.sql.Dialect;
import io.berth.tenant.Registry;
import io.berth.testing.TestClock;
import io.berth.trash.Deletion;
import io.berth.trash.TrashEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is deleted, and comes back or goes, with the collector at work. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class TrashTest {
  private static final Duration GRACE = Duration.ofHours(2);
  private static final Deletion ADA = Deletion.by("ada");

  private final TestClock clock = new TestClock();
  private final GcFixture gc;
  private final long project;
  private final long app;

  TrashTest(Dialect dialect, @TempDir Path folder) {
    gc = new GcFixture(dialect, folder, clock, GRACE);
    keepFor("7");
    app = gc.repository("app");
    project = gc.catalog.projects().find(gc.registry, "team").orElseThrow().id();
  }

  private void keepFor(String days) {
    gc.database.run(
        handle ->
            handle.execute(
                "INSERT INTO registry_setting (registry_id, name, value, updated_at)"
                    + " VALUES (?, 'trash_days', ?, 1)"
                    + " ON CONFLICT (registry_id, name) DO UPDATE SET value = excluded.value",
                gc.registry.value(),
                days));
  }

  @AfterEach
  void stop() {
    gc.close();
  }

  @Test
  void anIndexComesBackWithItsChildrenItsSignatureItsTagsAndItsLabels() throws Exception {
    var config = gc.push(app, "config");
    var layer = gc.push(app, "layer");
    var child = gc.image(app, "", List.of(config, layer));
    var index = gc.index(app, child, "v1", "latest");
    var signature = gc.referrer(app, index, gc.push(app, "signature"));
    var label = label("released");
    labels().mark(artifact(app, index), label);
    var before = gc.catalog.quotas().ofRegistry(gc.registry);

    delete(app, index);

    assertThat(gc.catalog.manifests().find(app, named("v1"))).isEmpty();
    assertThat(gc.catalog.manifests().find(app, Reference.parse(child.toString()))).isEmpty();
    assertThat(artifacts(app)).isZero();
    collectAll();
    assertThat(gc.stored()).hasSize(3);
    assertThat(gc.catalog.blobs().find(app, layer)).isEmpty();
    assertThat(used()).isZero();
    assertThat(gc.catalog.quotas().ofRegistry(gc.registry)).isEqualTo(before);
    assertFiguresAreExact();
    var entry = entry();
    assertThat(entry.kind()).isEqualTo(TrashEntry.Kind.ARTIFACT);
    assertThat(entry.deletion()).isEqualTo(ADA);
    assertThat(entry.artifacts()).isEqualTo(3);
    assertThat(entry.someTags()).containsExactly("latest", "v1");
    assertThat(entry.size()).isEqualTo(before);
    assertThat(entry.expiresAt()).isEqualTo(entry.deletedAt().plus(Duration.ofDays(7)));

    assertThat(restore(entry)).isEqualTo(new Restored(3, 2, 0));

    for (var tag : List.of("v1", "latest")) {
      assertThat(gc.catalog.manifests().find(app, named(tag)).orElseThrow().digest())
          .isEqualTo(index);
    }
    assertThat(gc.catalog.manifests().find(app, Reference.parse(child.toString()))).isPresent();
    assertThat(gc.catalog.accessories().list(artifact(app, index), ListQuery.ALL).items())
        .singleElement()
        .satisfies(it -> assertThat(it.digest()).isEqualTo(signature));
    assertThat(labels().ofArtifacts(List.of(artifact(app, index))).values())
        .containsExactly(List.of(label));
    collectAll();
    assertThat(gc.stored()).hasSize(3);
    assertThat(gc.catalog.blobs().find(app, layer)).isPresent();
    assertThat(entries()).isEmpty();
    assertThat(gc.catalog.quotas().ofRegistry(gc.registry)).isEqualTo(before);
    assertFiguresAreExact();
  }

  @Test
  void whatIsPurgedOrExpiresLeavesTheDisk() throws Exception {
    var shared = gc.push(app, "shared");
    var first = gc.image(app, "first", List.of(shared, gc.push(app, "only first")), "a");
    var second = gc.image(app, "second", List.of(shared, gc.push(app, "only second")), "b");
    delete(app, first);
    delete(app, second);
    collectAll();
    assertThat(gc.stored()).hasSize(3);

    assertThat(gc.catalog.trash().purge(gc.registry, entries().getLast().id())).isTrue();
    assertFiguresAreExact();
    collectAll();

    assertThat(gc.stored()).containsExactlyInAnyOrder(shared, GcFixture.digest("only second"));
    clock.advance(Duration.ofDays(8));
    assertThat(gc.catalog.trash().purgeExpired()).isEqualTo(1);
    assertFiguresAreExact();
    collectAll();
    assertThat(gc.stored()).isEmpty();
    assertThat(gc.catalog.quotas().ofRegistry(gc.registry)).isZero();
    for (var table : List.of("trash", "trash_manifest", "trash_tag", "trash_blob", "blob")) {
      assertThat(gc.count("SELECT count(*) FROM " + table)).as(table).isZero();
    }
  }

  @Test
  void aRepositoryComesBackUnderItsNameWithWhatItSaid() throws Exception {
    var config = gc.push(app, "config");
    var image = gc.image(app, "", List.of(config), "v1");
    gc.catalog.repositories().describe(app, "what it is for");
    gc.catalog.repositories().delete(app, ADA, _ -> {});
    collectAll();
    assertThat(gc.catalog.repositories().find(gc.registry, name())).isEmpty();
    assertThat(entry().kind()).isEqualTo(TrashEntry.Kind.REPOSITORY);

    assertThat(restore(entry())).isEqualTo(new Restored(1, 1, 0));

    var again = gc.catalog.repositories().find(gc.registry, name()).orElseThrow();
    assertThat(again.description()).isEqualTo("what it is for");
    assertThat(gc.catalog.manifests().find(again.id(), named("v1")).orElseThrow().digest())
        .isEqualTo(image);
    assertThat(gc.catalog.blobs().find(again.id(), config)).isPresent();
    assertFiguresAreExact();
  }

  @Test
  void aLargeRepositoryComesBackInParts() {
    var config = gc.push(app, "config");
    for (int i = 0; i < 120; i++) {
      gc.image(app, "number " + i, List.of(config), "v" + i);
    }
    gc.catalog.repositories().delete(app, ADA, _ -> {});

    assertThat(restore(entry())).isEqualTo(new Restored(120, 120, 0));
    assertThat(entries()).isEmpty();
    assertFiguresAreExact();
  }

  @Test
  void aTagComesBackUnlessItIsElsewhereAndKeepsItsArtifactMeanwhile() throws Exception {
    var config = gc.push(app, "config");
    var image = gc.image(app, "", List.of(config), "v1");
    assertThat(gc.catalog.tags().delete(app, Tag.parse("v1"), ADA)).isTrue();
    assertThat(entry().kind()).isEqualTo(TrashEntry.Kind.TAG);
    clock.advance(GRACE.multipliedBy(3));

    gc.run(GcFixture.options(true, false));

    assertThat(artifacts(app)).isEqualTo(1);
    assertThat(restore(entry())).isEqualTo(new Restored(0, 1, 0));
    assertThat(gc.catalog.manifests().find(app, named("v1")).orElseThrow().digest())
        .isEqualTo(image);
    gc.catalog.tags().delete(app, Tag.parse("v1"), ADA);
    gc.image(app, "another", List.of(config), "v1");
    assertThat(restore(entry())).isEqualTo(new Restored(0, 0, 1));
    gc.catalog.tags().delete(app, Tag.parse("v1"), ADA);
    gc.catalog.trash().empty(gc.registry, project);
    clock.advance(GRACE.multipliedBy(3));
    gc.run(GcFixture.options(true, false));
    assertThat(artifacts(app)).isZero();
  }

  @Test
  void aTagWhoseArtifactIsGoneDoesNotComeBackAlone() {
    var image = gc.image(app, "", List.of(gc.push(app, "config")), "v1");
    gc.catalog.tags().delete(app, Tag.parse("v1"), ADA);
    var tag = entry();
    delete(app, image);

    assertThat(gc.catalog.trash().restore(gc.registry, tag)).isEmpty();
    restore(entry());
    assertThat(restore(tag)).isEqualTo(new Restored(0, 1, 0));
  }

  @Test
  void whoPushesTheSameAgainHasItsSignatureAndLabelsAgainAndNotItsTags() throws Exception {
    var config = gc.push(app, "config");
    var image = gc.image(app, "", List.of(config), "old");
    gc.referrer(app, image, gc.push(app, "signature"));
    labels().mark(artifact(app, image), label("released"));
    delete(app, image);
    collectAll();

    gc.push(app, "config");
    assertThat(gc.image(app, "", List.of(config), "new")).isEqualTo(image);

    assertThat(entries()).isEmpty();
    assertThat(gc.catalog.accessories().list(artifact(app, image), ListQuery.ALL).items())
        .hasSize(1);
    assertThat(labels().ofArtifacts(List.of(artifact(app, image)))).hasSize(1);
    assertThat(gc.catalog.tags().names(app, "", 10)).containsExactly("new");
    collectAll();
    assertThat(gc.stored()).hasSize(2);
    assertFiguresAreExact();
  }

  @Test
  void aFullPlanEmptiesTheOldestOfTheTrashFirst() throws Exception {
    var ledger = new QuotaLedger(gc.catalog.quotas(), gc.catalog.trash(), clock);
    var first = gc.image(app, "first", List.of(gc.push(app, "1".repeat(400))), "a");
    var second = gc.image(app, "second", List.of(gc.push(app, "2".repeat(400))), "b");
    delete(app, first);
    delete(app, second);
    collectAll();
    long held = gc.catalog.quotas().ofRegistry(gc.registry);
    var registry =
        new Registry(
            gc.registry,
            "one",
            "one",
            true,
            new Registry.Limits(held + 100, Integer.MAX_VALUE),
            "");

    try (var _ = ledger.hold(registry, project, GcFixture.digest("new"), 300)) {
      assertThat(entries())
          .singleElement()
          .satisfies(it -> assertThat(it.digest()).isEqualTo(second.toString()));
    }
    try (var _ = ledger.hold(registry, project, GcFixture.digest("newer"), held)) {
      assertThat(entries()).isEmpty();
    }
  }

  @Test
  void whatComesBackWithAPushIsAskedOfItsProjectsQuota() throws Exception {
    var room = new RevivedRoom(new QuotaLedger(gc.catalog.quotas(), gc.catalog.trash(), clock));
    var limits = new Registry.Limits(1 << 20, Integer.MAX_VALUE);
    var registry = new Registry(gc.registry, "one", "one", true, limits, "");
    var document = GcFixture.document("image", List.of(gc.push(app, "config")));
    gc.put(app, document);
    var image = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    var signature = gc.referrer(app, image, gc.push(app, "s".repeat(4_000)));
    delete(app, image);
    collectAll();
    gc.push(app, "config");
    gc.catalog.quotas().setHard(gc.registry, project, used() + 3_000);

    assertThatThrownBy(() -> pushed(room, registry, document))
        .isInstanceOfSatisfying(
            FaultException.class,
            e -> assertThat(e.fault()).isInstanceOf(Fault.QuotaExceeded.class));
    assertThat(artifacts(app)).isZero();
    assertThat(entry().artifacts()).isEqualTo(2);

    gc.catalog.quotas().setHard(gc.registry, project, used() + 8_000);
    assertThat(pushed(room, registry, document)).isEqualTo(new PutResult.Stored());
    assertThat(entries()).isEmpty();
    assertThat(gc.catalog.manifests().find(app, Reference.parse(signature.toString()))).isPresent();
    assertFiguresAreExact();
  }

  private PutResult pushed(RevivedRoom room, Registry registry, ManifestDocument document) {
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    return room.put(
        registry,
        project,
        revival ->
            gc.catalog
                .manifests()
                .put(app, document, digest, List.of(), Sparse.REFUSED, revival, _ -> {}));
  }

  @Test
  void whatTheTrashCouldNotMakeRoomForPurgesNothing() throws Exception {
    var ledger = new QuotaLedger(gc.catalog.quotas(), gc.catalog.trash(), clock);
    delete(app, gc.image(app, "", List.of(gc.push(app, "1".repeat(400))), "a"));
    collectAll();
    long held = gc.catalog.quotas().ofRegistry(gc.registry);
    var limits = new Registry.Limits(held + 100, Integer.MAX_VALUE);
    var registry = new Registry(gc.registry, "one", "one", true, limits, "");

    assertThatThrownBy(
            () -> ledger.hold(registry, project, GcFixture.digest("huge"), 2 * held + 1000))
        .hasMessageContaining("limit of the registry's plan");

    assertThat(entries()).hasSize(1);
  }

  @Test
  void aRegistryThatKeepsNothingHasNoTrash() throws Exception {
    keepFor("0");
    delete(app, gc.image(app, "", List.of(gc.push(app, "config")), "v1"));
    collectAll();

    assertThat(entries()).isEmpty();
    assertThat(gc.stored()).isEmpty();
  }

  @Test
  void theTrashGoesWithItsProject() throws Exception {
    delete(app, gc.image(app, "", List.of(gc.push(app, "config")), "v1"));
    gc.catalog.repositories().delete(app, ADA, _ -> {});

    assertThat(gc.catalog.projects().delete(gc.registry, project)).isTrue();

    collectAll();
    assertThat(gc.stored()).isEmpty();
    assertThat(gc.catalog.quotas().ofRegistry(gc.registry)).isZero();
  }

  private Labels labels() {
    return new Labels(gc.database, clock);
  }

  private Label label(String name) {
    return labels().add(gc.registry, project, new Label.Terms(name, "", "#FFFFFF"));
  }

  private static Reference named(String tag) {
    return Reference.parse(tag);
  }

  private static RepositoryName name() {
    return RepositoryName.parse("team/app");
  }

  private long artifact(long repository, Digest digest) {
    return new Artifacts(gc.database)
        .find(repository, Reference.parse(digest.toString()))
        .orElseThrow()
        .id();
  }

  private long artifacts(long repository) {
    return gc.catalog.repositories().artifacts(repository);
  }

  private void delete(long repository, Digest digest) {
    gc.catalog.manifests().delete(repository, digest, ADA, _ -> {});
  }

  private long used() {
    return gc.catalog.quotas().find(gc.registry, project).orElseThrow().used();
  }

  private List<TrashEntry> entries() {
    return gc.catalog.trash().list(gc.registry, project, ListQuery.ALL).items();
  }

  private TrashEntry entry() {
    assertThat(entries()).isNotEmpty();
    return entries().getFirst();
  }

  private Restored restore(TrashEntry entry) {
    return gc.catalog.trash().restore(gc.registry, entry).orElseThrow();
  }

  /** Everything that may go has gone. */
  private void collectAll() throws Exception {
    clock.advance(GRACE.multipliedBy(2));
    gc.collector.sweep();
    gc.collector.sweep();
  }

  private void assertFiguresAreExact() {
    assertThat(new UsageRecount(gc.database).run()).isZero();
  }
}
