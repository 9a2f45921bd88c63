package io.berth.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.RepositoryName;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.Burst;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import io.berth.trash.Deletion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which repository may see which bytes, and for how long without a manifest. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class BlobLinksTest {
  private static final Duration LEASE = Duration.ofHours(10);
  private static final Digest LAYER = digest("layer");
  private static final Digest OTHER = digest("other");

  private final TestClock clock = new TestClock();
  private final Database database;
  private final Catalog catalog;
  private final BlobLinks blobs;
  private final RegistryId registry;
  private final long app;
  private final long side;

  BlobLinksTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, clock, LEASE);
    blobs = catalog.blobs();
    registry = CatalogFixture.registry(database, "one");
    catalog.projects().create(registry, "team", true, null, "");
    app = repository("team/app");
    side = repository("team/side");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private long repository(String name) {
    return catalog.repositories().obtain(registry, RepositoryName.parse(name)).id();
  }

  private static Digest digest(String content) {
    return Digest.of(Digest.Algorithm.SHA256, content.getBytes(UTF_8));
  }

  private long number(String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  private long leasedUntil(long repository) {
    return number("SELECT leased_until FROM repository_blob WHERE repository_id = " + repository);
  }

  @Test
  void aBlobIsSeenWhereItWasAddedAndNowhereElse() {
    assertThat(blobs.find(app, LAYER)).isEmpty();
    assertThat(blobs.add(app, BlobLocation.of(LAYER), 5)).isPresent();

    assertThat(blobs.find(app, LAYER)).map(StoredBlob::size).hasValue(5L);
    assertThat(blobs.find(side, LAYER)).isEmpty();
    assertThat(blobs.lease(side, LAYER)).isEmpty();
    assertThat(blobs.find(app, OTHER)).isEmpty();
  }

  @Test
  void severalAreReadAtOnceWithoutThoseThatAreNotHeld() {
    blobs.add(app, BlobLocation.of(LAYER), 5);
    blobs.add(side, BlobLocation.of(OTHER), 7);

    assertThat(blobs.find(app, List.of())).isEmpty();
    assertThat(blobs.find(app, List.of(LAYER, OTHER, LAYER)))
        .isEqualTo(Map.of(LAYER, new StoredBlob(BlobLocation.of(LAYER), 5)));
  }

  @Test
  void addingAgainKeepsOneRowAndRenewsTheLease() {
    blobs.add(app, BlobLocation.of(LAYER), 5);
    long before = leasedUntil(app);
    clock.advance(Duration.ofHours(1));

    assertThat(blobs.add(app, BlobLocation.of(LAYER), 5)).isPresent();

    assertThat(leasedUntil(app)).isEqualTo(before + Duration.ofHours(1).toNanos() / 1_000);
    assertThat(number("SELECT count(*) FROM repository_blob")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM blob")).isEqualTo(1);
  }

  @Test
  void aLeaseIsRenewedOnlyWhenATenthOfItIsUsedUp() {
    blobs.add(app, BlobLocation.of(LAYER), 5);
    long before = leasedUntil(app);

    clock.advance(LEASE.dividedBy(10).minusSeconds(1));
    assertThat(blobs.lease(app, LAYER)).map(StoredBlob::size).hasValue(5L);
    assertThat(leasedUntil(app)).as("a read stays a read").isEqualTo(before);

    clock.advance(Duration.ofSeconds(2));
    assertThat(blobs.lease(app, LAYER)).map(StoredBlob::size).hasValue(5L);
    assertThat(leasedUntil(app)).isGreaterThan(before);
    assertThat(blobs.find(app, LAYER))
        .as("reading the size renews nothing")
        .map(StoredBlob::size)
        .hasValue(5L);
  }

  @Test
  void aMountTakesItFromARepositoryThatHoldsIt() {
    blobs.add(app, BlobLocation.of(LAYER), 5);

    assertThat(blobs.mount(app, side, LAYER)).isTrue();
    assertThat(blobs.find(side, LAYER)).map(StoredBlob::size).hasValue(5L);
    assertThat(blobs.mount(app, side, OTHER)).isFalse();
    assertThat(blobs.mount(side, repository("team/third"), OTHER)).isFalse();
    assertThat(blobs.mount(app, side, LAYER)).as("again").isTrue();
    assertThat(number("SELECT count(*) FROM repository_blob")).isEqualTo(2);
  }

  @Test
  void whatIsBeingRemovedIsNeitherAddedNorMounted() {
    blobs.add(app, BlobLocation.of(LAYER), 5);
    database.run(handle -> handle.execute("UPDATE blob SET removing_at = 1"));

    assertThat(blobs.add(side, BlobLocation.of(LAYER), 5)).isEmpty();
    assertThat(blobs.mount(app, side, LAYER)).isFalse();
    assertThat(blobs.find(side, LAYER)).isEmpty();
  }

  @Test
  void whatIsDamagedIsNotHeldUntilItIsAddedAnew() {
    blobs.add(app, BlobLocation.of(LAYER), 5);
    database.run(handle -> handle.execute("UPDATE blob SET damaged_at = 1, damage = 'CONTENT'"));

    assertThat(blobs.find(app, LAYER)).isEmpty();
    assertThat(blobs.find(app, List.of(LAYER))).isEmpty();
    assertThat(blobs.mount(app, side, LAYER)).isFalse();

    assertThat(blobs.add(side, BlobLocation.of(LAYER), 5)).isPresent();
    assertThat(blobs.find(app, LAYER))
        .as("whole for all who hold it")
        .map(StoredBlob::size)
        .hasValue(5L);
  }

  @Test
  void theBytesThatWereThereFirstStayTheBlobUntilTheyAreDamaged() {
    var first = new BlobLocation("", LAYER, "blobs/ab/first");
    var second = new BlobLocation("", LAYER, "blobs/cd/second");
    assertThat(blobs.add(app, first, 5)).hasValue(first);
    assertThat(blobs.add(side, second, 5)).hasValue(first);
    assertThat(blobs.find(side, LAYER)).hasValue(new StoredBlob(first, 5));

    database.run(handle -> handle.execute("UPDATE blob SET damaged_at = 1, damage = 'CONTENT'"));
    assertThat(blobs.add(side, second, 5)).hasValue(second);
    assertThat(blobs.find(app, LAYER)).hasValue(new StoredBlob(second, 5));
  }

  @Test
  void bytesMoveFromWhereTheyAreAndFromNowhereElse() {
    var first = new BlobLocation("", LAYER, "blobs/ab/first");
    var second = new BlobLocation("", LAYER, "blobs/cd/second");
    blobs.add(app, first, 5);

    assertThat(blobs.move(second, first)).isFalse();
    assertThat(blobs.move(first, second)).isTrue();
    assertThat(blobs.find(app, LAYER)).hasValue(new StoredBlob(second, 5));
    database.run(handle -> handle.execute("UPDATE blob SET removing_at = 1"));
    assertThat(blobs.move(second, first)).isFalse();
  }

  @Test
  void removingTakesItFromOneRepositoryOnly() {
    blobs.add(app, BlobLocation.of(LAYER), 5);
    blobs.mount(app, side, LAYER);

    assertThat(blobs.remove(app, LAYER)).isEqualTo(BlobLinks.RemoveResult.REMOVED);
    assertThat(blobs.remove(app, LAYER)).isEqualTo(BlobLinks.RemoveResult.ABSENT);
    assertThat(blobs.find(app, LAYER)).isEmpty();
    assertThat(blobs.find(side, LAYER)).map(StoredBlob::size).hasValue(5L);
  }

  @Test
  void whatAManifestPointsAtStays() {
    blobs.add(app, BlobLocation.of(LAYER), 5);
    blobs.add(app, BlobLocation.of(OTHER), 5);
    var document =
        ManifestDocument.parse(
            MediaType.OCI_MANIFEST,
            """
            {"schemaVersion":2,"config":{"mediaType":"a/b","digest":"%s","size":5},"layers":[]}"""
                .formatted(LAYER)
                .getBytes(UTF_8));
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    catalog.manifests().put(app, document, digest, List.of(), Manifests.Sparse.REFUSED);

    assertThat(blobs.remove(app, LAYER)).isEqualTo(BlobLinks.RemoveResult.IN_USE);
    assertThat(blobs.remove(app, OTHER)).isEqualTo(BlobLinks.RemoveResult.REMOVED);
    catalog.manifests().delete(app, digest, Deletion.by("dev"), _ -> {});
    assertThat(blobs.remove(app, LAYER)).isEqualTo(BlobLinks.RemoveResult.REMOVED);
  }

  @Test
  void holdersAreOfTheSameRegistryAndAFew() {
    var strange = CatalogFixture.registry(database, "two");
    catalog.projects().create(strange, "team", true, null, "");
    blobs.add(
        catalog.repositories().obtain(strange, RepositoryName.parse("team/app")).id(),
        BlobLocation.of(LAYER),
        5);
    assertThat(blobs.holders(registry, LAYER, 5)).isEmpty();

    blobs.add(app, BlobLocation.of(LAYER), 5);
    blobs.add(side, BlobLocation.of(LAYER), 5);
    assertThat(blobs.holders(registry, LAYER, 5))
        .containsExactly(RepositoryName.parse("team/app"), RepositoryName.parse("team/side"));
    assertThat(blobs.holders(registry, LAYER, 1)).hasSize(1);
  }

  @Test
  void manyWhoAddTheSameAtOnceAllSucceedAndCountItOnce() throws Exception {
    assertThat(
            Burst.of(8, i -> () -> blobs.add(i % 2 == 0 ? app : side, BlobLocation.of(LAYER), 5)))
        .containsOnly(Optional.of(BlobLocation.of(LAYER)));
    assertThat(number("SELECT count(*) FROM repository_blob")).isEqualTo(2);
    assertThat(number("SELECT sum(bytes) FROM registry_usage")).isEqualTo(5);
  }
}
