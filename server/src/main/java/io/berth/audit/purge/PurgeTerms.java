package io.berth.audit.purge;

import io.berth.audit.EventTypes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a purge is asked for, as it is kept.
 *
 * @param hours what is younger stays
 * @param eventTypes names separated by commas as they were given; {@code other} stands for all but
 *     artifacts that come, go and are pulled
 * @param dryRun whether it is only counted
 */
public record PurgeTerms(int hours, String eventTypes, boolean dryRun) {
  private static final String OTHER = "other";

  /** The kinds of events that are meant; names that are none mean nothing. */
  List<String> types() {
    var types = new LinkedHashSet<String>();
    for (var word : words()) {
      if (word.equals(OTHER)) {
        types.addAll(EventTypes.OTHER);
      } else if (EventTypes.ALL.contains(word)) {
        types.add(word);
      }
    }
    return List.copyOf(types);
  }

  /** Names that are none. */
  public List<String> unknown() {
    return words().stream()
        .filter(word -> !word.equals(OTHER) && !EventTypes.ALL.contains(word))
        .toList();
  }

  private List<String> words() {
    return Stream.of(eventTypes.split(",", -1))
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }
}
