package io.berth.retention;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.audit.AuditLog;
import io.berth.catalog.Catalog;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.job.Execution;
import io.berth.job.Run;
import io.berth.job.Work;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import io.berth.webhook.RetentionEvent;
import io.berth.webhook.Webhooks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Carries policies out, repository by repository. One whose server died goes on with the repository
 * it was at; what was decided before counts.
 */
public final class RetentionRun implements Work {
  private static final Duration LONGEST_REST = Duration.ofMillis(100);

  private final Database database;
  private final RetentionPolicies policies;
  private final Deletions deletions;
  private final RetentionNotes notes;
  private final Webhooks webhooks;
  private final AuditLog audit;
  private final InstantSource clock;

  public RetentionRun(
      Database database,
      Catalog catalog,
      RetentionPolicies policies,
      Webhooks webhooks,
      AuditLog audit,
      InstantSource clock) {
    this.database = database;
    this.policies = policies;
    this.deletions = new Deletions(catalog);
    this.notes = new RetentionNotes(database);
    this.webhooks = webhooks;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a run is asked for.
   *
   * @param dryRun whether it only decides
   * @param host what the registry is called, for webhooks
   */
  public record Parameters(boolean dryRun, String host) {}

  /**
   * What came of a run, or of a repository in it.
   *
   * @param deleted what went, or would go
   * @param freedBytes what the registry holds less when that is collected and out of the trash, as
   *     it was reckoned before anything went
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Sum(boolean dryRun, long total, long retained, long deleted, long freedBytes) {
    Sum plus(Sum other) {
      return new Sum(
          dryRun,
          total + other.total,
          retained + other.retained,
          deleted + other.deleted,
          freedBytes + other.freedBytes);
    }
  }

  @Override
  public void run(Run run) throws InterruptedException {
    var execution = run.execution();
    var policy =
        policies
            .find(new RegistryId(execution.vendor().registry()), execution.vendor().id())
            .orElseThrow(() -> FaultException.precondition("its policy is gone"));
    var asked = execution.parameters(Parameters.class);
    var terms = policy.terms();
    NamedLabels.require(database, policy);
    run.log(
        "%d rule(s), by %s%s"
            .formatted(
                terms.rules().size(),
                terms.byTag() ? "tag" : "artifact",
                asked.dryRun() ? ", dry run: nothing is deleted" : ""));
    var position =
        execution.position() == null
            ? Target.Position.BEGINNING
            : Target.Position.parse(execution.position());
    var sum =
        execution.position() == null
            ? new Sum(asked.dryRun(), 0, 0, 0, 0)
            : execution.attributes(Sum.class);
    long all = Target.count(database, policy);
    long done = execution.progress().done();
    for (var page = Target.after(database, policy, position);
        !page.isEmpty() && run.goesOn();
        page = Target.after(database, policy, position)) {
      for (var target : page) {
        if (!run.goesOn()) {
          break;
        }
        var rules = RuleSet.of(terms, target.project(), target.name().inProject());
        if (!rules.rules().isEmpty()) {
          sum = sum.plus(new InRepository(run, policy, asked, target, rules).carryOut());
          run.attributes(sum);
          run.position(target.position().toString());
        }
        position = target.position();
        run.progress(++done, Math.max(done, all));
      }
    }
    run.attributes(sum);
    run.log(
        "%d looked at, %d kept, %d %s"
            .formatted(
                sum.total(), sum.retained(), sum.deleted(), asked.dryRun() ? "would go" : "gone"));
  }

  /** One repository of one run. */
  private final class InRepository {
    private final Run run;
    private final RetentionPolicy policy;
    private final Parameters asked;
    private final Target target;
    private final RuleSet rules;
    private final Report report = new Report();
    private long deleted;

    /** Notes of this repository that are not told yet. */
    private int noted;

    InRepository(Run run, RetentionPolicy policy, Parameters asked, Target target, RuleSet rules) {
      this.run = run;
      this.policy = policy;
      this.asked = asked;
      this.target = target;
      this.rules = rules;
    }

    Sum carryOut() throws InterruptedException {
      var name = policy.projectId() == null ? target.name().value() : target.name().inProject();
      var part = run.part(name);
      var plan = new RepositoryPlan(database, target.repositoryId(), rules, clock.instant());
      try {
        plan.decide(this::hear);
        long freed =
            new FreedBytes(database, policy.registry(), target.repositoryId(), plan)
                .count(run::goesOn);
        if (!asked.dryRun()) {
          carryOut(plan);
        }
        long gone = asked.dryRun() ? plan.doomed().size() : deleted;
        var sum = new Sum(asked.dryRun(), plan.total(), plan.total() - gone, gone, freed);
        if (!asked.dryRun()) {
          tell(sum);
        }
        end(part, run.goesOn() ? Execution.Status.SUCCESS : Execution.Status.STOPPED, sum);
        return sum;
      } catch (FaultException e) {
        if (!(e.fault() instanceof Fault.Precondition)) {
          throw e;
        }
        run.log(target.name() + ": " + e.getMessage());
        var none = new Sum(asked.dryRun(), plan.total(), plan.total() - deleted, deleted, 0);
        end(part, Execution.Status.ERROR, none);
        return none;
      }
    }

    private boolean hear(List<Decision> decisions) {
      for (var decision : decisions) {
        if (asked.dryRun() || decision.outcome() != Decision.Outcome.DEL) {
          report.add(decision, decision.outcome().word(), decision.outcome().reason());
        }
      }
      return run.goesOn();
    }

    private void carryOut(RepositoryPlan plan) throws InterruptedException {
      noted = notes.of(policy.id(), target).size();
      plan.eachDoomed(
          candidate -> {
            long began = System.nanoTime();
            var decision = new Decision(candidate, Decision.Outcome.DEL, -1);
            var kept =
                plan.stillHolds(candidate)
                    ? deletions.delete(
                        target,
                        candidate,
                        event(candidate),
                        noteOf(candidate).andThen(entry(candidate)))
                    : Deletions.CHANGED;
            if (kept.isEmpty()) {
              deleted++;
              report.add(decision, "DEL", decision.outcome().reason());
              noted++;
            } else {
              report.add(decision, "ERR", kept);
            }
            long rest = Math.min(System.nanoTime() - began, LONGEST_REST.toNanos());
            return run.goesOn() && run.rest(Duration.ofNanos(rest));
          });
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }

    private Webhooks.Note event(Candidate candidate) {
      return webhooks.deleted(place(), target.repositoryId(), candidate.digest());
    }

    private Consumer<Handle> noteOf(Candidate candidate) {
      if (noted >= RetentionNotes.MOST || !webhooks.isAsked(target.projectId())) {
        return _ -> {};
      }
      var deleted =
          new RetentionEvent.Deleted(
              target.name().inProject() + named(candidate),
              candidate.tags().isEmpty() ? "" : candidate.tags().getFirst(),
              candidate.digest().toString());
      return handle -> RetentionNotes.add(handle, policy.id(), target, deleted);
    }

    private static String named(Candidate candidate) {
      return candidate.tags().isEmpty()
          ? "@" + candidate.digest()
          : ":" + candidate.tags().getFirst();
    }

    private Consumer<Handle> entry(Candidate candidate) {
      return audit.within(
          new AuditLog.Event(
              policy.registry(),
              target.project(),
              run.execution().startedBy(),
              target.name() + named(candidate),
              "artifact",
              "delete",
              "deleted by tag retention policy %d, execution %d"
                  .formatted(policy.id(), run.execution().id()),
              true,
              new AuditLog.Origin("", "")));
    }

    private void end(Run.@Nullable Part part, Execution.Status status, Sum sum) {
      if (part != null) {
        part.end(status, sum, report.text());
      }
    }

    /** Also of what went before the server of this run, or of an earlier one, died. */
    private void tell(Sum sum) {
      var untold = notes.of(policy.id(), target);
      if (!untold.isEmpty()) {
        var event =
            new RetentionEvent(
                Math.max(sum.total(), sum.retained() + untold.size()),
                sum.retained(),
                policy.id(),
                policy.terms().rules().stream().map(RetentionRun::told).toList(),
                "SUCCESS",
                untold);
        notes.told(policy.id(), target, webhooks.retained(place(), event));
      }
    }

    private Webhooks.Place place() {
      return new Webhooks.Place(
          target.projectId(),
          target.project(),
          target.isPublic(),
          target.name().inProject(),
          target.createdAt(),
          run.execution().startedBy(),
          "",
          asked.host());
    }
  }

  private static RetentionEvent.Rule told(RetentionTerms.Rule rule) {
    var hasNumber =
        Template.of(rule.template()).filter(it -> it.unit() != Template.Unit.NONE).isPresent();
    return new RetentionEvent.Rule(
        rule.template(),
        hasNumber ? Map.of(rule.template(), rule.number()) : Map.of(),
        selectors(rule.tags()),
        Map.of("repository", selectors(rule.repositories())));
  }

  private static List<RetentionEvent.Selector> selectors(List<RetentionTerms.Pattern> patterns) {
    return patterns.stream()
        .map(
            it ->
                new RetentionEvent.Selector(it.sort(), it.decoration(), it.pattern(), it.extras()))
        .toList();
  }
}
