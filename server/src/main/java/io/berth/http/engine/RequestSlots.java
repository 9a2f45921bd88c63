package io.berth.http.engine;

import io.berth.fault.Fault;
import io.berth.memory.Budget;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.time.Duration;
import java.util.Optional;

/**
 * The places for requests that are being served and may wait: for their client's bytes, for a
 * reader, for a provider, for their turn. One client has a third of them at most and one registry
 * half, and less while others want them too, so that whoever makes requests wait mostly waits for
 * himself.
 */
final class RequestSlots {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Budget ofClients;
  private final Budget ofRegistries;

  RequestSlots(int all) {
    this.ofClients = new Budget(all, 2);
    this.ofRegistries = new Budget(all, 1);
  }

  /** All places. */
  Budget all() {
    return ofClients;
  }

  /** Takes a place; says why not when there is none. */
  Optional<Fault> enter(Object client, Optional<Registry> registry) {
    switch (ofClients.take(client, 1)) {
      case TAKEN -> {}
      case SHARE_SPENT -> {
        return tooMany("your address has as many requests being served as one may have now");
      }
      case ALL_SPENT -> {
        return overloaded();
      }
    }
    if (registry.isEmpty()) {
      return Optional.empty();
    }
    var taking = ofRegistries.take(id(registry), 1);
    if (taking != Budget.Taking.TAKEN) {
      ofClients.give(client, 1);
      return taking == Budget.Taking.ALL_SPENT
          ? overloaded()
          : tooMany("the registry has as many requests being served as one may have now");
    }
    return Optional.empty();
  }

  /** Gives a place back. */
  void leave(Object client, Optional<Registry> registry) {
    ofClients.give(client, 1);
    if (registry.isPresent()) {
      ofRegistries.give(id(registry), 1);
    }
  }

  private static RegistryId id(Optional<Registry> registry) {
    return registry.orElseThrow().id();
  }

  private static Optional<Fault> tooMany(String reason) {
    return Optional.of(new Fault.TooManyRequests(SOON, reason + ": try again"));
  }

  private static Optional<Fault> overloaded() {
    return Optional.of(new Fault.Unavailable(SOON, "the server is overloaded: try again"));
  }
}
