package io.berth.control.registry;

import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import java.util.Optional;

/** The registries by their generated hosts and by the names their owners gave them. */
public final class RegistryLookup implements Registries {
  private final RegistryDirectory directory;
  private final RegistryDomains domains;

  public RegistryLookup(RegistryDirectory directory, RegistryDomains domains) {
    this.directory = directory;
    this.domains = domains;
  }

  @Override
  public Optional<Registry> byHostLabel(String label) {
    return directory.byHostLabel(label);
  }

  @Override
  public Optional<Registry> byDomain(String host) {
    return domains.label(host).flatMap(directory::byHostLabel);
  }

  @Override
  public Optional<Registry> defaultRegistry() {
    return directory.defaultRegistry();
  }
}
