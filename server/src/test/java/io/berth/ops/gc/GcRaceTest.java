package io.berth.ops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.Manifests.PutResult;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import io.berth.testing.Times;
import io.berth.trash.Deletion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Pushers that share blobs against two collectors at a tiny grace. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class GcRaceTest {
  private static final int PUSHERS = 8;

  /** More by -Dberth.gc.pushes, for a longer look. */
  private static final int PUSHES = Integer.getInteger("berth.gc.pushes", Times.of(150, 1_500));

  private static final int CONTENTS = 40;

  private static final Duration GRACE = Duration.ofMillis(400);

  /** How long pushes go on at least: things become due meanwhile, however fast the machine is. */
  private static final Duration LEAST = GRACE.multipliedBy(5);

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private final AtomicLong pushes = new AtomicLong();
  private final AtomicLong collected = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void noPushLosesABlobAndNothingLeaks() throws Exception {
    try (var gc = new GcFixture(dialect, folder, InstantSource.system(), GRACE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var repositories = new ArrayList<Long>();
      for (var name : List.of("a", "b", "c")) {
        repositories.add(gc.repository(name));
      }
      var collectors = new ArrayList<Future<?>>();
      for (int i = 0; i < 2; i++) {
        collectors.add(threads.submit(() -> collect(gc)));
      }
      var work = new ArrayList<Callable<Long>>();
      for (int seed = 0; seed < PUSHERS; seed++) {
        var random = new SplittableRandom(seed);
        work.add(() -> pushAll(gc, repositories, random));
      }
      try {
        for (var pusher : threads.invokeAll(work)) {
          pusher.get();
        }
      } finally {
        over.set(true);
      }
      for (var collector : collectors) {
        collector.get();
      }
      assertThat(collected).as("the race took place").hasPositiveValue();
      settle(gc);
      compare(gc);
    }
  }

  private Void collect(GcFixture gc) throws InterruptedException, IOException {
    while (!over.get()) {
      collected.addAndGet(gc.collector.sweep());
      gc.leftovers.collect();
    }
    return null;
  }

  private long pushAll(GcFixture gc, List<Long> repositories, SplittableRandom random)
      throws IOException {
    var end = System.nanoTime() + LEAST.toNanos();
    while (pushes.incrementAndGet() <= PUSHES || System.nanoTime() < end) {
      push(gc, repositories, random);
    }
    return pushes.get();
  }

  private static void push(GcFixture gc, List<Long> repositories, SplittableRandom random)
      throws IOException {
    long repository = repositories.get(random.nextInt(repositories.size()));
    long begun = System.nanoTime();
    var blobs = new ArrayList<Digest>();
    for (int i = 0; i < 2; i++) {
      var content = "content " + often(random);
      blobs.add(obtain(gc, repository, repositories, content, random));
    }
    if (random.nextInt(5) == 0) {
      return; // given up
    }
    var document = GcFixture.document("n" + random.nextLong(), blobs);
    var result = gc.put(repository, document, "t" + random.nextInt(4));
    if (result instanceof PutResult.Missing missing) {
      // A pusher who is slower than its lease has no claim; any other one has.
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("missing " + missing)
          .isGreaterThan(GRACE.multipliedBy(9).dividedBy(10));
      return;
    }
    for (var blob : blobs) {
      assertThat(gc.store.size(BlobLocation.of(blob)))
          .as("bytes of an acknowledged image")
          .isPresent();
      assertThat(gc.catalog.blobs().find(repository, blob)).isPresent();
    }
    if (random.nextInt(4) > 0) {
      var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
      gc.catalog.manifests().delete(repository, digest, Deletion.by("dev"), _ -> {});
    }
  }

  /**
   * Some contents nearly always, others hardly ever: however fast the machine is, some come back
   * just when their grace is over.
   */
  private static int often(SplittableRandom random) {
    return random.nextInt(1 + random.nextInt(1 + random.nextInt(CONTENTS)));
  }

  private static Digest obtain(
      GcFixture gc,
      long repository,
      List<Long> repositories,
      String content,
      SplittableRandom random) {
    var digest = GcFixture.digest(content);
    if (gc.catalog.blobs().lease(repository, digest).isPresent()) {
      return digest;
    }
    long source = repositories.get(random.nextInt(repositories.size()));
    if (random.nextBoolean() && gc.catalog.blobs().mount(source, repository, digest)) {
      return digest;
    }
    return gc.push(repository, content);
  }

  private static void settle(GcFixture gc) throws Exception {
    // What a link's end makes garbage has a grace of its own.
    Await.until("end of the garbage", () -> gc.collector.sweep() == 0 && waiting(gc) == 0);
    gc.leftovers.collect();
  }

  private static long waiting(GcFixture gc) {
    return gc.count("SELECT count(*) FROM gc_blob") + gc.count("SELECT count(*) FROM gc_link");
  }

  /** The oracle: what manifests point at, read from the tables, is what lies on the disk. */
  private static void compare(GcFixture gc) throws IOException {
    var needed =
        gc.database.read(
            handle ->
                handle
                    .createQuery("SELECT DISTINCT digest FROM manifest_reference")
                    .map((row, _) -> row.getString(1))
                    .set());
    var onDisk = new TreeSet<String>();
    for (var digest : gc.stored()) {
      onDisk.add(digest.toString());
      try (var in = gc.store.open(BlobLocation.of(digest), 0, Long.MAX_VALUE).orElseThrow()) {
        assertThat(Digest.of(Digest.Algorithm.SHA256, in.readAllBytes())).isEqualTo(digest);
      }
    }
    assertThat(onDisk).isEqualTo(new TreeSet<>(needed));
    assertThat(gc.count("SELECT count(*) FROM blob")).isEqualTo(needed.size());
    assertThat(gc.count("SELECT count(*) FROM gc_blob")).isZero();
    assertThat(gc.count("SELECT count(*) FROM gc_link")).isZero();
    assertThat(
            gc.count(
                """
                SELECT count(*) FROM repository_blob l WHERE NOT EXISTS
                  (SELECT 1 FROM manifest_reference x
                   WHERE x.repository_id = l.repository_id AND x.digest = l.digest)
                """))
        .isZero();
  }
}
