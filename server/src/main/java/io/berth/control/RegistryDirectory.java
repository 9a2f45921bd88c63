package io.berth.control;

import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All registries in memory, for the host lookup on every request. Whoever changes a registry here
 * calls {@link #refresh}; changes by another server on the same database arrive with its job.
 */
public final class RegistryDirectory implements Registries {
  private final ManagedRegistries registries;
  private final Optional<String> chosenDefault;
  private volatile Snapshot snapshot = new Snapshot(Map.of(), Optional.empty());

  /**
   * @param chosenDefault id or name of the registry the control host answers for; the first one
   *     when absent
   */
  public RegistryDirectory(ManagedRegistries registries, Optional<String> chosenDefault) {
    this.registries = registries;
    this.chosenDefault = chosenDefault;
    refresh();
  }

  private record Snapshot(Map<String, Registry> byLabel, Optional<Registry> byDefault) {}

  /** Reads the table again. */
  public void refresh() {
    var all = registries.all();
    snapshot =
        new Snapshot(
            all.stream()
                .map(ManagedRegistry::tenant)
                .collect(Collectors.toMap(Registry::hostLabel, Function.identity())),
            all.stream().filter(this::isDefault).findFirst().map(ManagedRegistry::tenant));
  }

  private boolean isDefault(ManagedRegistry registry) {
    return chosenDefault
        .map(wanted -> wanted.equals(registry.id().value()) || wanted.equals(registry.name()))
        .orElse(registry.isDefault());
  }

  @Override
  public Optional<Registry> byHostLabel(String label) {
    return Optional.ofNullable(snapshot.byLabel.get(label));
  }

  @Override
  public Optional<Registry> defaultRegistry() {
    return snapshot.byDefault;
  }
}
