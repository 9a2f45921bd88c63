package io.berth.retention;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.memory.StoredJson;
import io.berth.selector.LabelSelector;
import io.berth.selector.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule that is ready to decide: all its selectors select, each of them. */
final class RetentionRule {
  private static final int MOST_SELECTORS = 10;
  private static final int LONGEST_EXTRAS = 200;

  private final Template template;
  private final int number;
  private final List<TagSelector> tags;
  private final List<OfLabels> labels;
  private final List<Selector> repositories;
  private final List<Selector> projects;

  private RetentionRule(RetentionTerms.Rule terms, Template template) {
    this.template = template;
    this.number = terms.number();
    this.tags = terms.tags().stream().filter(it -> !it.isOfLabels()).map(TagSelector::of).toList();
    this.labels =
        terms.tags().stream().filter(RetentionTerms.Pattern::isOfLabels).map(OfLabels::of).toList();
    this.repositories = selectors(terms.repositories(), Selector.Subject.REPOSITORY);
    this.projects = selectors(terms.projects(), Selector.Subject.PROJECT);
  }

  private static List<Selector> selectors(
      List<RetentionTerms.Pattern> patterns, Selector.Subject subject) {
    return patterns.stream()
        .map(it -> Selector.of(subject, "", it.decoration(), it.pattern()))
        .toList();
  }

  /**
   * @param untagged whether it selects what has no tag
   */
  private record TagSelector(Selector selector, boolean untagged) {
    /** Without a word about it who matches selects what has no tag, as in Harbor. */
    static TagSelector of(RetentionTerms.Pattern pattern) {
      var selector = Selector.of(Selector.Subject.TAG, "", pattern.decoration(), pattern.pattern());
      var excludes = selector.excludes();
      if (pattern.extras().isEmpty()) {
        return new TagSelector(selector, true);
      }
      return new TagSelector(selector, excludes != saysUntagged(pattern.extras()));
    }
  }

  /**
   * @param untagged whether it selects what has no tag
   */
  private record OfLabels(LabelSelector selector, boolean untagged) {
    static OfLabels of(RetentionTerms.Pattern pattern) {
      return new OfLabels(
          LabelSelector.of(pattern.decoration(), pattern.pattern()),
          pattern.extras().isEmpty() || saysUntagged(pattern.extras()));
    }
  }

  private static boolean saysUntagged(String extras) {
    if (!extras.startsWith("{") || extras.length() > LONGEST_EXTRAS) {
      throw invalid("extras of a selector of tags are JSON such as {\"untagged\":true}");
    }
    try {
      return Boolean.TRUE.equals(StoredJson.read(extras, Extras.class).untagged());
    } catch (IllegalStateException _) {
      throw invalid("extras of a selector of tags are JSON such as {\"untagged\":true}");
    }
  }

  /** What a selector of tags says beside its pattern. */
  private record Extras(@Nullable Boolean untagged) {}

  /**
   * The rules of a policy, with gaps (null) for those that are disabled.
   *
   * @throws FaultException Invalid BODY for what is no rule, Conflict for two alike
   */
  static List<RetentionRule> all(RetentionTerms terms) {
    if (terms.rules().size() > RetentionTerms.MOST_RULES) {
      throw invalid("only " + RetentionTerms.MOST_RULES + " rules are allowed at most");
    }
    var seen = new HashSet<RetentionTerms.Rule>();
    for (int i = 0; i < terms.rules().size(); i++) {
      if (!seen.add(terms.rules().get(i))) {
        throw FaultException.conflict(
            "CONFLICT",
            "rule %d is conflict with rule %d"
                .formatted(i, terms.rules().indexOf(terms.rules().get(i))));
      }
    }
    return terms.rules().stream().map(RetentionRule::of).toList();
  }

  private static RetentionRule of(RetentionTerms.Rule terms) {
    var template =
        Template.of(terms.template())
            .orElseThrow(() -> invalid("template " + terms.template() + " is none"));
    if (terms.number() < 0 || terms.number() > template.unit().most()) {
      throw invalid("params.%s is from 0 to %d".formatted(template.word(), template.unit().most()));
    }
    if (terms.tags().size() > MOST_SELECTORS
        || terms.repositories().size() > MOST_SELECTORS
        || terms.projects().size() > MOST_SELECTORS) {
      throw invalid("a rule has at most " + MOST_SELECTORS + " selectors of a kind");
    }
    return new RetentionRule(terms, template);
  }

  Template template() {
    return template;
  }

  /** Of the template. */
  int number() {
    return number;
  }

  /** Whether it is about a repository, named without its project. */
  boolean selects(String project, String repository) {
    return projects.stream().allMatch(it -> it.selects(project))
        && repositories.stream().allMatch(it -> it.selects(repository));
  }

  /** Whether it is about a tag. */
  boolean selects(String tag) {
    return tags.stream().allMatch(it -> it.selector().selects(tag));
  }

  /** Whether labels count. */
  boolean asksLabels() {
    return !labels.isEmpty();
  }

  /** Whether it is about what has these labels, if it is about the tag. */
  boolean selectsLabelled(Set<String> names) {
    return labels.stream().allMatch(it -> it.selector().selects(names));
  }

  /** Whether it is about artifacts without a tag. */
  boolean selectsUntagged() {
    return tags.stream().allMatch(TagSelector::untagged)
        && labels.stream().allMatch(OfLabels::untagged);
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
