package io.berth.identity.provider;

import io.berth.pattern.LinearRegex;
import io.berth.pattern.LinearRegex.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of a person's groups count: those in which a provider's {@code groupFilter} is found. One
 * that cannot be used lets no group pass: what nobody can evaluate gives nobody a right.
 */
public final class GroupFilter {
  private final @Nullable LinearRegex expression;
  private final @Nullable String problem;

  private GroupFilter(@Nullable LinearRegex expression, @Nullable String problem) {
    this.expression = expression;
    this.problem = problem;
  }

  /** The filter as it is stored; empty for all groups. */
  public static GroupFilter read(@Nullable String text) {
    return text == null || text.isEmpty()
        ? new GroupFilter(null, null)
        : switch (LinearRegex.read(text)) {
          case LinearRegex.Usable usable -> new GroupFilter(usable.expression(), null);
          case LinearRegex.Refused refused -> new GroupFilter(null, refused.reason());
        };
  }

  /** Why it cannot be used, to go on after "groupFilter"; null when it can. */
  public @Nullable String problem() {
    return problem;
  }

  /** Those groups that pass, in order; not complete when they are too many to be looked at. */
  public Found of(List<String> groups) {
    if (problem != null) {
      return new Found(List.of(), true);
    }
    return expression == null ? new Found(groups, true) : expression.in(groups);
  }
}
