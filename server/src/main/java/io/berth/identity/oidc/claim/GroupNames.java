package io.berth.identity.oidc.claim;

import com.nimbusds.jose.util.JSONArrayUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names in a groups claim, whatever shape its provider gives it: a list of texts, one text, a
 * text that holds a JSON list, a list with nothing but such a text, objects with a name (as some
 * mappers make them), or an object with an object for each name (as ZITADEL's roles are).
 */
public final class GroupNames {
  private static final Logger LOG = LoggerFactory.getLogger(GroupNames.class);

  /** A database takes some 32,000 values in a statement, and some statements name groups thrice. */
  static final int MOST = 10_000;

  private GroupNames() {}

  /**
   * The names, blank ones left out, each once; null when there is no claim. Those above 10,000 do
   * not count.
   */
  public static @Nullable List<String> of(@Nullable Object claim) {
    if (claim == null) {
      return null;
    }
    var names = names(claim).filter(name -> !name.isBlank()).distinct().limit(MOST + 1).toList();
    if (names.size() <= MOST) {
      return names;
    }
    LOG.warn("a token names more than {} groups: only the first count", MOST);
    return names.subList(0, MOST);
  }

  private static Stream<String> names(@Nullable Object claim) {
    return switch (claim) {
      // Some mappers make a list with one text that holds them all. Beside other names a text is a
      // name, whatever it looks like: who may name a group must not name several.
      case List<?> list when list.size() == 1 && list.getFirst() instanceof String text ->
          names(text);
      case List<?> list -> list.stream().flatMap(GroupNames::item);
      case String text when text.startsWith("[") && text.endsWith("]") -> parsed(text);
      case String text -> Stream.of(text);
      case Map<?, ?> map when map.values().stream().allMatch(Map.class::isInstance) ->
          map.keySet().stream().map(String::valueOf);
      case null, default -> Stream.of();
    };
  }

  private static Stream<String> item(@Nullable Object item) {
    return switch (item) {
      case String name -> Stream.of(name);
      case Map<?, ?> group when group.get("name") instanceof String name -> Stream.of(name);
      case null, default -> Stream.of();
    };
  }

  private static Stream<String> parsed(String text) {
    try {
      return JSONArrayUtils.parse(text).stream().flatMap(GroupNames::item);
    } catch (ParseException _) {
      return Stream.of(text); // a group may be called so
    }
  }
}
