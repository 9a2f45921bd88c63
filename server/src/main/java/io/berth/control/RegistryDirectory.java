package io.berth.control;

import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All registries in memory, for the host lookup on every request. Whoever changes a registry here
 * says so with {@link #put} or {@link #remove}; changes by another server on the same database
 * arrive with {@link #refresh}, which a job calls.
 */
public final class RegistryDirectory implements Registries {
  private final ManagedRegistries registries;
  private final Optional<String> chosenDefault;
  private final Map<String, Registry> byLabel = new ConcurrentHashMap<>();
  private volatile @Nullable Registry byDefault;

  /**
   * @param chosenDefault id or name of the registry the control host answers for; the first one
   *     when absent
   */
  public RegistryDirectory(ManagedRegistries registries, Optional<String> chosenDefault) {
    this.registries = registries;
    this.chosenDefault = chosenDefault;
    refresh();
  }

  /** Reads the table again. */
  public synchronized void refresh() {
    var all = registries.all();
    var fresh =
        all.stream()
            .map(ManagedRegistry::tenant)
            .collect(Collectors.toMap(Registry::hostLabel, Function.identity()));
    byLabel.keySet().retainAll(fresh.keySet());
    byLabel.putAll(fresh);
    byDefault =
        all.stream().filter(this::isDefault).findFirst().map(ManagedRegistry::tenant).orElse(null);
  }

  /** Takes in a registry as it is now. */
  synchronized void put(ManagedRegistry registry) {
    byLabel.put(registry.hostLabel(), registry.tenant());
    var now = byDefault;
    if (isDefault(registry) || (now != null && now.id().equals(registry.id()))) {
      // Which of several has the name is for the table to say.
      byDefault = chosenDefault.isEmpty() ? registry.tenant() : chosen();
    }
  }

  /** Forgets a registry that is gone. */
  synchronized void remove(ManagedRegistry registry) {
    byLabel.remove(registry.hostLabel());
    var now = byDefault;
    if (now != null && now.id().equals(registry.id())) {
      byDefault = chosenDefault.isEmpty() ? null : chosen();
    }
  }

  private @Nullable Registry chosen() {
    return registries.all().stream()
        .filter(this::isDefault)
        .findFirst()
        .map(ManagedRegistry::tenant)
        .orElse(null);
  }

  private boolean isDefault(ManagedRegistry registry) {
    return chosenDefault
        .map(wanted -> wanted.equals(registry.id().value()) || wanted.equals(registry.name()))
        .orElse(registry.isDefault());
  }

  @Override
  public Optional<Registry> byHostLabel(String label) {
    return Optional.ofNullable(byLabel.get(label));
  }

  @Override
  public Optional<Registry> defaultRegistry() {
    return Optional.ofNullable(byDefault);
  }
}
