package io.berth.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.Catalog;
import io.berth.catalog.CatalogFixture;
import io.berth.catalog.Manifests.Sparse;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.listing.ListQuery;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestDatabases;
import io.berth.trash.Deletion;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class LabelsTest {
  private final Database database;
  private final Catalog catalog;
  private final Labels labels;
  private final RegistryId registry;
  private final long project;

  LabelsTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, InstantSource.system());
    labels = new Labels(database, InstantSource.system());
    registry = CatalogFixture.registry(database, "one");
    project = catalog.projects().create(registry, "team", true, null, "").id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aRegistryAndEachProjectHaveLabelsUpToABound() {
    fill(null);
    assertThatThrownBy(() -> labels.add(registry, null, terms("more")))
        .hasMessageContaining("a registry has at most 500 labels");
    labels.add(registry, project, terms("own"));
    fill(project);
    assertThatThrownBy(() -> labels.add(registry, project, terms("more")))
        .hasMessageContaining("a project has at most 500 labels");
  }

  @Test
  void anArtifactHasLabelsUpToABound() {
    fill(project);
    var artifact = push();
    // As many as a page of a list has, which are as many as it may have.
    var all = labels.list(registry, project, ListQuery.ALL).items();
    var another = labels.add(registry, null, terms("another"));
    for (var label : all) {
      labels.mark(artifact, label);
    }
    assertThatThrownBy(() -> labels.mark(artifact, another))
        .hasMessageContaining("at most 100 labels");
    assertThat(labels.ofArtifacts(List.of(artifact)).get(artifact))
        .hasSize(Labels.MOST_OF_ARTIFACT);
  }

  @Test
  void whatIsMarkedGoesWithArtifactLabelAndProject() {
    var artifact = push();
    var global = labels.add(registry, null, terms("a"));
    var own = labels.add(registry, project, terms("a"));
    labels.mark(artifact, global);
    labels.mark(artifact, own);
    assertThatThrownBy(() -> labels.mark(artifact, own)).hasMessageContaining("already added");

    assertThat(labels.remove(registry, global.id())).isTrue();
    assertThat(labels.ofArtifacts(List.of(artifact)).get(artifact)).containsExactly(own);
    var other = CatalogFixture.registry(database, "two");
    assertThat(labels.find(other, own.id())).isEmpty();
    assertThat(labels.remove(other, own.id())).isFalse();
    assertThat(labels.change(other, own.id(), terms("b"))).isFalse();

    catalog
        .repositories()
        .delete(
            catalog.repositories().obtain(registry, RepositoryName.parse("team/app")).id(),
            Deletion.by("dev"),
            _ -> {});
    assertThat(labels.ofArtifacts(List.of(artifact))).isEmpty();
    assertThatThrownBy(() -> labels.mark(artifact, own)).hasMessageContaining("gone");
    catalog.projects().delete(registry, project);
    assertThat(labels.find(registry, own.id())).isEmpty();
  }

  private static Label.Terms terms(String name) {
    return new Label.Terms(name, "", "#61717D");
  }

  /** Up to the bound, beside the door that knows it. */
  private void fill(@Nullable Long owner) {
    database.run(
        handle -> {
          var batch =
              handle.prepareBatch(
                  "INSERT INTO label (registry_id, project_id, name, description, color,"
                      + " created_at, updated_at) VALUES (?, ?, ?, '', '', 1, 1)");
          for (int i = owner != null ? 1 : 0; i < Labels.MOST; i++) {
            batch.bind(0, registry.value()).bind(1, owner).bind(2, "label-" + i).add();
          }
          batch.execute();
        });
  }

  private long push() {
    var repository = catalog.repositories().obtain(registry, RepositoryName.parse("team/app")).id();
    var document =
        ManifestDocument.parse(
            MediaType.OCI_INDEX, "{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8));
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    catalog.manifests().put(repository, document, digest, List.of(), Sparse.ALLOWED);
    return catalog.manifests().find(repository, new Reference.ByDigest(digest)).orElseThrow().id();
  }
}
