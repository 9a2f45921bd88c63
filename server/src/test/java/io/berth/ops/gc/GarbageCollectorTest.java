package io.berth.ops.gc;

import static io.berth.ops.gc.GcFixture.options;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.BlobLinks.RemoveResult;
import io.berth.catalog.BlobRemovals.Candidate;
import io.berth.catalog.Manifests.DeleteResult;
import io.berth.catalog.Manifests.Sparse;
import io.berth.catalog.StoredBlob;
import io.berth.catalog.UsageRecount;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.Reference;
import io.berth.content.Tag;
import io.berth.fault.FaultException;
import io.berth.job.Execution;
import io.berth.job.JobType;
import io.berth.sql.Dialect;
import io.berth.sql.Installation;
import io.berth.storage.BlobStore;
import io.berth.storage.UploadSession.Recorded;
import io.berth.testing.Await;
import io.berth.testing.TestClock;
import io.berth.trash.Deletion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class GarbageCollectorTest {
  private static final Duration GRACE = Duration.ofHours(2);

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private final TestClock clock = new TestClock();
  private GcFixture gc;
  private long app;

  @BeforeEach
  void start() {
    gc = new GcFixture(dialect, folder, clock, GRACE);
    app = gc.repository("app");
  }

  @AfterEach
  void stop() {
    gc.close();
  }

  @Test
  void aPushThatWasGivenUpIsCollectedAfterTheGraceAndNotBefore() throws Exception {
    gc.push(app, "config");
    clock.advance(GRACE.minusSeconds(1));
    assertThat(gc.collector.sweep()).isZero();
    assertThat(gc.stored()).hasSize(1);

    clock.advance(Duration.ofSeconds(2));
    gc.collector.sweep();

    assertThat(gc.stored()).isEmpty();
    assertThat(gc.count("SELECT count(*) FROM blob")).isZero();
    assertThat(gc.count("SELECT count(*) FROM repository_blob")).isZero();
    assertThat(gc.count("SELECT count(*) FROM gc_link")).isZero();
    assertThat(gc.metrics.counter("berth.gc.bytes").count()).isEqualTo(6.0);
  }

  @Test
  void whatAManifestNeedsStaysUntilTheManifestGoes() throws Exception {
    var config = gc.push(app, "config");
    var layer = gc.push(app, "layer");
    var image = gc.image(app, "", List.of(config, layer), "v1");
    clock.advance(GRACE.multipliedBy(50));
    gc.collector.sweep();
    assertThat(gc.stored()).containsExactlyInAnyOrder(config, layer);

    assertThat(gc.catalog.manifests().delete(app, image, Deletion.by("dev"), _ -> {}))
        .isEqualTo(DeleteResult.DELETED);
    gc.collector.sweep();
    assertThat(gc.stored()).isEmpty();
  }

  @Test
  void whoMayPushKeepsABlobByAskingForIt() throws Exception {
    var blob = gc.push(app, "config");
    clock.advance(GRACE.minusMinutes(1));
    assertThat(gc.catalog.blobs().find(app, blob)).map(StoredBlob::size).hasValue(6L);
    assertThat(gc.catalog.blobs().lease(app, blob)).map(StoredBlob::size).hasValue(6L);
    clock.advance(GRACE.minusMinutes(15));
    gc.collector.sweep();
    assertThat(gc.stored()).containsExactly(blob);

    clock.advance(GRACE);
    gc.collector.sweep();
    assertThat(gc.stored()).isEmpty();
    assertThat(gc.catalog.blobs().lease(app, blob)).isEmpty();
  }

  @Test
  void noBlobGoesWhileSomebodyCopiesThemAndAllGoAfterwards() throws Exception {
    var blob = gc.push(app, "given up");
    clock.advance(GRACE.multipliedBy(2));
    var installation = new Installation(gc.database);
    installation.holdRemovals(clock.instant().plus(Duration.ofMinutes(2)));

    gc.collector.sweep();

    assertThat(gc.store.size(BlobLocation.of(blob))).isPresent();
    assertThat(gc.catalog.garbage().blobs().take(List.of(new Candidate("", blob)))).isEmpty();
    clock.advance(Duration.ofMinutes(3));
    gc.collector.sweep();
    assertThat(gc.store.size(BlobLocation.of(blob))).isEmpty();
  }

  @Test
  void aBlobOfTwoRepositoriesGoesWithTheLastOfThem() throws Exception {
    var other = gc.repository("other");
    var blob = gc.push(app, "layer");
    gc.image(other, "", List.of(mounted(other, blob)), "v1");
    clock.advance(GRACE.plusHours(1));
    gc.collector.sweep();

    assertThat(gc.catalog.blobs().find(app, blob)).isEmpty();
    assertThat(gc.catalog.blobs().find(other, blob)).map(StoredBlob::size).hasValue(5L);
    assertThat(gc.stored()).containsExactly(blob);
    gc.catalog.repositories().delete(other, Deletion.by("dev"), _ -> {});
    gc.collector.sweep();
    assertThat(gc.stored()).isEmpty();
  }

  @Test
  void manyLinksGoTogetherWithoutThoseThatAreNeededOrLeasedAndTheFiguresStayExact()
      throws Exception {
    var other = gc.repository("other");
    var blobs = new ArrayList<Digest>();
    for (int i = 0; i < 70; i++) {
      blobs.add(gc.push(app, "layer" + i));
      if (i % 3 == 0) {
        gc.push(other, "layer" + i);
      }
    }
    gc.image(app, "", blobs.subList(10, 15), "v1");
    gc.image(other, "", blobs.subList(12, 13), "v1");
    clock.advance(GRACE.minusMinutes(1));
    assertThat(gc.catalog.blobs().lease(app, blobs.get(20))).isPresent();
    clock.advance(Duration.ofMinutes(2));

    gc.collector.sweep();

    var kept = new ArrayList<>(blobs.subList(10, 15));
    kept.add(blobs.get(20));
    assertThat(gc.stored()).containsExactlyInAnyOrderElementsOf(kept);
    assertThat(gc.count("SELECT count(*) FROM repository_blob")).isEqualTo(7);
    assertThat(gc.count("SELECT count(*) FROM gc_blob")).isZero();
    assertThat(new UsageRecount(gc.database).run()).isZero();
  }

  private Digest mounted(long target, Digest blob) {
    assertThat(gc.catalog.blobs().mount(app, target, blob)).isTrue();
    return blob;
  }

  @Test
  void deletingABlobOrARegistryFreesTheBytes() throws Exception {
    var blob = gc.push(app, "one");
    gc.push(app, "two");
    assertThat(gc.catalog.blobs().remove(app, blob)).isEqualTo(RemoveResult.REMOVED);
    gc.collector.sweep();
    assertThat(gc.stored()).hasSize(1);

    gc.catalog.projects().deleteAll(gc.registry);
    gc.collector.sweep();
    assertThat(gc.stored()).isEmpty();
    assertThat(gc.catalog.projects().find(gc.registry, "team")).isEmpty();
  }

  @Test
  void aPushThatMeetsARemovalWaitsForItAndPutsTheBytesThereAnew() throws Exception {
    var blob = gc.push(app, "layer");
    clock.advance(GRACE.plusSeconds(1));
    gc.catalog.garbage().links().drop(app, List.of(blob));
    long begun = System.nanoTime();
    var taken = gc.catalog.garbage().blobs().take(List.of(new Candidate("", blob)));
    assertThat(taken).hasSize(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var push = threads.submit(() -> gc.push(app, "layer"));
      Await.pass(Duration.ofMillis(100)); // longer than a push takes; it must not be over
      assertThat(push).isNotDone();
      assertThat(gc.collector.remove(taken, begun, null).blobs()).isEqualTo(1);
      assertThat(push.get()).isEqualTo(blob);
    }
    assertThat(gc.stored()).containsExactly(blob);
    assertThat(gc.catalog.blobs().find(app, blob)).map(StoredBlob::size).hasValue(5L);
  }

  @Test
  void aRemovalWhoseServerDiedIsFinished() throws Exception {
    var blob = gc.push(app, "layer");
    clock.advance(GRACE.plusSeconds(1));
    gc.catalog.garbage().links().drop(app, List.of(blob));
    gc.catalog.garbage().blobs().take(List.of(new Candidate("", blob))); // and here the server dies

    gc.collector.sweep();
    assertThat(gc.stored()).hasSize(1);
    clock.advance(Duration.ofMinutes(2));
    gc.collector.sweep();

    assertThat(gc.stored()).isEmpty();
    assertThat(gc.count("SELECT count(*) FROM blob")).isZero();
  }

  @Test
  void nothingIsDeletedUnderATombstoneThatStoodTooLong() throws Exception {
    var blob = gc.push(app, "layer");
    clock.advance(GRACE.plusSeconds(1));
    gc.catalog.garbage().links().drop(app, List.of(blob));
    var taken = gc.catalog.garbage().blobs().take(List.of(new Candidate("", blob)));

    var freed = gc.collector.remove(taken, System.nanoTime() - Duration.ofHours(1).toNanos(), null);

    assertThat(freed.blobs()).isZero();
    assertThat(gc.stored()).containsExactly(blob);
  }

  @Test
  void manifestsWithoutATagGoOnlyWhenAskedFor() throws Exception {
    var config = gc.push(app, "config");
    var old = gc.image(app, "1", List.of(config), "latest");
    var kept = gc.image(app, "2", List.of(config), "latest");
    clock.advance(GRACE.plusHours(1));

    assertThat(gc.run(options(false, false)).freed().manifests()).isZero();
    assertThat(gc.run(options(true, false)).freed().manifests()).isEqualTo(1);

    assertThat(found(old)).isFalse();
    assertThat(found(kept)).isTrue();
    assertThat(gc.stored()).containsExactly(config);
  }

  @Test
  void theAgeOfAManifestWithoutATagBeginsWhenItsLastTagLeaves() throws Exception {
    var image = gc.image(app, "1", List.of(gc.push(app, "config")), "v1");
    clock.advance(Duration.ofDays(30));
    gc.catalog.tags().delete(app, Tag.parse("v1"), Deletion.by("dev"));
    clock.advance(Duration.ofHours(1));

    assertThat(gc.run(options(true, false)).freed().manifests()).isZero();
    assertThat(found(image)).isTrue();
  }

  @Test
  void whatAnIndexListsAndWhatHasASubjectStaysWithThem() throws Exception {
    var config = gc.push(app, "config");
    var child = gc.image(app, "child", List.of(config));
    var index = gc.index(app, child, "multi");
    var signature = gc.referrer(app, index, config);
    clock.advance(GRACE.plusHours(1));
    assertThat(gc.run(options(true, false)).freed().manifests()).isZero();

    gc.catalog.tags().delete(app, Tag.parse("multi"), Deletion.by("dev"));
    clock.advance(GRACE.plusHours(1));
    assertThat(gc.run(options(true, false)).freed().manifests()).isEqualTo(2);
    assertThat(List.of(found(index), found(child), found(signature)))
        .containsExactly(false, false, true);

    clock.advance(GRACE.plusHours(1));
    gc.collector.sweep();
    assertThat(found(signature)).isFalse();
    assertThat(gc.stored()).isEmpty();
  }

  @Test
  void accessoriesGoWithTheirSubjectUnlessTheyAreMore() throws Exception {
    var config = gc.push(app, "config");
    var subject = gc.image(app, "subject", List.of(config), "v1");
    var other = gc.image(app, "other", List.of(config), "v2");
    var cosign = gc.image(app, "cosign", List.of(config), tag(subject, ".sig"));
    var named = gc.image(app, "named", List.of(config), tag(subject, ".att"), "keep");
    var referrer = gc.referrer(app, subject, config);
    var ofOther = gc.referrer(app, other, config);
    gc.catalog.manifests().delete(app, subject, Deletion.by("dev"), _ -> {});

    assertThat(List.of(found(cosign), found(referrer))).containsExactly(false, false);
    clock.advance(GRACE.plusMinutes(1));
    gc.collector.sweep();
    assertThat(List.of(found(named), found(ofOther))).containsExactly(true, true);
  }

  @Test
  void accessoriesFollowASubjectThatTheyCallByItsOtherDigest() throws Exception {
    var config = gc.push(app, "config");
    var document = GcFixture.document("subject", List.of(config));
    var sha256 = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    var sha512 = Digest.of(Digest.Algorithm.SHA512, document.bytes());
    gc.catalog.manifests().put(app, document, sha512, List.of(Tag.parse("v1")), Sparse.REFUSED);
    var signature = gc.image(app, "signature", List.of(config), tag(sha256, ".sig"));
    var fallback = gc.index(app, gc.referrer(app, sha512, config), tag(sha256, ""));
    var cut = gc.image(app, "cut", List.of(config), "sha512-" + sha512.hex().substring(0, 64));
    clock.advance(Duration.ofDays(1));
    gc.catalog.manifests().delete(app, sha512, Deletion.by("dev"), _ -> {});
    clock.advance(GRACE.plusMinutes(1));
    gc.collector.sweep();

    assertThat(List.of(found(signature), found(fallback), found(cut)))
        .containsExactly(false, false, false);
  }

  @Test
  void whoMayPushKeepsAManifestByAskingForIt() throws Exception {
    var config = gc.push(app, "config");
    var image = gc.image(app, "image", List.of(config));
    var child = gc.image(app, "child", List.of(config));
    clock.advance(GRACE.plusHours(1));
    clock.advance(GRACE.minusMinutes(1));
    for (var digest : List.of(child, image)) {
      assertThat(gc.catalog.manifests().lease(app, Reference.parse(digest.toString()))).isPresent();
    }
    clock.advance(Duration.ofMinutes(2));

    assertThat(gc.run(options(true, true)).freed().manifests()).isZero();
    assertThat(gc.run(options(true, false)).freed().manifests()).isZero();
    gc.collector.sweep();
    assertThat(List.of(found(child), found(image))).containsExactly(true, true);

    clock.advance(GRACE);
    assertThat(gc.run(options(true, true)).freed().manifests()).isEqualTo(2);
    gc.collector.sweep();
    gc.run(options(true, false));
    assertThat(List.of(found(child), found(image))).containsExactly(false, false);
  }

  @Test
  void askingForAManifestAgainAndAgainIsAReadNearlyAlways() throws Exception {
    var image = Reference.parse(gc.image(app, "a", List.of(gc.push(app, "config"))).toString());
    var sql = "SELECT leased_until FROM manifest";
    gc.catalog.manifests().lease(app, image);
    long first = gc.count(sql);
    clock.advance(GRACE.dividedBy(11));
    assertThat(gc.catalog.manifests().lease(app, image)).isPresent();
    assertThat(gc.count(sql)).isEqualTo(first);
    clock.advance(GRACE.dividedBy(11));
    assertThat(gc.catalog.manifests().lease(app, image)).isPresent();
    assertThat(gc.count(sql)).isGreaterThan(first);
  }

  private static String tag(Digest subject, String suffix) {
    return "sha256-" + subject.hex() + suffix;
  }

  private boolean found(Digest manifest) {
    return gc.catalog.manifests().find(app, Reference.parse(manifest.toString())).isPresent();
  }

  @Test
  void aDryRunTellsWhatARunWouldFreeAndDeletesNothing() throws Exception {
    var shared = gc.push(app, "shared");
    gc.image(app, "tagged", List.of(shared), "v1");
    var child = gc.image(app, "child", List.of(shared, gc.push(app, "of the child")));
    gc.index(app, child);
    gc.push(app, "given up");
    clock.advance(GRACE.plusHours(1));

    var dry = gc.run(options(true, true));
    assertThat(gc.stored()).hasSize(3);
    var real = gc.run(options(true, false));

    assertThat(dry.execution().status()).isEqualTo(Execution.Status.SUCCESS);
    assertThat(real.freed()).isEqualTo(dry.freed());
    assertThat(real.freed()).isEqualTo(new GcRun.Freed(2, 2, 2, 20));
    assertThat(gc.stored()).containsExactly(shared);
    assertThat(gc.runs.log(gc.registry, real.execution().id()).orElseThrow())
        .contains("begun by ada")
        .contains("2 blob(s), 20 bytes");
  }

  @Test
  void aRunIsAskedForOnceAndStoppedBeforeItBegins() {
    var asked = gc.runs.ask(gc.registry, "ada", options(false, false));
    assertThatThrownBy(() -> gc.runs.ask(gc.registry, "bob", options(false, false)))
        .isInstanceOf(FaultException.class);

    assertThat(gc.runs.stop(gc.registry, asked.id())).isTrue();
    gc.jobs.workOff();
    assertThat(status(asked.id())).isEqualTo(Execution.Status.STOPPED);
  }

  private Execution.Status status(long id) {
    return gc.runs.find(gc.registry, id).orElseThrow().execution().status();
  }

  @Test
  void aRunUnderWayStopsAfterItsBatch() {
    gc.push(app, "given up");
    clock.advance(GRACE.plusHours(1));
    var asked = gc.runs.ask(gc.registry, "ada", options(false, false));
    gc.jobs.add(
        JobType.GARBAGE_COLLECTION,
        run -> {
          gc.runs.stop(gc.registry, asked.id());
          gc.collector.execute(run);
        });

    gc.jobs.workOff();

    assertThat(status(asked.id())).isEqualTo(Execution.Status.STOPPED);
    assertThat(gc.stored()).hasSize(1);
  }

  @Test
  void aRunCountsWhatItWillLookAtAndWhatItHas() {
    gc.image(app, "untagged", List.of(gc.push(app, "config")));
    gc.push(app, "given up");
    clock.advance(GRACE.plusHours(1));

    var run = gc.run(options(true, false));

    assertThat(run.execution().progress().done()).isPositive();
    assertThat(run.execution().progress().total()).isEqualTo(run.execution().progress().done());
  }

  @Test
  void whatOthersThrowAwayDuringASweepIsLeftToTheNextOne() throws Exception {
    var blob = gc.push(app, "first");
    gc.catalog.blobs().remove(app, blob);
    var made = new AtomicInteger();
    // Whenever a file goes, somebody else throws one away.
    var busy =
        (BlobStore)
            Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("delete") && made.incrementAndGet() < 20) {
                    clock.advance(Duration.ofSeconds(1));
                    gc.catalog.blobs().remove(app, gc.push(app, "another " + made));
                  }
                  return method.invoke(gc.store, arguments);
                });
    var collector = gc.collector(busy, clock);

    assertThat(collector.sweep()).isEqualTo(1);
    assertThat(gc.stored()).hasSize(1);
    assertThat(gc.collector.sweep()).isEqualTo(1);
    assertThat(gc.stored()).isEmpty();
  }

  @Test
  void whatACrashLeftOnTheDiskIsRemovedAndWhatRunsIsNot() throws IOException {
    var kept = gc.push(app, "recorded");
    var session = gc.store.begin("left");
    session.append(0, new ByteArrayInputStream("unrecorded".getBytes(UTF_8)));
    session.commit(GcFixture.digest("unrecorded"), (_, _) -> Recorded.HERE);
    gc.store.begin("running").append(0, new ByteArrayInputStream("more".getBytes(UTF_8)));
    assertThat(gc.leftovers.collect()).isZero();

    clock.advance(GRACE.plusHours(1));
    assertThat(gc.leftovers.collect()).isEqualTo(1);

    assertThat(gc.stored()).containsExactly(kept);
    try (var staged = Files.list(folder.resolve("uploads"))) {
      assertThat(staged).containsExactly(folder.resolve("uploads").resolve("running"));
    }
    assertThat(gc.count("SELECT count(*) FROM blob")).isEqualTo(1);
  }
}
