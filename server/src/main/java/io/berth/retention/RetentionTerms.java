package io.berth.retention;

import io.berth.selector.LabelSelector;
import io.berth.selector.Selector;
import java.util.List;

/**
 * What people decide about retention, in plain words as it is kept and read back.
 *
 * @param byTag whether each tag is decided about by itself; else an artifact with all its tags, as
 *     in Harbor
 * @param cron when it runs by itself, six fields; "" for never
 */
public record RetentionTerms(boolean byTag, List<Rule> rules, String cron) {
  /** Rules of a policy at most, Harbor's bound. */
  public static final int MOST_RULES = 15;

  public RetentionTerms {
    rules = List.copyOf(rules);
  }

  /**
   * A rule.
   *
   * @param number of the template, 0 where it has none
   * @param projects which projects it is about, in a policy for all projects
   */
  public record Rule(
      int priority,
      boolean disabled,
      String template,
      int number,
      List<Pattern> tags,
      List<Pattern> repositories,
      List<Pattern> projects) {
    public Rule {
      tags = List.copyOf(tags);
      repositories = List.copyOf(repositories);
      projects = List.copyOf(projects);
    }
  }

  /**
   * A selector.
   *
   * @param decoration Harbor's word, which also tells the kind; "" for the usual
   * @param extras JSON as Harbor's clients send it, of which {@code untagged} counts; "" for none
   */
  public record Pattern(String decoration, String pattern, String extras) {
    /** Whether it is one of labels, not of names. */
    boolean isOfLabels() {
      return LabelSelector.isMeant(decoration);
    }

    /** Harbor's word for its kind. */
    public String sort() {
      return isOfLabels() ? LabelSelector.KIND : Selector.KIND;
    }
  }
}
