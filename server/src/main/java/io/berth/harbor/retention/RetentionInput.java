package io.berth.harbor.retention;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.ScheduleInput;
import io.berth.retention.RetentionTerms;
import io.berth.retention.Template;
import io.berth.selector.LabelSelector;
import io.berth.selector.Selector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RetentionPolicy, as Harbor's clients send it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record RetentionInput(
    @Nullable String algorithm,
    @Nullable List<RuleInput> rules,
    @Nullable TriggerInput trigger,
    @Nullable ScopeInput scope,
    @Nullable String retainBy) {
  record ScopeInput(@Nullable String level, @Nullable Long ref) {}

  record TriggerInput(@Nullable String kind, @Nullable Map<String, JsonNode> settings) {}

  record SelectorInput(
      @Nullable String kind,
      @Nullable String decoration,
      @Nullable String pattern,
      @Nullable String extras) {
    RetentionTerms.Pattern pattern(Selector.Subject subject) {
      if (subject == Selector.Subject.TAG && BodyText.of(kind).equals(LabelSelector.KIND)) {
        var labels = LabelSelector.of(BodyText.of(decoration), BodyText.of(pattern));
        return new RetentionTerms.Pattern(
            labels.decoration(), labels.pattern(), BodyText.of(extras));
      }
      var selector =
          Selector.of(subject, BodyText.of(kind), BodyText.of(decoration), BodyText.of(pattern));
      return new RetentionTerms.Pattern(
          selector.decoration(), selector.pattern(), BodyText.of(extras));
    }
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record RuleInput(
      @Nullable Integer priority,
      @Nullable Boolean disabled,
      @Nullable String action,
      @Nullable String template,
      @Nullable Map<String, JsonNode> params,
      @Nullable List<SelectorInput> tagSelectors,
      @Nullable Map<String, List<SelectorInput>> scopeSelectors) {
    RetentionTerms.Rule rule(boolean ofProject) {
      if (!BodyText.of(action).isEmpty() && !"retain".equals(action)) {
        throw invalid("action of a rule is retain, not " + action);
      }
      var name = BodyText.of(template);
      var known =
          Template.of(name)
              .orElseThrow(
                  () -> invalid("template of a rule: there is none of the name \"" + name + '"'));
      for (var scope : scopes().keySet()) {
        if (!scope.equals("repository") && (ofProject || !scope.equals("project"))) {
          throw invalid("scope_selectors has selectors of repository, not of " + scope);
        }
      }
      return new RetentionTerms.Rule(
          priority == null ? 0 : priority,
          Boolean.TRUE.equals(disabled),
          name,
          number(known),
          patterns(tagSelectors, Selector.Subject.TAG),
          patterns(scopes().get("repository"), Selector.Subject.REPOSITORY),
          patterns(scopes().get("project"), Selector.Subject.PROJECT));
    }

    private Map<String, List<SelectorInput>> scopes() {
      return scopeSelectors == null ? Map.of() : scopeSelectors;
    }

    private int number(Template template) {
      if (template.unit() == Template.Unit.NONE) {
        return 0;
      }
      var given = params == null ? null : params.get(template.word());
      if (given == null || given.isNull()) {
        throw invalid("params." + template.word() + " is missing: a number");
      }
      if (!given.isIntegralNumber() || !given.canConvertToInt()) {
        throw invalid("params." + template.word() + " is a whole number");
      }
      return given.intValue();
    }

    private static List<RetentionTerms.Pattern> patterns(
        @Nullable List<SelectorInput> given, Selector.Subject subject) {
      return given == null ? List.of() : given.stream().map(it -> it.pattern(subject)).toList();
    }
  }

  /**
   * Whose policy it is: the project's id, null for all projects.
   *
   * @throws FaultException Invalid BODY
   */
  @Nullable Long project() {
    var level = scope == null ? "" : BodyText.of(scope.level());
    var ref = scope == null || scope.ref() == null ? 0 : scope.ref();
    return switch (level) {
      case "project" -> {
        if (ref <= 0) {
          throw invalid("invalid Project id " + ref);
        }
        yield ref;
      }
      case "system" -> {
        if (ref != 0) {
          throw invalid("scope.ref is 0 for all projects");
        }
        yield null;
      }
      case "" -> throw invalid("scope is missing: level project with the project's id as ref");
      default -> throw invalid("scope " + level + " is not support: project or system");
    };
  }

  /**
   * @throws FaultException Invalid BODY
   */
  RetentionTerms terms() {
    if (!BodyText.of(algorithm).isEmpty() && !"or".equals(algorithm)) {
      throw invalid("algorithm is or, not " + algorithm);
    }
    var ofProject = project() != null;
    var by = BodyText.of(retainBy);
    if (!by.isEmpty() && !by.equals("tag") && !by.equals("artifact")) {
      throw invalid("retain_by is artifact or tag, not " + by);
    }
    return new RetentionTerms(
        by.equals("tag"),
        (rules == null ? List.<RuleInput>of() : rules)
            .stream().map(it -> it.rule(ofProject)).toList(),
        cron());
  }

  private String cron() {
    if (trigger == null) {
      throw invalid("trigger is missing: kind Schedule, with settings.cron empty for no schedule");
    }
    var kind = BodyText.of(trigger.kind());
    if (!kind.isEmpty() && !kind.equals("Schedule")) {
      throw invalid("trigger.kind is Schedule, not " + kind);
    }
    var given = trigger.settings() == null ? null : trigger.settings().get("cron");
    if (given == null || given.isNull()) {
      return "";
    }
    if (!given.isTextual()) {
      throw invalid("invalid cron type for scheduled tag retention: must be a string");
    }
    var cron = given.textValue();
    return cron.isEmpty() ? "" : ScheduleInput.cron("trigger.settings.cron", cron).toString();
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
