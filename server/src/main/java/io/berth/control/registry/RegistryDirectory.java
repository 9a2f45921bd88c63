package io.berth.control.registry;

import io.berth.sql.Database;
import io.berth.sql.StandingQuery;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All registries in memory, for the host lookup on every request: as the table has them, within a
 * second of a change by another server ({@link StandingQuery}).
 */
public final class RegistryDirectory implements Registries {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryDirectory.class);

  private final Optional<String> chosenDefault;
  private final StandingQuery<Known> known;

  /**
   * The registry that the chosen name meant when it was first found; used while reading. Names are
   * their owners' to give, so no later one takes the host over.
   */
  private @Nullable RegistryId settled;

  private boolean warned;

  private record Known(Map<String, Registry> byLabel, Optional<Registry> byDefault) {}

  /**
   * @param chosenDefault id or name of the registry the control host answers for; the first one
   *     when absent. A name counts only while exactly one registry has it, and means that registry
   *     from then on, whatever it and others are called later.
   */
  public RegistryDirectory(
      Database database, ManagedRegistries registries, Optional<String> chosenDefault) {
    this.chosenDefault = chosenDefault;
    this.known = new StandingQuery<>(database, () -> known(registries.all()));
  }

  private Known known(List<ManagedRegistry> all) {
    return new Known(
        all.stream()
            .map(ManagedRegistry::tenant)
            .collect(Collectors.toUnmodifiableMap(Registry::hostLabel, Function.identity())),
        chosen(all));
  }

  private Optional<Registry> chosen(List<ManagedRegistry> all) {
    if (chosenDefault.isEmpty()) {
      return all.stream()
          .filter(ManagedRegistry::isDefault)
          .findFirst()
          .map(ManagedRegistry::tenant);
    }
    if (settled == null) {
      settled = settle(all, chosenDefault.get());
    }
    var id = settled;
    return all.stream()
        .filter(registry -> registry.id().equals(id))
        .findFirst()
        .map(ManagedRegistry::tenant);
  }

  /** Which registry the setting means; null while there is none, or several have the name. */
  private @Nullable RegistryId settle(List<ManagedRegistry> all, String wanted) {
    var called = ManagedRegistry.called(wanted, all);
    if (called.size() > 1 && !warned) {
      warned = true;
      LOG.warn(
          "{} registries are called {}: the control host answers for none of them; set"
              + " default-registry to an id, one of {}",
          called.size(),
          wanted,
          called.stream().map(ManagedRegistry::id).limit(10).toList());
    }
    return called.size() == 1 ? called.getFirst().id() : null;
  }

  @Override
  public Optional<Registry> byHostLabel(String label) {
    return Optional.ofNullable(known.get().byLabel().get(label));
  }

  @Override
  public Optional<Registry> defaultRegistry() {
    return known.get().byDefault();
  }
}
