package io.berth.ops.scrub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.audit.AuditLog;
import io.berth.catalog.Catalog;
import io.berth.catalog.CatalogFixture;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.ops.gc.BlobCommits;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.s3.FaultyNetwork;
import io.berth.storage.s3.ObjectServer;
import io.berth.storage.s3.S3Address;
import io.berth.storage.s3.S3BlobStore;
import io.berth.storage.s3.S3ProxyServer;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** The check of stored content, where that lies in a bucket. */
final class ObjectScrubTest {
  @TempDir Path folder = Path.of("");
  private final S3ProxyServer server = S3ProxyServer.shared();
  private final S3Address bucket = server.bucket();
  private FaultyNetwork network;
  private S3BlobStore store;
  private Database database;
  private Catalog catalog;
  private Scrub scrub;
  private long app;

  @BeforeEach
  void start() throws IOException {
    var clock = new TestClock();
    var metrics = new SimpleMeterRegistry();
    network = new FaultyNetwork(server.port());
    store =
        S3BlobStore.connect(
            server.options(ObjectServer.address(bucket.bucket(), network.endpoint()), folder));
    database = TestDatabases.fresh(Dialect.SQLITE);
    var audit = new AuditLog(database, clock);
    var quarantine = new Quarantine(database, store, clock, audit, metrics);
    catalog = new Catalog(database, clock, TestCatalog.LEASE, 0, quarantine::manifest);
    scrub = new Scrub(database, quarantine, clock, metrics);
    var registry = CatalogFixture.registry(database, "one");
    catalog.projects().create(registry, "team", true, null, "");
    app = catalog.repositories().obtain(registry, RepositoryName.parse("team/app")).id();
  }

  @AfterEach
  void stop() throws IOException {
    store.close();
    network.close();
    database.close();
  }

  private Digest push(String content) throws IOException {
    var bytes = content.getBytes(UTF_8);
    var digest = Digest.of(Digest.Algorithm.SHA256, bytes);
    var session = store.begin(UUID.randomUUID().toString());
    session.append(0, new ByteArrayInputStream(bytes));
    assertThat(new BlobCommits(catalog, store).commit("", app, session, digest))
        .isInstanceOf(CommitResult.Committed.class);
    return digest;
  }

  private String name(Digest digest) {
    return bucket.prefix() + catalog.blobs().find(app, digest).orElseThrow().location().key();
  }

  @Test
  void corruptAndMissingObjectsCountAsAbsentUntilTheyArePushedAgain() throws Exception {
    var flipped = push("flipped bits");
    var cut = push("cut off");
    var lost = push("lost");
    var sound = push("sound");
    try (var client = server.client()) {
      client.putObject(
          it -> it.bucket(bucket.bucket()).key(name(flipped)),
          RequestBody.fromString("flipped bitz"));
      client.putObject(
          it -> it.bucket(bucket.bucket()).key(name(cut)), RequestBody.fromString("cut"));
      client.deleteObject(it -> it.bucket(bucket.bucket()).key(name(lost)));
    }
    var told = new ArrayList<String>();

    assertThat(scrub.all(told::add).damaged()).isEqualTo(3);

    assertThat(told)
        .containsExactlyInAnyOrder("corrupt " + flipped, "corrupt " + cut, "missing " + lost);
    assertThat(catalog.blobs().find(app, List.of(flipped, cut, lost, sound)))
        .containsOnlyKeys(sound);
    for (var content : List.of("flipped bits", "cut off", "lost")) {
      var blob = catalog.blobs().find(app, push(content)).orElseThrow();
      try (var in = store.open(blob.location(), 0, Long.MAX_VALUE).orElseThrow()) {
        assertThat(in.readAllBytes()).isEqualTo(content.getBytes(UTF_8));
      }
    }
    assertThat(scrub.all(_ -> {}).damaged()).isZero();
  }

  @Test
  void nothingIsDamagedBecauseTheStoreIsAway() throws Exception {
    var digest = push("sound");
    network.becomes(FaultyNetwork.Way.SLOW_DOWN, 0);
    var told = new ArrayList<String>();
    assertThat(scrub.all(told::add).damaged()).isZero();

    assertThat(told).singleElement().asString().startsWith("unreadable " + digest);
    assertThat(catalog.blobs().find(app, digest)).isPresent();
  }
}
