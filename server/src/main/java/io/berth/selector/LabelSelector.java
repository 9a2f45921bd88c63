package io.berth.selector;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rule is about, by labels: what has all that are named, or what has none of them
 * (docs/reference/contracts/harbor.md#tag-retention).
 */
public final class LabelSelector {
  /** Harbor's word for this kind. */
  public static final String KIND = "label";

  private static final String WITH = "withLabels";
  private static final String WITHOUT = "withoutLabels";
  private static final int MOST = 20;
  private static final int LONGEST = 255;

  private final boolean excludes;
  private final Set<String> names;

  private LabelSelector(boolean excludes, Set<String> names) {
    this.excludes = excludes;
    this.names = names;
  }

  /** Whether a selector with this decoration is one of labels. */
  public static boolean isMeant(String decoration) {
    return decoration.equals(WITH) || decoration.equals(WITHOUT);
  }

  /**
   * Reads one as it was sent.
   *
   * @param pattern names, separated by commas; blanks around them do not count
   * @throws FaultException Invalid BODY
   */
  public static LabelSelector of(String decoration, String pattern) {
    if (!isMeant(decoration)) {
      throw invalid(
          "decoration of a selector of labels is %s or %s, not %s"
              .formatted(WITH, WITHOUT, decoration));
    }
    Set<String> names =
        Stream.of(pattern.split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (names.isEmpty()) {
      throw invalid("pattern of a selector of labels has their names, separated by commas");
    }
    if (names.size() > MOST || names.stream().anyMatch(name -> name.length() > LONGEST)) {
      throw invalid(
          "pattern of a selector of labels has at most %d names of at most %d characters"
              .formatted(MOST, LONGEST));
    }
    return new LabelSelector(decoration.equals(WITHOUT), names);
  }

  /** Whether what has these labels is meant. */
  public boolean selects(Set<String> labels) {
    return excludes ? names.stream().noneMatch(labels::contains) : labels.containsAll(names);
  }

  /** The labels that it names. */
  public Set<String> names() {
    return names;
  }

  public String decoration() {
    return excludes ? WITHOUT : WITH;
  }

  public String pattern() {
    return String.join(",", names);
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
