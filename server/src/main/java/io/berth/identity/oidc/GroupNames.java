package io.berth.identity.oidc;

import com.nimbusds.jose.util.JSONArrayUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names in a groups claim, whatever shape its provider gives it: a list of texts, one text, a
 * text that holds a JSON list, objects with a name (as some mappers make them), or an object with
 * an object for each name (as ZITADEL's roles are).
 */
final class GroupNames {
  private GroupNames() {}

  /** The names, blank ones left out, each once; null when there is no claim. */
  static @Nullable List<String> of(@Nullable Object claim) {
    return claim == null ? null : names(claim).filter(name -> !name.isBlank()).distinct().toList();
  }

  private static Stream<String> names(@Nullable Object claim) {
    return switch (claim) {
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
