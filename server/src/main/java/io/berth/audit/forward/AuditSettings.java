package io.berth.audit.forward;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Harbor's settings of a registry say about its audit log.
 *
 * @param endpoint {@code audit_log_forward_endpoint}, a {@code host:port}, "" for none
 * @param skipsDatabase {@code skip_audit_log_database}
 * @param disabled {@code disabled_audit_log_event_types}
 */
public record AuditSettings(String endpoint, boolean skipsDatabase, Set<String> disabled) {
  public AuditSettings {
    disabled = Set.copyOf(disabled);
  }

  /**
   * @param disabled names separated by commas; what is none disables nothing
   */
  public static AuditSettings of(String endpoint, boolean skipsDatabase, String disabled) {
    return new AuditSettings(endpoint, skipsDatabase, words(disabled));
  }

  /** Names separated by commas, once each. */
  public static Set<String> words(String text) {
    return Stream.of(text.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
