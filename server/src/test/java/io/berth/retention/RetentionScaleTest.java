package io.berth.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.audit.AuditLog;
import io.berth.catalog.Catalog;
import io.berth.catalog.CatalogFixture;
import io.berth.content.RepositoryName;
import io.berth.job.Execution;
import io.berth.job.JobService;
import io.berth.job.JobType;
import io.berth.outbox.Outbox;
import io.berth.secret.Vault;
import io.berth.sql.Database;
import io.berth.sql.Dialect;
import io.berth.sql.Micros;
import io.berth.tenant.RegistryId;
import io.berth.testing.StatementLog;
import io.berth.testing.TestCatalog;
import io.berth.testing.TestClock;
import io.berth.testing.TestDatabases;
import io.berth.webhook.WebhookPolicies;
import io.berth.webhook.Webhooks;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What runs cost among many tags: so many statements for a thousand of them, however many there
 * are. The figures in docs/internals/retention.md are those that it prints with {@code
 * -Dberth.retention.tags=1000000}.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class RetentionScaleTest {
  private static final int TAGS = Integer.getInteger("berth.retention.tags", 4_000);
  private static final int REPOSITORIES = 10;
  private static final int EACH = TAGS / REPOSITORIES;
  private static final Duration MONTH = Duration.ofDays(30);

  private final TestClock clock = new TestClock();
  private final Dialect dialect;
  private final Database database;
  private final Catalog catalog;
  private final JobService jobs;
  private final RetentionPolicies policies;
  private final RegistryId registry;
  private final long project;
  private final AtomicLong statements = new AtomicLong();

  RetentionScaleTest(Dialect dialect) {
    this.dialect = dialect;
    database = TestDatabases.fresh(dialect);
    catalog = TestCatalog.of(database, clock);
    jobs = new JobService(database, clock);
    policies = new RetentionPolicies(database, jobs, clock);
    var outbox = new Outbox(database, clock);
    var vault = new Vault(new byte[32], new SecureRandom());
    jobs.add(
        JobType.RETENTION,
        new RetentionRun(
            database,
            catalog,
            policies,
            new Webhooks(new WebhookPolicies(database, outbox, vault, clock), outbox, clock),
            new AuditLog(database, clock),
            clock));
    registry = CatalogFixture.registry(database, "one");
    project = catalog.projects().create(registry, "team", true, null, "").id();
    for (int i = 0; i < REPOSITORIES; i++) {
      fill(
          catalog.repositories().obtain(registry, RepositoryName.parse("team/app-" + i)).id(),
          i * (long) EACH);
    }
    if (dialect == Dialect.POSTGRESQL) {
      database.run(handle -> handle.execute("ANALYZE"));
    }
    StatementLog.listen(database, _ -> statements.incrementAndGet());
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** As pushes leave them: an artifact for each tag, with a layer of its own and one of all. */
  private void fill(long repository, long from) {
    var number = "(n.i * 2654435761) % 4294967296";
    var hex =
        dialect == Dialect.SQLITE
            ? "printf('%063x', " + number + ")"
            : "lpad(to_hex(" + number + "), 63, '0')";
    var rows =
        "WITH RECURSIVE n(i) AS (SELECT CAST(:from AS BIGINT)"
            + " UNION ALL SELECT n.i + 1 FROM n WHERE n.i + 1 < :to) ";
    var now = Micros.of(clock.instant());
    database.run(
        handle -> {
          handle
              .createUpdate(
                  rows
                      + "INSERT INTO manifest (repository_id, digest, media_type, annotations, size,"
                      + " total_size, content, pushed_at, touched_at)"
                      + " SELECT :repository, 'sha256:0' || "
                      + hex
                      + ", 'application/vnd.oci.image.manifest.v1+json', '{}', 500, 1000500,"
                      + " :content, :now - (:to - n.i) * :step, :now - (:to - n.i) * :step FROM n")
              .bind("from", from)
              .bind("to", from + EACH)
              .bind("repository", repository)
              .bind("content", "{}".getBytes(UTF_8))
              .bind("now", now)
              .bind("step", Micros.of(MONTH) * 100 / 99 / EACH)
              .execute();
          handle
              .createUpdate(
                  rows
                      + "INSERT INTO blob (digest, size, created_at, touched_at)"
                      + " SELECT 'sha256:1' || "
                      + hex
                      + ", 1000000, :now, :now FROM n")
              .bind("from", from)
              .bind("to", from + EACH)
              .bind("now", now)
              .execute();
          for (var sql :
              List.of(
                  "INSERT INTO tag (repository_id, name, manifest_id, pushed_at)"
                      + " SELECT m.repository_id, '1.' || ((m.id - f.id) / 100) || '.'"
                      + " || ((m.id - f.id) % 100), m.id, m.pushed_at FROM manifest m,"
                      + " (SELECT min(id) AS id FROM manifest WHERE repository_id = :repository) f"
                      + " WHERE m.repository_id = :repository",
                  "INSERT INTO blob (digest, size, created_at, touched_at)"
                      + " SELECT 'sha256:shared', 7, 1, 1 FROM repository WHERE id = :repository"
                      + " ON CONFLICT (digest) DO NOTHING",
                  "INSERT INTO manifest_reference (manifest_id, digest, position, repository_id)"
                      + " SELECT id, 'sha256:1' || substr(digest, 9), 0, repository_id"
                      + " FROM manifest WHERE repository_id = :repository",
                  "INSERT INTO manifest_reference (manifest_id, digest, position, repository_id)"
                      + " SELECT id, 'sha256:shared', 1, repository_id"
                      + " FROM manifest WHERE repository_id = :repository",
                  "INSERT INTO repository_blob (repository_id, digest, linked_at)"
                      + " SELECT DISTINCT repository_id, digest, 1 FROM manifest_reference"
                      + " WHERE repository_id = :repository")) {
            handle.createUpdate(sql).bind("repository", repository).execute();
          }
        });
  }

  private static RetentionTerms keep(boolean byTag, String template, int number) {
    return new RetentionTerms(
        byTag,
        List.of(
            new RetentionTerms.Rule(0, false, template, number, List.of(), List.of(), List.of())),
        "");
  }

  /** Runs it, and says what it cost. */
  private RetentionRun.Sum run(RetentionTerms terms, boolean dryRun) {
    var policy = policies.add(registry, project, terms, "localhost");
    var asked =
        jobs.executions.ask(
            policy.vendor(),
            Execution.Trigger.MANUAL,
            "ada",
            new RetentionRun.Parameters(dryRun, "localhost"));
    clock.advance(Duration.ofSeconds(1));
    statements.set(0);
    long began = System.nanoTime();
    jobs.workOff();
    long millis = (System.nanoTime() - began) / 1_000_000;
    var over = jobs.executions.find(registry, asked.id()).orElseThrow();
    assertThat(over.status()).as(over.message()).isEqualTo(Execution.Status.SUCCESS);
    var sum = over.attributes(RetentionRun.Sum.class);
    var rule = terms.rules().getFirst();
    System.out.printf(
        "%s, by %s, %s %d, %s: %d of %d in %d ms, %d statements, %d MB of heap%n",
        dialect,
        terms.byTag() ? "tag" : "artifact",
        rule.template(),
        rule.number(),
        dryRun ? "dry" : "real",
        sum.deleted(),
        sum.total(),
        millis,
        statements.get(),
        heap() >> 20);
    policies.remove(policy);
    return sum;
  }

  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  private long perThousand() {
    return statements.get() * 1_000 / TAGS;
  }

  @Test
  void aDryRunReadsInPagesWhateverItDecidesBy() {
    var byArtifact = run(keep(false, "latestPushedK", 10), true);
    assertThat(byArtifact.total()).isEqualTo(TAGS);
    assertThat(byArtifact.deleted()).isEqualTo(TAGS - 10 * REPOSITORIES);
    assertThat(byArtifact.freedBytes()).isEqualTo(byArtifact.deleted() * 1_000_500);
    assertThat(perThousand()).isLessThan(130);

    var byTag = run(keep(true, "semverLatestPerMinor", 10), true);
    assertThat(byTag.deleted()).isEqualTo(TAGS / 10 * 9L);
    assertThat(perThousand()).isLessThan(160);
  }

  @Test
  void aRealRunAddsWhatItsDeletionsCostAlone() {
    var old = run(keep(false, "nDaysSinceLastPush", 30), false);
    assertThat(old.total()).isEqualTo(TAGS);
    assertThat(old.deleted()).isBetween(TAGS / 100L, TAGS / 50L);
    assertThat(old.freedBytes()).isEqualTo(old.deleted() * 1_000_500);
    assertThat(catalog.tags().names(repository(), "", TAGS)).hasSizeLessThan(EACH);
    assertThat(statements.get()).isLessThan(TAGS / 1_000 * 120L + old.deleted() * 40 + 1_000);
  }

  private long repository() {
    return catalog.repositories().obtain(registry, RepositoryName.parse("team/app-0")).id();
  }
}
