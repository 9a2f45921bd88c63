package io.berth.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.Manifests.Sparse;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the catalog remembers follows each table that the answer depends on, also those whose rows
 * go by a cascade.
 */
final class RememberedAnswersTest {
  private static final ManifestDocument IMAGE = document("{\"layers\":[]}");
  private static final ManifestDocument OTHER = document("{\"layers\":[],\"other\":1}");
  private static final Digest BLOB = Digest.of(Digest.Algorithm.SHA256, new byte[1]);
  private static final RepositoryName APP = RepositoryName.parse("team/app");

  /** One registry with one project, repository, image and blob. */
  private record House(Database database, Catalog catalog, RegistryId registry, long app) {
    static House build() {
      var database = TestDatabases.fresh(Dialect.SQLITE);
      var catalog = Catalog.of(database, InstantSource.system(), Duration.ofDays(1));
      var registry = CatalogFixture.registry(database, "one");
      catalog.projects().create(registry, "team", true, null, "");
      var app = catalog.repositories().obtain(registry, APP).id();
      catalog.blobs().add(app, BLOB, 1);
      put(catalog, app, OTHER);
      put(catalog, app, IMAGE, Tag.parse("v1"));
      return new House(database, catalog, registry, app);
    }

    private static void put(Catalog catalog, long app, ManifestDocument image, Tag... tags) {
      var digest = Digest.of(Digest.Algorithm.SHA256, image.bytes());
      catalog.manifests().put(app, image, digest, List.of(tags), Sparse.REFUSED);
    }
  }

  private static ManifestDocument document(String json) {
    return ManifestDocument.parse(MediaType.OCI_MANIFEST, json.getBytes(UTF_8));
  }

  @Test
  void aProject() throws IOException {
    follows(
        "Projects",
        house -> house.catalog().projects().find(house.registry(), "team"),
        Map.of("project", "UPDATE project SET public = 1 - public"));
  }

  @Test
  void aRepository() throws IOException {
    follows(
        "Repositories",
        house -> house.catalog().repositories().find(house.registry(), APP),
        Map.of("repository", "DELETE FROM repository"));
  }

  @Test
  void aManifestByItsTag() throws IOException {
    follows(
        "Manifests",
        house ->
            house
                .catalog()
                .manifests()
                .find(house.app(), Reference.parse("v1"))
                .map(StoredManifest::digest),
        Map.of(
            "manifest", "DELETE FROM manifest WHERE id = (SELECT manifest_id FROM tag)",
            "tag", "UPDATE tag SET manifest_id = (SELECT min(id) FROM manifest)",
            "repository", "DELETE FROM repository"));
  }

  @Test
  void aBlobOfARepository() throws IOException {
    follows(
        "BlobLinks",
        house -> house.catalog().blobs().size(house.app(), BLOB),
        Map.of(
            "blob", "UPDATE blob SET damaged_at = 1",
            "repository_blob", "DELETE FROM repository_blob",
            "repository", "DELETE FROM repository"));
  }

  @Test
  void theBytesOfARegistry() throws IOException {
    follows(
        "Quotas",
        house -> house.catalog().quotas().ofRegistry(house.registry()),
        Map.of("registry_usage", "UPDATE registry_usage SET bytes = bytes + 1"));
  }

  /**
   * Asks, changes, asks again.
   *
   * @param type the class that remembers the answer
   * @param changes by table, each of which changes the answer; the class names all of these, and
   *     beside them only parents whose rows cannot go before
   */
  private static void follows(String type, Function<House, Object> ask, Map<String, String> changes)
      throws IOException {
    var parents = tablesOf(type);
    assertThat(parents).containsAll(changes.keySet());
    parents.removeAll(changes.keySet());
    try (var database = House.build().database()) {
      for (var parent : parents) {
        assertThatThrownBy(() -> database.run(handle -> handle.execute("DELETE FROM " + parent)))
            .as("children hold " + parent)
            .hasMessageContaining("FOREIGN KEY");
      }
    }
    for (var change : changes.entrySet()) {
      var house = House.build();
      try (var database = house.database()) {
        var before = ask.apply(house);
        assertThat(ask.apply(house)).isEqualTo(before);
        database.run(handle -> handle.execute(change.getValue()));

        assertThat(ask.apply(house)).as("after " + change.getValue()).isNotEqualTo(before);
      }
    }
  }

  /** The tables that the class names where it makes what it remembers by. */
  private static Set<String> tablesOf(String type) throws IOException {
    var source = Files.readString(Path.of("src/main/java/io/berth/catalog/" + type + ".java"));
    var tables = new TreeSet<String>();
    var made = Pattern.compile("new Remembered<>\\(([^;]*);").matcher(source);
    while (made.find()) {
      Pattern.compile("\"(\\w+)\"")
          .matcher(made.group(1))
          .results()
          .forEach(it -> tables.add(it.group(1)));
    }
    return tables;
  }
}
