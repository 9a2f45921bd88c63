package io.berth.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;

/**
 * What tag retention did in a repository.
 *
 * @param result Harbor's word for how it ended
 * @param deleted some of what went
 */
public record RetentionEvent(
    long total,
    long retained,
    long policyId,
    List<Rule> rules,
    String result,
    List<Deleted> deleted) {
  public RetentionEvent {
    rules = List.copyOf(rules);
    deleted = List.copyOf(deleted);
  }

  /** A rule of the policy, as Harbor tells it. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Rule(
      String template,
      Map<String, Integer> params,
      List<Selector> tagSelectors,
      Map<String, List<Selector>> scopeSelectors) {}

  /** One of its selectors. */
  public record Selector(String kind, String decoration, String pattern, String extras) {}

  /**
   * An artifact or a tag that went.
   *
   * @param name repository without project, with the tag or the digest behind it
   * @param tag "" for none
   */
  public record Deleted(String name, String tag, String digest) {}
}
