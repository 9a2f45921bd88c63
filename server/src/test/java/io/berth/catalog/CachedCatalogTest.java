package io.berth.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.catalog.Manifests.Sparse;
import io.berth.content.BlobLocation;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.CachedAnswers;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What the catalog keeps in memory follows each table that the answer depends on, also those whose
 * rows go by a cascade.
 */
final class CachedCatalogTest {
  private static final ManifestDocument IMAGE = document("{\"layers\":[]}");
  private static final ManifestDocument OTHER = document("{\"layers\":[],\"other\":1}");
  private static final Digest BLOB = Digest.of(Digest.Algorithm.SHA256, new byte[1]);
  private static final RepositoryName APP = RepositoryName.parse("team/app");

  /** One registry with one project, repository, image and blob. */
  private record House(Database database, Catalog catalog, RegistryId registry, long app) {
    static House build() {
      var database = TestDatabases.fresh(Dialect.SQLITE);
      var catalog = TestCatalog.of(database, InstantSource.system());
      var registry = CatalogFixture.registry(database, "one");
      catalog.projects().create(registry, "team", true, null, "");
      var app = catalog.repositories().obtain(registry, APP).id();
      catalog.blobs().add(app, BlobLocation.of(BLOB), 1);
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
  void aProject() {
    follows(
        house -> house.catalog().projects().find(house.registry(), "team"),
        Map.of("project", "UPDATE project SET public = 1 - public"));
  }

  @Test
  void aRepository() {
    follows(
        house -> house.catalog().repositories().find(house.registry(), APP),
        Map.of("repository", "DELETE FROM repository"));
  }

  @Test
  void aManifestByItsTag() {
    follows(
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
  void aBlobOfARepository() {
    follows(
        house -> house.catalog().blobs().find(house.app(), BLOB),
        Map.of(
            "blob", "UPDATE blob SET damaged_at = 1",
            "repository_blob", "DELETE FROM repository_blob",
            "repository", "DELETE FROM repository"));
  }

  @Test
  void theBytesOfARegistry() {
    follows(
        house -> house.catalog().quotas().ofRegistry(house.registry()),
        Map.of("registry_usage", "UPDATE registry_usage SET bytes = bytes + 1"));
  }

  @Test
  void aListOfReferrers() {
    var subject = Digest.of(Digest.Algorithm.SHA256, IMAGE.bytes());
    var own =
        document(
            "{\"layers\":[],\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}}"
                .formatted(MediaType.OCI_MANIFEST, subject, IMAGE.bytes().length));
    Supplier<House> build =
        () -> {
          var house = House.build();
          House.put(house.catalog(), house.app(), own);
          House.put(
              house.catalog(),
              house.app(),
              OTHER,
              Tag.parse(Tag.ofReferrers(subject).value() + ".sig"));
          return house;
        };
    new CachedAnswers<>(build, House::database)
        .follow(
            house -> referrers(house, subject),
            Map.of(
                "manifest", "DELETE FROM manifest WHERE subject_digest IS NOT NULL",
                "tag", "DELETE FROM tag WHERE name <> 'v1'",
                "repository", "DELETE FROM repository"));
  }

  private static String referrers(House house, Digest subject) {
    return new String(
        house
            .catalog()
            .referrers()
            .written(house.app(), subject, null, "", 1 << 20, it -> it.toString().getBytes(UTF_8))
            .bytes(),
        UTF_8);
  }

  private static void follows(Function<House, Object> ask, Map<String, String> changes) {
    new CachedAnswers<>(House::build, House::database).follow(ask, changes);
  }
}
