package io.berth.harbor.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.job.Execution;
import io.berth.job.Task;
import io.berth.retention.RetentionPolicy;
import io.berth.retention.RetentionPreview;
import io.berth.retention.RetentionRun;
import io.berth.retention.RetentionTerms;
import io.berth.retention.Template;
import io.berth.selector.Selector;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tag retention as Harbor's API shows it, and what this registry has beyond Harbor. */
public final class RetentionBody {
  private RetentionBody() {}

  /**
   * RetentionPolicy.
   *
   * @param retainBy artifact, as in Harbor, or tag (beyond Harbor)
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Policy(
      long id, String algorithm, List<Rule> rules, Trigger trigger, Scope scope, String retainBy) {
    /**
     * @param next when it runs by itself, null for never
     */
    public static Policy of(RetentionPolicy policy, @Nullable Instant next) {
      var project = policy.projectId();
      return new Policy(
          policy.id(),
          "or",
          policy.terms().rules().stream().map(Rule::of).toList(),
          new Trigger(
              "Schedule",
              new Settings(policy.terms().cron(), next == null ? null : Timestamp.of(next))),
          project == null ? new Scope("system", 0) : new Scope("project", project),
          policy.terms().byTag() ? "tag" : "artifact");
    }
  }

  /** RetentionRule; what is usual is left out, as Harbor does. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Rule(
      @Nullable Integer priority,
      @Nullable Boolean disabled,
      String action,
      String template,
      @Nullable Map<String, Integer> params,
      List<RetentionSelector> tagSelectors,
      Map<String, List<RetentionSelector>> scopeSelectors) {
    static Rule of(RetentionTerms.Rule rule) {
      var template = Template.of(rule.template());
      var scopes = new LinkedHashMap<String, List<RetentionSelector>>();
      scopes.put("repository", RetentionSelector.of(rule.repositories()));
      if (!rule.projects().isEmpty()) {
        scopes.put("project", RetentionSelector.of(rule.projects()));
      }
      return new Rule(
          rule.priority() == 0 ? null : Integer.valueOf(rule.priority()),
          rule.disabled() ? Boolean.TRUE : null,
          "retain",
          rule.template(),
          template.filter(it -> it.unit() != Template.Unit.NONE).isPresent()
              ? Map.of(rule.template(), rule.number())
              : null,
          RetentionSelector.of(rule.tags()),
          scopes);
    }
  }

  /** RetentionSelector. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RetentionSelector(
      String kind, String decoration, String pattern, @Nullable String extras) {
    static List<RetentionSelector> of(List<RetentionTerms.Pattern> patterns) {
      return patterns.stream()
          .map(
              it ->
                  new RetentionSelector(
                      it.sort(),
                      it.decoration(),
                      it.pattern(),
                      it.extras().isEmpty() ? null : it.extras()))
          .toList();
    }
  }

  /** RetentionRuleTrigger. */
  public record Trigger(String kind, Settings settings) {}

  /** When it runs by itself. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Settings(String cron, @Nullable String nextScheduledTime) {}

  /** RetentionPolicyScope; level system is beyond Harbor. */
  public record Scope(String level, long ref) {}

  /**
   * RetentionExecution, and what came of it (beyond Harbor).
   *
   * @param progress repositories, null while nothing is known
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record RetentionExecution(
      long id,
      long policyId,
      String startTime,
      String endTime,
      String status,
      String statusMessage,
      String trigger,
      String operator,
      boolean dryRun,
      long total,
      long retained,
      long deleted,
      long freedBytes,
      ExecutionBody.@Nullable Progress progress) {
    public static RetentionExecution of(Execution execution, Instant now) {
      var sum = execution.attributes(RetentionRun.Sum.class);
      var started = execution.startedAt();
      return new RetentionExecution(
          execution.id(),
          execution.vendor().id(),
          Timestamp.of(started == null ? execution.createdAt() : started),
          Timestamp.of(execution.endedAt()),
          execution.status().word(),
          execution.message(),
          execution.trigger().name(),
          execution.startedBy(),
          execution.parameters(RetentionRun.Parameters.class).dryRun(),
          sum.total(),
          sum.retained(),
          sum.deleted(),
          sum.freedBytes(),
          ExecutionBody.Progress.of(execution, now));
    }
  }

  /** RetentionExecutionTask, with what goes (beyond Harbor). */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record RetentionTask(
      long id,
      long executionId,
      String repository,
      String jobId,
      String status,
      int statusCode,
      String startTime,
      String endTime,
      long total,
      long retained,
      long deleted,
      long freedBytes) {
    public static RetentionTask of(Task task) {
      var sum = task.attributes(RetentionRun.Sum.class);
      return new RetentionTask(
          task.id(),
          task.executionId(),
          task.name(),
          task.jobId(),
          task.status().word(),
          switch (task.status()) {
            case PENDING -> 0;
            case RUNNING -> 2;
            case SUCCESS, STOPPED, ERROR -> 3;
          },
          Timestamp.of(task.startedAt()),
          Timestamp.of(task.endedAt()),
          sum.total(),
          sum.retained(),
          sum.deleted(),
          sum.freedBytes());
    }
  }

  /** RetentionMetadata: all templates, Harbor's first. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Metadata(
      List<RuleTemplate> templates,
      List<SelectorKind> scopeSelectors,
      List<SelectorKind> tagSelectors) {
    public static final Metadata ALL =
        new Metadata(
            Arrays.stream(Template.values()).map(RuleTemplate::of).toList(),
            List.of(
                new SelectorKind(
                    "Repositories", Selector.KIND, List.of("repoMatches", "repoExcludes"))),
            List.of(new SelectorKind("Tags", Selector.KIND, List.of("matches", "excludes"))));
  }

  /** RetentionRuleMetadata. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record RuleTemplate(
      String ruleTemplate, String displayText, String action, List<RuleParam> params) {
    static RuleTemplate of(Template template) {
      return new RuleTemplate(
          template.word(),
          template.text(),
          "retain",
          template.unit() == Template.Unit.NONE
              ? List.of()
              : List.of(new RuleParam("int", template.unit().name(), true)));
    }
  }

  /** RetentionRuleParamMetadata. */
  public record RuleParam(String type, String unit, boolean required) {}

  /** RetentionSelectorMetadata. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record SelectorKind(String displayText, String kind, List<String> decorations) {}

  /** What a run would do (beyond Harbor). */
  public record Preview(boolean complete, List<PreviewOf> repositories) {
    public static Preview of(RetentionPreview.Shown shown) {
      return new Preview(
          shown.isWhole(), shown.repositories().stream().map(PreviewOf::of).toList());
    }
  }

  /** In a repository. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record PreviewOf(
      String repository,
      long total,
      long retained,
      long deleted,
      long freedBytes,
      String problem,
      List<PreviewEntry> artifacts) {
    static PreviewOf of(RetentionPreview.OfRepository found) {
      return new PreviewOf(
          found.name(),
          found.total(),
          found.retained(),
          found.deleted(),
          found.freedBytes(),
          found.problem(),
          found.entries().stream().map(PreviewEntry::of).toList());
    }
  }

  /** A tag, or an artifact with its tags. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record PreviewEntry(
      String digest,
      List<String> tags,
      String mediaType,
      String retention,
      @Nullable Integer rule,
      String reason,
      String pushTime,
      String pullTime,
      long size) {
    static PreviewEntry of(RetentionPreview.Entry entry) {
      return new PreviewEntry(
          entry.digest(),
          entry.tags(),
          entry.mediaType(),
          entry.outcome(),
          entry.rule(),
          entry.reason(),
          Timestamp.of(entry.pushedAt()),
          Timestamp.of(entry.pulledAt()),
          entry.size());
    }
  }
}
