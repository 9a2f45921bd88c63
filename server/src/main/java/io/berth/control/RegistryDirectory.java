package io.berth.control;

import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All registries in memory, for the host lookup on every request. Whoever changes a registry here
 * says so with {@link #put} or {@link #remove}; changes by another server on the same database
 * arrive with {@link #refresh}, which a job calls.
 */
public final class RegistryDirectory implements Registries {
  private static final Logger LOG = LoggerFactory.getLogger(RegistryDirectory.class);

  private final ManagedRegistries registries;
  private final Optional<String> chosenDefault;
  private final Map<String, Registry> byLabel = new ConcurrentHashMap<>();
  private volatile @Nullable Registry byDefault;

  /**
   * The registry that the chosen name meant when it was first found; guarded by this. Names are
   * their owners' to give, so no later one takes the host over.
   */
  private @Nullable RegistryId settled;

  private boolean warned;

  /**
   * @param chosenDefault id or name of the registry the control host answers for; the first one
   *     when absent. A name counts only while exactly one registry has it, and means that registry
   *     from then on, whatever it and others are called later.
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
    byDefault = chosen(all);
  }

  /** Takes in a registry as it is now. */
  synchronized void put(ManagedRegistry registry) {
    byLabel.put(registry.hostLabel(), registry.tenant());
    if (mayBeDefault(registry) || isNow(registry)) {
      // Which of several has the name is for the table to say.
      byDefault = chosenDefault.isEmpty() ? registry.tenant() : chosen(registries.all());
    }
  }

  /** Forgets a registry that is gone. */
  synchronized void remove(ManagedRegistry registry) {
    byLabel.remove(registry.hostLabel());
    if (isNow(registry)) {
      byDefault = null;
    }
  }

  private boolean isNow(ManagedRegistry registry) {
    var now = byDefault;
    return now != null && now.id().equals(registry.id());
  }

  private boolean mayBeDefault(ManagedRegistry registry) {
    return chosenDefault
        .map(wanted -> wanted.equals(registry.id().value()) || wanted.equals(registry.name()))
        .orElse(registry.isDefault());
  }

  private @Nullable Registry chosen(List<ManagedRegistry> all) {
    if (chosenDefault.isEmpty()) {
      return all.stream()
          .filter(ManagedRegistry::isDefault)
          .findFirst()
          .map(ManagedRegistry::tenant)
          .orElse(null);
    }
    if (settled == null) {
      settled = settle(all, chosenDefault.get());
    }
    var id = settled;
    return all.stream()
        .filter(registry -> registry.id().equals(id))
        .findFirst()
        .map(ManagedRegistry::tenant)
        .orElse(null);
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
    return Optional.ofNullable(byLabel.get(label));
  }

  @Override
  public Optional<Registry> defaultRegistry() {
    return Optional.ofNullable(byDefault);
  }
}
