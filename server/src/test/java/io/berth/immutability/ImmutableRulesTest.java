package io.berth.immutability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.catalog.Catalog;
import io.berth.catalog.CatalogFixture;
import io.berth.catalog.Manifests.Sparse;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.Reference;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.listing.ListQuery;
import io.berth.selector.Selector;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.Await;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import io.berth.testing.Times;
import io.berth.trash.Deletion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
final class ImmutableRulesTest {
  private final Database database;
  private final TestClock clock = new TestClock();
  private final Catalog catalog;
  private final ImmutableRules rules;
  private final RegistryId registry;
  private final long project;
  private final long app;
  private final long deep;

  ImmutableRulesTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, clock);
    rules = new ImmutableRules(database, clock);
    registry = CatalogFixture.registry(database, "one");
    project = catalog.projects().create(registry, "team", true, null, "").id();
    app = catalog.repositories().obtain(registry, RepositoryName.parse("team/app")).id();
    deep = catalog.repositories().obtain(registry, RepositoryName.parse("team/a/b")).id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatARuleCoversIsPushedOnceAndStaysWhereItIs() {
    rules.add(project, terms("**", "v*"));
    var first = push(app, "1", "v1", "latest");

    assertRefused(() -> push(app, "2", "v1"), "team/app:v1", "rule 1", "tags matching v*");
    assertRefused(() -> push(app, "2", "fresh", "v1"), "team/app:v1");
    assertThat(catalog.tags().names(app, "", 10)).containsExactly("latest", "v1");
    push(app, "2", "latest");
    assertThatCode(() -> push(app, "1", "v1")).doesNotThrowAnyException();
    assertThat(at(app, "v1")).isEqualTo(first);
    assertThat(catalog.tags().add(app, Tag.parse("v1"), at(app, "latest")).name())
        .isEqualTo("EXISTS");
  }

  @Test
  void whatARuleCoversGoesInNoWay() {
    var digest = push(app, "1", "v1", "other");
    var free = push(app, "2", "main");
    rules.add(project, terms("app", "v*"));

    assertRefused(
        () -> catalog.tags().delete(app, Tag.parse("v1"), Deletion.by("dev")), "team/app:v1");
    assertRefused(
        () -> catalog.manifests().delete(app, digest, Deletion.by("dev"), _ -> {}), "team/app:v1");
    assertRefused(
        () -> catalog.repositories().delete(app, Deletion.by("dev"), _ -> {}), "team/app:v1");
    assertRefused(() -> catalog.projects().delete(registry, project), "contains repositories");
    assertThat(at(app, "v1")).isEqualTo(digest);

    assertThat(catalog.tags().delete(app, Tag.parse("other"), Deletion.by("dev"))).isTrue();
    assertThat(catalog.manifests().delete(app, free, Deletion.by("dev"), _ -> {}).name())
        .isEqualTo("DELETED");
    push(deep, "1", "v1");
    assertThat(catalog.repositories().delete(deep, Deletion.by("dev"), _ -> {})).isTrue();
  }

  @Test
  void theBytesOfAnImmutableTagDoNotChangeTheirTypeEither() {
    var json = "{\"manifests\":[]}";
    put(app, ManifestDocument.parse(MediaType.OCI_INDEX, json.getBytes(UTF_8)), "v1");
    rules.add(project, terms("**", "v*"));
    var other = ManifestDocument.parse(MediaType.DOCKER_LIST, json.getBytes(UTF_8));

    assertRefused(() -> put(app, other), "team/app:v1");
  }

  @Test
  void aRuleMayAllowThatWhatItCoversIsDeleted() {
    var digest = push(app, "1", "v1", "v2");
    rules.add(project, new ImmutableRule.Terms(false, 0, repositories("**"), tags("**"), true, 0));

    assertRefused(() -> push(app, "2", "v1"), "team/app:v1");
    assertThat(catalog.tags().delete(app, Tag.parse("v2"), Deletion.by("dev"))).isTrue();
    assertThat(catalog.manifests().delete(app, digest, Deletion.by("dev"), _ -> {}).name())
        .isEqualTo("DELETED");
    assertThat(catalog.repositories().delete(app, Deletion.by("dev"), _ -> {})).isTrue();
  }

  @Test
  void aRuleMayEndAndOneThatIsDisabledCoversNothing() {
    push(app, "1", "v1", "w1");
    var name = new RepositoryName("team/app");
    var ending =
        rules.add(
            project, new ImmutableRule.Terms(false, 0, repositories("**"), tags("v*"), false, 7));
    rules.add(project, new ImmutableRule.Terms(true, 0, repositories("**"), tags("w*"), false, 0));

    push(app, "2", "w1");
    assertThat(rules.covers(project, name, "w1")).isFalse();
    clock.advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(rules.covers(project, name, "v1")).isTrue();
    assertRefused(() -> push(app, "2", "v1"), "rule " + ending.id());
    clock.advance(Duration.ofSeconds(1));
    assertThat(rules.covers(project, name, "v1")).isFalse();
    push(app, "2", "v1");
  }

  /** Signing once more moves such a tag; it belongs to what it signs, which stays. */
  @Test
  void whatNamesASignatureIsNoRulesMatter() {
    var digest = push(app, "1", "v1");
    rules.add(project, terms("**", "**"));
    var signature = "sha256-" + digest.hex() + ".sig";
    var fallback = "sha256-" + digest.hex();

    push(app, "signed", signature, fallback);
    push(app, "signed twice", signature, fallback);
    assertThat(catalog.tags().delete(app, Tag.parse(signature), Deletion.by("dev"))).isTrue();
    assertRefused(() -> push(app, "2", "v1"), "team/app:v1");
  }

  @Test
  void selectorsMayExcludeAndSeeRepositoriesWithoutTheirProject() {
    push(app, "1", "v1", "main");
    push(deep, "1", "v1", "main");
    rules.add(
        project,
        new ImmutableRule.Terms(
            false,
            0,
            Selector.of(Selector.Subject.REPOSITORY, "", "repoExcludes", "a/**"),
            Selector.of(Selector.Subject.TAG, "doublestar", "excludes", "{main,dev*}"),
            false,
            0));

    assertRefused(
        () -> push(app, "2", "v1"), "repositories other than a/**", "other than {main,dev*}");
    push(app, "2", "main");
    push(deep, "2", "v1", "main");
  }

  @Test
  void aProjectHasRulesUpToABoundAndEachOnce() {
    var one = rules.add(project, terms("**", "v0"));
    assertThatThrownBy(() -> rules.add(project, terms("**", "v0")))
        .hasMessageContaining("already exists");
    for (int i = 1; i < ImmutableRules.MOST; i++) {
      rules.add(project, terms("**", "v" + i));
    }
    assertRefused(() -> rules.add(project, terms("**", "more")), "at most 100");
    assertThatThrownBy(() -> rules.change(project, one.id(), terms("**", "v1")))
        .hasMessageContaining("already exists");
    rules.change(project, one.id(), terms("**", "v0"));

    var elsewhere = catalog.projects().create(registry, "other", true, null, "").id();
    assertThatThrownBy(() -> rules.remove(elsewhere, one.id())).hasMessageContaining("not found");
    assertThatThrownBy(() -> rules.change(elsewhere, one.id(), terms("**", "x")))
        .hasMessageContaining("not found");
    rules.remove(project, one.id());
    assertThat(rules.list(project, ListQuery.ALL).total()).isEqualTo(ImmutableRules.MOST - 1);
  }

  /** From the moment the rule is there, whoever pushes or deletes at the same time knows it. */
  @Test
  void noTagMovesOrGoesOnceItsRuleIsThere() throws Exception {
    for (int round = 0; round < Times.of(10, 200); round++) {
      var repository =
          catalog.repositories().obtain(registry, RepositoryName.parse("team/race" + round)).id();
      push(repository, "0", "v1");
      var stopped = new AtomicBoolean();
      var done = new AtomicInteger();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < 4; i++) {
          int mine = i;
          running.add(
              threads.submit(
                  () -> {
                    for (int n = 0; !stopped.get(); n++) {
                      change(repository, mine, n);
                      done.incrementAndGet();
                    }
                  }));
        }
        Await.until("changes are under way", () -> done.get() > 8);
        var rule = rules.add(project, terms("race" + round, "v*"));
        var then = catalog.manifests().find(repository, Reference.parse("v1"));
        int before = done.get();
        Await.until("changes went on", () -> done.get() > before + 8);
        stopped.set(true);
        for (var one : running) {
          one.get();
        }
        var now = catalog.manifests().find(repository, Reference.parse("v1"));
        // Where it was gone at that moment, it may have come once more and stays since.
        then.ifPresent(
            it -> assertThat(now.orElseThrow().digest()).as("%s", rule).isEqualTo(it.digest()));
      }
    }
  }

  private void change(long repository, int who, int n) {
    try {
      if (who == 0 && n % 3 == 0) {
        catalog.tags().delete(repository, Tag.parse("v1"), Deletion.by("dev"));
      } else if (who == 1 && n % 3 == 0) {
        catalog
            .manifests()
            .find(repository, Reference.parse("v1"))
            .ifPresent(
                it ->
                    catalog
                        .manifests()
                        .delete(repository, it.digest(), Deletion.by("dev"), _ -> {}));
      } else {
        push(repository, who + "-" + n, "v1");
      }
    } catch (FaultException e) {
      assertThat(e.fault()).isInstanceOf(Fault.Precondition.class);
    }
  }

  private static ImmutableRule.Terms terms(String repositories, String tags) {
    return new ImmutableRule.Terms(false, 0, repositories(repositories), tags(tags), false, 0);
  }

  private static Selector repositories(String pattern) {
    return Selector.of(Selector.Subject.REPOSITORY, false, pattern);
  }

  private static Selector tags(String pattern) {
    return Selector.of(Selector.Subject.TAG, false, pattern);
  }

  private static void assertRefused(ThrowingCallable change, String... parts) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            FaultException.class, e -> assertThat(e.fault()).isInstanceOf(Fault.Precondition.class))
        .message()
        .contains(parts);
  }

  private Digest at(long repository, String tag) {
    return catalog.manifests().find(repository, Reference.parse(tag)).orElseThrow().digest();
  }

  private Digest push(long repository, String note, String... tags) {
    var json = "{\"manifests\":[],\"annotations\":{\"note\":\"%s\"}}".formatted(note);
    return put(repository, ManifestDocument.parse(MediaType.OCI_INDEX, json.getBytes(UTF_8)), tags);
  }

  private Digest put(long repository, ManifestDocument document, String... tags) {
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    catalog
        .manifests()
        .put(
            repository,
            document,
            digest,
            List.of(tags).stream().map(Tag::parse).toList(),
            Sparse.ALLOWED);
    return digest;
  }
}
