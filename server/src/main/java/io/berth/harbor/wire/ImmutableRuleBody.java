package io.berth.harbor.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.immutability.ImmutableRule;
import io.berth.selector.Selector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ImmutableRule, and what this registry has beyond Harbor.
 *
 * @param scopeSelectors those of repositories, by that word
 * @param allowDelete what it covers may be deleted, and still not moved (beyond Harbor)
 * @param duration days that it lasts, 0 for no end (beyond Harbor)
 * @param expiresAt seconds since 1970, -1 for no end (beyond Harbor)
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ImmutableRuleBody(
    long id,
    int priority,
    boolean disabled,
    String action,
    String template,
    List<SelectorBody> tagSelectors,
    Map<String, List<SelectorBody>> scopeSelectors,
    boolean allowDelete,
    int duration,
    long expiresAt,
    String creationTime,
    String updateTime) {
  /** ImmutableSelector. */
  public record SelectorBody(String kind, String decoration, String pattern) {
    static List<SelectorBody> of(@Nullable Selector selector) {
      return selector == null
          ? List.of()
          : List.of(new SelectorBody(Selector.KIND, selector.decoration(), selector.pattern()));
    }
  }

  public static ImmutableRuleBody of(ImmutableRule rule) {
    var terms = rule.terms();
    return new ImmutableRuleBody(
        rule.id(),
        terms.priority(),
        terms.disabled(),
        "immutable",
        "immutable_template",
        SelectorBody.of(terms.tags()),
        Map.of("repository", SelectorBody.of(terms.repositories())),
        terms.allowDelete(),
        terms.duration(),
        seconds(rule.expiresAt()),
        Timestamp.of(rule.createdAt()),
        Timestamp.of(rule.updatedAt()));
  }

  private static long seconds(@Nullable Instant end) {
    return end == null ? -1 : end.getEpochSecond();
  }
}
