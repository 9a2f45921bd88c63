package io.berth.ops.gc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.catalog.Catalog;
import io.berth.catalog.CatalogFixture;
import io.berth.catalog.GarbageEstimate;
import io.berth.catalog.Manifests.PutResult;
import io.berth.catalog.Manifests.Sparse;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.job.JobService;
import io.berth.job.JobType;
import io.berth.retention.KeptUntagged;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.storage.BlobStore;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.storage.file.FileBlobStore;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A catalog over real files with its collector, and the pushes that tests share. */
final class GcFixture implements AutoCloseable {
  final Database database;
  final Catalog catalog;
  final BlobStore store;
  final JobService jobs;
  final GcRuns runs;
  final GarbageCollector collector;
  final OrphanedFiles leftovers;
  final RegistryId registry;
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final BlobCommits commits;
  private final InstantSource clock;

  GcFixture(Dialect dialect, Path folder, InstantSource clock, Duration grace) {
    this(dialect, files(folder), clock, grace);
  }

  GcFixture(Dialect dialect, BlobStore store, InstantSource clock, Duration grace) {
    this.store = store;
    this.clock = clock;
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, clock, grace);
    jobs = new JobService(database, clock);
    runs = new GcRuns(database, jobs);
    collector = collector(store, clock);
    leftovers = new OrphanedFiles(catalog.garbage(), store, collector, clock, grace);
    jobs.add(JobType.GARBAGE_COLLECTION, collector::execute);
    commits = new BlobCommits(catalog, store);
    registry = CatalogFixture.registry(database, "one");
    catalog.projects().create(registry, "team", true, null, "");
  }

  /** What a collection of a registry, or of all (null), would free now; untagged ones stay. */
  GarbageEstimate.Estimate estimate(@Nullable RegistryId of) {
    var kept = new KeptUntagged(database, clock);
    return catalog.garbage().estimate().of(of, null, new GcWork(of, null, 1, kept));
  }

  /** A collector of the same catalog over another store. */
  GarbageCollector collector(BlobStore other, InstantSource clock) {
    return new GarbageCollector(
        catalog.garbage(),
        new GarbageDue(database, clock),
        other,
        runs,
        clock,
        metrics,
        () -> new KeptUntagged(database, clock));
  }

  private static BlobStore files(Path folder) {
    try {
      return new FileBlobStore(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long repository(String name) {
    return catalog.repositories().obtain(registry, RepositoryName.parse("team/" + name)).id();
  }

  /** Pushes a blob as the API does. */
  Digest push(long repository, String content) {
    var bytes = content.getBytes(UTF_8);
    var digest = digest(content);
    try {
      var session = store.begin(UUID.randomUUID().toString());
      session.append(0, new ByteArrayInputStream(bytes));
      assertThat(commits.commit("", repository, session, digest))
          .isEqualTo(new CommitResult.Committed(bytes.length));
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pushes an image of blobs that are there. */
  Digest image(long repository, String note, List<Digest> blobs, String... tags) {
    var document = document(note, blobs);
    assertThat(put(repository, document, tags)).isInstanceOf(PutResult.Stored.class);
    return Digest.of(Digest.Algorithm.SHA256, document.bytes());
  }

  PutResult put(long repository, ManifestDocument document, String... tags) {
    return catalog
        .manifests()
        .put(
            repository,
            document,
            Digest.of(Digest.Algorithm.SHA256, document.bytes()),
            Stream.of(tags).map(Tag::parse).toList(),
            Sparse.REFUSED);
  }

  static ManifestDocument document(String note, List<Digest> blobs) {
    var layers =
        blobs.stream()
            .skip(1)
            .map("{\"mediaType\":\"a/b\",\"digest\":\"%s\",\"size\":1}"::formatted)
            .collect(Collectors.joining(","));
    return parse(
        MediaType.OCI_MANIFEST,
        """
        {"schemaVersion":2,"config":{"mediaType":"a/c","digest":"%s","size":1},"layers":[%s],
        "annotations":{"note":"%s"}}"""
            .formatted(blobs.getFirst(), layers, note));
  }

  /** Pushes a manifest that has another one as its subject. */
  Digest referrer(long repository, Digest subject, Digest config) {
    var document =
        parse(
            MediaType.OCI_MANIFEST,
            """
            {"artifactType":"a/sig","config":{"mediaType":"a/c","digest":"%s","size":1},"layers":[],
            "subject":{"mediaType":"%s","digest":"%s","size":1}}"""
                .formatted(config, MediaType.OCI_MANIFEST, subject));
    assertThat(put(repository, document)).isInstanceOf(PutResult.Stored.class);
    return Digest.of(Digest.Algorithm.SHA256, document.bytes());
  }

  Digest index(long repository, Digest child, String... tags) {
    var document =
        parse(
            MediaType.OCI_INDEX,
            "{\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1}]}"
                .formatted(MediaType.OCI_MANIFEST, child));
    assertThat(put(repository, document, tags)).isInstanceOf(PutResult.Stored.class);
    return Digest.of(Digest.Algorithm.SHA256, document.bytes());
  }

  private static ManifestDocument parse(String type, String json) {
    return ManifestDocument.parse(type, json.getBytes(UTF_8));
  }

  static Digest digest(String content) {
    return Digest.of(Digest.Algorithm.SHA256, content.getBytes(UTF_8));
  }

  /** What lies on the disk. */
  Set<Digest> stored() {
    var seen = new TreeSet<Digest>(java.util.Comparator.comparing(Digest::toString));
    try {
      store.walk(stored -> seen.add(((BlobStore.Stored.ByDigest) stored).digest()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }

  /** Asks for a run and executes it, as the server does; its record afterwards. */
  GcRun run(GcRun.Options options) {
    var asked = runs.ask(registry, "ada", options);
    jobs.workOff();
    return runs.find(registry, asked.id()).orElseThrow();
  }

  static GcRun.Options options(boolean untagged, boolean dryRun) {
    return new GcRun.Options(untagged, Duration.ofHours(2), dryRun, 2);
  }

  long count(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  @Override
  public void close() {
    database.close();
  }
}
