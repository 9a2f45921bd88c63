package io.berth.ops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.Manifests.PutResult;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.sql.Dialect;
import io.berth.testing.Times;
import io.berth.trash.Deletion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Pushers of indexes ask for children without a tag, while such manifests are being deleted. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ManifestLeaseRaceTest {
  private static final int PUSHERS = 6;
  private static final int PUSHES = Integer.getInteger("berth.gc.pushes", Times.of(100, 200));
  private static final int CHILDREN = 12;
  private static final Duration GRACE = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path folder = Path.of("");
  private final AtomicLong pushes = new AtomicLong();
  private final AtomicLong relied = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void aManifestThatAPusherWasToldOfIsThereForItsIndex() throws Exception {
    try (var gc = new GcFixture(dialect, folder, InstantSource.system(), GRACE);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long repository = gc.repository("a");
      var config = gc.push(repository, "config");
      gc.image(repository, "keeps the config", List.of(config), "keep");
      var collector = threads.submit(() -> collect(gc));
      var work = new ArrayList<Callable<Long>>();
      for (int seed = 0; seed < PUSHERS; seed++) {
        var random = new SplittableRandom(seed);
        work.add(() -> pushAll(gc, repository, config, random));
      }
      try {
        for (var pusher : threads.invokeAll(work)) {
          pusher.get();
        }
      } finally {
        over.set(true);
      }
      collector.get();
      assertThat(relied).as("pushes that relied on an answer").hasPositiveValue();
    }
  }

  private Void collect(GcFixture gc) throws InterruptedException {
    while (!over.get()) {
      deleted.addAndGet(gc.run(new GcRun.Options(true, GRACE, false, 2)).freed().manifests());
    }
    return null;
  }

  private long pushAll(GcFixture gc, long repository, Digest config, SplittableRandom random) {
    // A quick machine is done before anything is old enough to be deleted, which would show
    // nothing.
    long begun = System.nanoTime();
    while (pushes.incrementAndGet() <= PUSHES || deleted.get() == 0) {
      assertThat(deleted.get() > 0 || System.nanoTime() - begun < PATIENCE.toNanos())
          .as("runs of the collector end while others push and delete")
          .isTrue();
      push(gc, repository, config, random);
    }
    return pushes.get();
  }

  private void push(GcFixture gc, long repository, Digest config, SplittableRandom random) {
    long begun = System.nanoTime();
    var child = GcFixture.document("child " + random.nextInt(CHILDREN), List.of(config));
    var digest = Digest.of(Digest.Algorithm.SHA256, child.bytes());
    if (gc.catalog.manifests().lease(repository, new Reference.ByDigest(digest)).isEmpty()) {
      gc.put(repository, child);
    } else {
      relied.incrementAndGet();
    }
    var index =
        """
        {"manifests":[{"mediaType":"%s","digest":"%s","size":1}],"annotations":{"n":"%d"}}"""
            .formatted(MediaType.OCI_MANIFEST, digest, random.nextLong());
    var document =
        ManifestDocument.parse(MediaType.OCI_INDEX, index.getBytes(StandardCharsets.UTF_8));
    if (gc.put(repository, document) instanceof PutResult.Missing missing) {
      // A pusher who is slower than its lease has no claim; any other one has.
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .as("missing " + missing)
          .isGreaterThan(GRACE.multipliedBy(9).dividedBy(10));
    }
    if (random.nextInt(3) > 0) {
      gc.catalog
          .manifests()
          .delete(
              repository,
              Digest.of(Digest.Algorithm.SHA256, document.bytes()),
              Deletion.by("dev"),
              _ -> {});
    }
  }
}
