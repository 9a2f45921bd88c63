package io.berth.ops.gc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.BlobRemovals.Candidate;
import io.berth.catalog.CatalogFixture;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.fault.FaultException;
import io.berth.sql.Dialect;
import io.berth.storage.BlobLayout;
import io.berth.storage.RegionalBlobStore;
import io.berth.storage.UploadSession.Recorded;
import io.berth.storage.file.FileBlobStore;
import io.berth.tenant.RegistryId;
import io.berth.testing.Await;
import io.berth.testing.TemporaryFolder;
import io.berth.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Collection where a region keeps its blobs in a store of its own. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class RegionalGarbageTest {
  private static final Duration GRACE = Duration.ofHours(2);

  @Parameter Dialect dialect = Dialect.SQLITE;
  @TempDir Path common = Path.of("");
  @TempDir Path own = Path.of("");
  private final TestClock clock = new TestClock();
  private GcFixture gc;
  private RegistryId there;
  private long here;
  private long app;

  @BeforeEach
  void start() throws IOException {
    var store =
        new RegionalBlobStore(new FileBlobStore(common), Map.of("DE", new FileBlobStore(own)));
    gc = new GcFixture(dialect, store, clock, GRACE);
    here = gc.repository("app");
    there = CatalogFixture.registry(gc.database, "there");
    gc.database.run(
        handle -> handle.execute("UPDATE registry SET store = 'DE' WHERE id = ?", there.value()));
    gc.catalog.projects().create(there, "team", true, null, "");
    app = gc.catalog.repositories().obtain(there, RepositoryName.parse("team/app")).id();
  }

  @AfterEach
  void stop() {
    gc.close();
  }

  private Digest pushThere(String content) throws IOException {
    var digest = GcFixture.digest(content);
    var session = gc.store.part("DE").begin("push-" + digest.hex().substring(0, 8));
    session.append(0, new ByteArrayInputStream(content.getBytes(UTF_8)));
    new BlobCommits(gc.catalog, gc.store).commit("DE", app, session, digest);
    return digest;
  }

  private static Path file(Path folder, String content) {
    return new BlobLayout(folder).blob(GcFixture.digest(content));
  }

  @Test
  void eachStoreIsCollectedByWhatItsOwnRegistriesHold() throws Exception {
    gc.push(here, "both");
    pushThere("both");
    assertThat(file(common, "both")).exists();
    assertThat(file(own, "both")).exists();

    gc.catalog.blobs().remove(here, GcFixture.digest("both"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(gc.collector.sweep()).isEqualTo(1);

    assertThat(file(common, "both")).doesNotExist();
    assertThat(file(own, "both")).exists();
    assertThat(gc.catalog.blobs().find(app, GcFixture.digest("both"))).isPresent();

    clock.advance(GRACE.plusHours(1));
    gc.collector.sweep();
    assertThat(file(own, "both")).doesNotExist();
    assertThat(gc.count("SELECT count(*) FROM blob")).isZero();
    assertThat(gc.count("SELECT count(*) FROM gc_blob")).isZero();
  }

  @Test
  void aTombstoneInOneStoreHoldsUpNoPushIntoTheOther() throws Exception {
    var digest = gc.push(here, "both");
    gc.catalog.blobs().remove(here, digest);
    assertThat(gc.catalog.garbage().blobs().take(List.of(new Candidate("", digest)))).hasSize(1);

    pushThere("both");

    assertThat(gc.catalog.blobs().find(app, digest).orElseThrow().location())
        .isEqualTo(BlobLocation.of(digest).in("DE"));
    clock.advance(Duration.ofMinutes(5));
    assertThat(gc.collector.finishRemovals(Duration.ofMinutes(1))).isEqualTo(1);
    assertThat(file(common, "both")).doesNotExist();
    assertThat(file(own, "both")).exists();
  }

  @Test
  void aFileWithoutARowGoesThoughAnotherStoreHasTheSameBlob() throws Exception {
    gc.push(here, "both");
    var session = gc.store.part("DE").begin("crash");
    session.append(0, new ByteArrayInputStream("both".getBytes(UTF_8)));
    session.commit(GcFixture.digest("both"), (_, _) -> Recorded.HERE);
    clock.advance(GRACE.plusHours(1));

    assertThat(gc.leftovers.collect()).isEqualTo(1);

    assertThat(file(own, "both")).doesNotExist();
    assertThat(file(common, "both")).exists();
  }

  @Test
  void theEstimateOfOneRegistryCountsItsOwnStoreOnly() throws Exception {
    gc.push(here, "both");
    pushThere("both");
    clock.advance(GRACE.plusHours(1));

    var estimate = gc.estimate(there);
    assertThat(estimate.blobs()).isEqualTo(1);
    assertThat(estimate.bytes()).isEqualTo(4);
    assertThat(gc.estimate(null).blobs()).isEqualTo(2);
  }

  @Test
  void whatLiesInAStoreThatThisServerWasNotToldOfStaysAndIsSaid() throws Exception {
    var digest = pushThere("theirs");
    var location = gc.catalog.blobs().find(app, digest).orElseThrow().location();
    var other = new FileBlobStore(common);

    assertThatThrownBy(() -> other.part("DE"))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("region DE");
    var regional = new RegionalBlobStore(other, Map.of("BHS", other));
    assertThatThrownBy(() -> regional.size(location)).isInstanceOf(FaultException.class);
    assertThat(regional.delete(List.of(location), () -> true)).isEmpty();
  }

  @Test
  void aStoreThatFailsKeepsNoneOfTheOthersFromBeingLookedAfter() throws Exception {
    var session = gc.store.part("DE").begin("crash");
    session.append(0, new ByteArrayInputStream("left".getBytes(UTF_8)));
    session.commit(GcFixture.digest("left"), (_, _) -> Recorded.HERE);
    clock.advance(GRACE.plusHours(1));
    TemporaryFolder.remove(common.resolve("blobs"));
    Await.until("a broken store", () -> !Files.exists(common.resolve("blobs")));

    assertThatThrownBy(gc.leftovers::collect).isInstanceOf(IOException.class);

    assertThat(file(own, "left")).doesNotExist();
  }
}
