package io.berth.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.audit.AuditLog;
import io.berth.catalog.Catalog;
import io.berth.catalog.CatalogFixture;
import io.berth.catalog.Manifests.Sparse;
import io.berth.content.Digest;
import io.berth.content.ManifestDocument;
import io.berth.content.MediaType;
import io.berth.content.RepositoryName;
import io.berth.content.Tag;
import io.berth.job.Execution;
import io.berth.job.JobService;
import io.berth.job.JobType;
import io.berth.outbox.Outbox;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.tenant.RegistryId;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import io.berth.trash.Deletion;
import io.berth.webhook.EventType;
import io.berth.webhook.RetentionEvent;
import io.berth.webhook.WebhookPolicies;
import io.berth.webhook.WebhookPolicy;
import io.berth.webhook.WebhookTarget;
import io.berth.webhook.Webhooks;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs whose server dies, and what changes while one is under way. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class RetentionRunTest {
  private static final RetentionTerms KEEP_RELEASES =
      new RetentionTerms(
          false,
          List.of(
              new RetentionTerms.Rule(
                  0,
                  false,
                  "always",
                  0,
                  List.of(new RetentionTerms.Pattern("matches", "release-*", "")),
                  List.of(),
                  List.of())),
          "");

  private final TestClock clock = new TestClock();
  private final Database database;
  private final Catalog catalog;
  private final JobService jobs;
  private final RetentionPolicies policies;
  private final RetentionRun work;
  private final WebhookPolicies hooks;
  private final RegistryId registry;
  private final long project;

  RetentionRunTest(Dialect dialect) {
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, clock);
    jobs = new JobService(database, clock);
    policies = new RetentionPolicies(database, jobs, clock);
    var outbox = new Outbox(database, clock);
    var vault = new Vault(new byte[32], new SecureRandom());
    hooks = new WebhookPolicies(database, outbox, vault, clock);
    work =
        new RetentionRun(
            database,
            catalog,
            policies,
            new Webhooks(hooks, outbox, clock),
            new AuditLog(database, clock),
            clock);
    registry = CatalogFixture.registry(database, "one");
    project = catalog.projects().create(registry, "team", true, null, "").id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private long repository(String name) {
    return catalog.repositories().obtain(registry, RepositoryName.parse("team/" + name)).id();
  }

  private Digest push(long repository, String note, String... tags) {
    var document =
        ManifestDocument.parse(
            MediaType.OCI_INDEX,
            "{\"schemaVersion\":2,\"manifests\":[],\"annotations\":{\"note\":\"%s\"}}"
                .formatted(note)
                .getBytes(UTF_8));
    var digest = Digest.of(Digest.Algorithm.SHA256, document.bytes());
    catalog
        .manifests()
        .put(
            repository, document, digest, Stream.of(tags).map(Tag::parse).toList(), Sparse.REFUSED);
    return digest;
  }

  private List<String> tags(long repository) {
    return catalog.tags().names(repository, "", 100);
  }

  private Execution ask(RetentionPolicy policy) {
    return jobs.executions.ask(
        policy.vendor(),
        Execution.Trigger.MANUAL,
        "ada",
        new RetentionRun.Parameters(false, "localhost"));
  }

  @Test
  void oneWhoseServerDiedGoesOnWithTheRepositoryItWasAt() throws Exception {
    var done = repository("a");
    var open = repository("b");
    push(done, "in a", "dev");
    push(open, "in b", "dev", "latest");
    push(open, "a release", "release-1");
    var policy = policies.add(registry, project, KEEP_RELEASES, "localhost");
    var asked = ask(policy);
    clock.advance(Duration.ofSeconds(1));
    var begun = new CountDownLatch(1);
    var dead = new CountDownLatch(1);
    var dying = new JobService(database, clock);
    dying.add(
        JobType.RETENTION,
        run -> {
          run.attributes(new RetentionRun.Sum(false, 5, 4, 1, 0));
          run.position(new Target.Position(project, "team/a").toString());
          begun.countDown();
          dead.await();
        });
    var server = Thread.ofVirtual().start(dying::workOff);
    begun.await();
    clock.advance(Duration.ofMinutes(2));
    jobs.add(JobType.RETENTION, work);

    jobs.workOff();

    assertThat(tags(done)).containsExactly("dev");
    assertThat(tags(open)).containsExactly("release-1");
    var over = jobs.executions.find(registry, asked.id()).orElseThrow();
    assertThat(over.status()).isEqualTo(Execution.Status.SUCCESS);
    assertThat(over.attributes(RetentionRun.Sum.class))
        .isEqualTo(new RetentionRun.Sum(false, 7, 5, 2, 64));
    dead.countDown();
    server.join();
  }

  @Test
  void whatChangedSinceItWasDecidedAboutIsLeftToTheNextRun() {
    var app = repository("app");
    var retagged = push(app, "retagged", "one");
    push(app, "untouched", "two");
    push(app, "first", "moves");
    clock.advance(Duration.ofSeconds(1));
    var target =
        Target.after(database, policy(KEEP_RELEASES), Target.Position.BEGINNING).getFirst();
    var plan = plan(app, KEEP_RELEASES);
    clock.advance(Duration.ofSeconds(1));
    catalog.tags().add(app, Tag.parse("release-2"), retagged);
    push(app, "second", "moves");

    var deletions = new Deletions(catalog);
    plan.eachDoomed(
        candidate -> {
          if (plan.stillHolds(candidate)) {
            deletions.delete(target, candidate, _ -> {}, _ -> {});
          }
          return true;
        });

    assertThat(tags(app)).containsExactly("moves", "one", "release-2");
  }

  @Test
  void byTagTheLastOneTakesItsArtifactAlongAndOneThatMovedStays() {
    var terms = new RetentionTerms(true, KEEP_RELEASES.rules(), "");
    var app = repository("app");
    var gone = push(app, "gone", "a", "b");
    var kept = push(app, "kept", "c", "release-1");
    push(app, "first", "moves");
    clock.advance(Duration.ofSeconds(1));
    var target = Target.after(database, policy(terms), Target.Position.BEGINNING).getFirst();
    var plan = plan(app, terms);
    clock.advance(Duration.ofSeconds(1));
    push(app, "second", "moves");

    var deletions = new Deletions(catalog);
    plan.eachDoomed(
        candidate -> {
          if (plan.stillHolds(candidate)) {
            deletions.delete(target, candidate, _ -> {}, _ -> {});
          }
          return true;
        });

    assertThat(tags(app)).containsExactly("moves", "release-1");
    assertThat(catalog.manifests().delete(app, gone, Deletion.by("dev"), _ -> {}).name())
        .isEqualTo("ABSENT");
    assertThat(catalog.manifests().delete(app, kept, Deletion.by("dev"), _ -> {}).name())
        .isEqualTo("DELETED");
  }

  @Test
  void whatChangesBetweenReadingAndDeletingStays() {
    for (boolean byTag : new boolean[] {false, true}) {
      var terms = new RetentionTerms(byTag, KEEP_RELEASES.rules(), "");
      var app = repository("race-" + byTag);
      var digest = push(app, "one", "one");
      push(app, "two", "two");
      clock.advance(Duration.ofSeconds(1));
      var target =
          Target.after(database, policy(terms), Target.Position.BEGINNING).stream()
              .filter(it -> it.repositoryId() == app)
              .findFirst()
              .orElseThrow();
      var plan = plan(app, terms);
      clock.advance(Duration.ofSeconds(1));
      var kept = new ArrayList<String>();

      plan.eachDoomed(
          candidate -> {
            catalog.tags().add(app, Tag.parse("release-2"), digest);
            push(app, "else", "two");
            kept.add(new Deletions(catalog).delete(target, candidate, _ -> {}, _ -> {}));
            return true;
          });

      assertThat(tags(app)).contains("release-2", "two");
      assertThat(kept).contains(Deletions.CHANGED);
    }
  }

  @Test
  void whatIsPushedWhileItDecidesStays() {
    var app = repository("app");
    push(app, "old", "old");
    clock.advance(Duration.ofSeconds(1));
    var rules = RuleSet.of(KEEP_RELEASES, "team", "app");
    var plan = new RepositoryPlan(database, app, rules, clock.instant());
    push(app, "new", "new");

    plan.decide(_ -> true);

    assertThat(plan.total()).isEqualTo(2);
    assertThat(plan.doomed().size()).isEqualTo(1);
  }

  @Test
  void webhooksAreToldOnceOfEverythingThatWentAlsoByARunWhoseServerDied() {
    var app = repository("app");
    push(app, "first", "first");
    push(app, "second", "second");
    push(app, "third", "third");
    hooks.create(
        new WebhookPolicies.Owner(registry, project),
        new WebhookPolicy.Asked(
            "hook",
            "",
            true,
            List.of(EventType.TAG_RETENTION),
            List.of(
                new WebhookTarget(
                    WebhookTarget.Kind.HTTP,
                    "http://127.0.0.1:1",
                    "",
                    false,
                    WebhookTarget.Format.DEFAULT,
                    "",
                    Map.of())),
            "",
            ""));
    var policy = policies.add(registry, project, KEEP_RELEASES, "localhost");
    clock.advance(Duration.ofSeconds(1));
    var target = Target.after(database, policy, Target.Position.BEGINNING).getFirst();
    var dies = new AtomicInteger();
    plan(app, KEEP_RELEASES)
        .eachDoomed(
            candidate -> {
              var deleted =
                  new RetentionEvent.Deleted(
                      "app:" + candidate.tags().getFirst(),
                      candidate.tags().getFirst(),
                      candidate.digest().toString());
              new Deletions(catalog)
                  .delete(
                      target,
                      candidate,
                      _ -> {},
                      handle -> RetentionNotes.add(handle, policy.id(), target, deleted));
              return dies.incrementAndGet() < 2;
            });
    assertThat(tags(app)).hasSize(1);

    jobs.add(JobType.RETENTION, work);
    ask(policy);
    jobs.workOff();
    ask(policy);
    jobs.workOff();

    assertThat(tags(app)).isEmpty();
    assertThat(
            database.read(
                (Handle handle) ->
                    handle
                        .createQuery(
                            "SELECT content FROM outbox WHERE event_type = 'TAG_RETENTION'")
                        .mapTo(String.class)
                        .list()))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it).contains("app:first").contains("app:second").contains("app:third"));
  }

  private RetentionPolicy policy(RetentionTerms terms) {
    return new RetentionPolicy(1, registry, project, terms, clock.instant(), clock.instant());
  }

  private RepositoryPlan plan(long repository, RetentionTerms terms) {
    var rules = RuleSet.of(terms, "team", "app");
    var plan = new RepositoryPlan(database, repository, rules, clock.instant());
    plan.decide(_ -> true);
    return plan;
  }
}
