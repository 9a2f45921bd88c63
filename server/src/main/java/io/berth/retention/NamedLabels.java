package io.berth.retention;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.selector.LabelSelector;
import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The labels that rules name. One that is not there would keep nothing, or everything, by a slip of
 * the pen: so no policy is saved that names it, and none decides after it was deleted. Reads table
 * {@code label}.
 */
final class NamedLabels {
  private NamedLabels() {}

  /**
   * Of a policy that is about to be saved.
   *
   * @throws FaultException Invalid BODY when a label is not there
   */
  static void require(
      Handle handle, RegistryId registry, @Nullable Long projectId, RetentionTerms terms) {
    var missing = missing(handle, registry, projectId, terms);
    if (!missing.isEmpty()) {
      throw FaultException.invalid(Fault.Part.BODY, message(projectId, missing));
    }
  }

  /**
   * The same of one that is shown.
   *
   * @throws FaultException Invalid BODY when a label is not there
   */
  static void require(
      Database database, RegistryId registry, @Nullable Long projectId, RetentionTerms terms) {
    var missing = database.read(handle -> missing(handle, registry, projectId, terms));
    if (!missing.isEmpty()) {
      throw FaultException.invalid(Fault.Part.BODY, message(projectId, missing));
    }
  }

  /**
   * Of a policy that is about to decide.
   *
   * @throws FaultException Precondition when a label is gone
   */
  static void require(Database database, RetentionPolicy policy) {
    var missing =
        database.read(
            handle -> missing(handle, policy.registry(), policy.projectId(), policy.terms()));
    if (!missing.isEmpty()) {
      throw FaultException.precondition(
          message(policy.projectId(), missing)
              + ": nothing is deleted until the rules are changed");
    }
  }

  private static String message(@Nullable Long projectId, Set<String> missing) {
    return "no label of %s is called %s"
        .formatted(
            projectId == null ? "the registry or its projects" : "the project or the registry",
            String.join(", ", missing));
  }

  /** Disabled rules may name what they like. */
  private static Set<String> missing(
      Handle handle, RegistryId registry, @Nullable Long projectId, RetentionTerms terms) {
    var named =
        terms.rules().stream()
            .filter(rule -> !rule.disabled())
            .flatMap(rule -> rule.tags().stream())
            .filter(RetentionTerms.Pattern::isOfLabels)
            .flatMap(it -> LabelSelector.of(it.decoration(), it.pattern()).names().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!named.isEmpty()) {
      named.removeAll(
          handle
              .createQuery(
                  "SELECT name FROM label WHERE registry_id = :registry AND name IN (<names>)"
                      + " AND (:project = 0 OR project_id IS NULL OR project_id = :project)")
              .bind("registry", registry.value())
              .bindList("names", named)
              .bind("project", projectId == null ? 0L : projectId)
              .mapTo(String.class)
              .set());
    }
    return named;
  }
}
