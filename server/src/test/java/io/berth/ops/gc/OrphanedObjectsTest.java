package io.berth.ops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.sql.Dialect;
import io.berth.storage.BlobStore;
import io.berth.storage.s3.S3BlobStore;
import io.berth.storage.s3.S3ProxyServer;
import io.berth.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrphanedObjectsTest {
  private static final Duration AGE = Duration.ofHours(2);

  @TempDir Path folder = Path.of("");
  private final AtomicLong ticks = new AtomicLong();
  private BlobStore store;
  private GcFixture gc;
  private OrphanedObjects objects;

  @BeforeEach
  void open() throws IOException {
    var server = S3ProxyServer.shared();
    store = S3BlobStore.connect(server.options(server.bucket(), folder));
    gc = new GcFixture(Dialect.SQLITE, store, new TestClock(), AGE);
    objects = new OrphanedObjects(gc.catalog.garbage().blobs(), "", store, AGE, ticks::get);
  }

  @AfterEach
  void close() {
    gc.close();
    store.close();
  }

  private List<String> keys() throws IOException {
    var keys = new ArrayList<String>();
    store.walk(it -> keys.add(((BlobStore.Stored.ByKey) it).key()));
    return keys;
  }

  private long look() throws IOException {
    store.walk(it -> objects.saw(((BlobStore.Stored.ByKey) it).key()));
    return objects.end();
  }

  /** As by a server that dies before it records what it put together. */
  private String leave(String content) throws IOException {
    var before = keys();
    var session = store.begin("left");
    session.append(
        0, new ByteArrayInputStream(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    try {
      session.commit(
          GcFixture.digest(content),
          (_, _) -> {
            throw new IllegalStateException("dead");
          });
    } catch (IllegalStateException _) {
      // as wanted
    }
    return keys().stream().filter(key -> !before.contains(key)).findFirst().orElseThrow();
  }

  private void passes(Duration time) {
    ticks.addAndGet(time.toNanos());
  }

  @Test
  void anObjectWithoutARowGoesAtASecondLookThatIsLateEnough() throws IOException {
    var app = gc.repository("app");
    gc.push(app, "recorded");
    var recorded = keys().getFirst();
    leave("unrecorded");

    assertThat(look()).isZero();
    passes(AGE.minusSeconds(1));
    assertThat(look()).isZero();
    passes(Duration.ofSeconds(1));
    assertThat(look()).isEqualTo(1);
    assertThat(keys()).containsExactly(recorded);
  }

  @Test
  void oneThatIsRecordedBetweenTwoLooksStays() throws IOException {
    var app = gc.repository("app");
    var key = leave("late");
    look();
    gc.catalog.blobs().add(app, new BlobLocation("", GcFixture.digest("late"), key), 4);
    passes(AGE.multipliedBy(2));

    assertThat(look()).isZero();
    assertThat(keys()).containsExactly(key);
  }

  @Test
  void anHourIsTheLeast() throws IOException {
    var quick =
        new OrphanedObjects(
            gc.catalog.garbage().blobs(), "", store, Duration.ofSeconds(1), ticks::get);
    leave("left");
    store.walk(it -> quick.saw(((BlobStore.Stored.ByKey) it).key()));
    quick.end();
    passes(Duration.ofMinutes(59));
    store.walk(it -> quick.saw(((BlobStore.Stored.ByKey) it).key()));

    assertThat(quick.end()).isZero();
  }

  @Test
  void theCollectorDeletesObjectsAsItDeletesFiles() throws Exception {
    var app = gc.repository("app");
    var blob = gc.push(app, "garbage");
    gc.push(app, "kept");
    gc.catalog.blobs().remove(app, blob);

    assertThat(gc.collector.sweep()).isEqualTo(1);
    assertThat(keys()).hasSize(1);
    assertThat(gc.push(app, "garbage")).isEqualTo(Digest.parse(blob.toString()));
    assertThat(keys()).hasSize(2);
  }
}
