package io.berth.control.registry;

import static io.berth.control.registry.IpRestriction.Surface.REGISTRY;

import io.berth.fault.FaultException;
import io.berth.http.message.AddressRange;
import io.berth.http.message.Request;
import io.berth.http.routing.Admission;
import io.berth.http.routing.RegistryConcurrency;
import io.berth.identity.setting.RegistrySettings;
import io.berth.sql.Database;
import io.berth.sql.QueryCache;
import io.berth.tenant.RegistryId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a registry lets in before anybody is asked who they are: requests from the addresses that
 * its owner named, changes unless an administrator made it read-only, and as many container clients
 * at a time as its plan allows. The portal and Harbor's API are never held up, so that people can
 * always see and repair. What a registry says is one record in memory, and a change of it holds
 * from the next request, at every server.
 */
public final class RegistryAdmission {
  private static final int KEPT = 20_000;

  /** How long a container client's request waits for its turn. */
  private static final Duration TURN = Duration.ofSeconds(10);

  private final IpRestrictions restrictions;
  private final RegistrySettings settings;
  private final QueryCache<RegistryId, Rules> rules;
  private final RegistryConcurrency concurrency;

  public RegistryAdmission(
      Database database, IpRestrictions restrictions, RegistrySettings settings) {
    this.restrictions = restrictions;
    this.settings = settings;
    this.rules = new QueryCache<>(database, KEPT, Rules::weight);
    this.concurrency = new RegistryConcurrency(TURN);
  }

  /**
   * What a registry says.
   *
   * @param from the addresses that may reach a surface; any where it is not there
   */
  record Rules(Map<IpRestriction.Surface, List<AddressRange>> from, boolean readOnly) {
    int weight() {
      return 1 + from.values().stream().mapToInt(List::size).sum();
    }

    boolean mayCome(InetAddress client, IpRestriction.Surface surface) {
      var blocks = from.get(surface);
      return blocks == null || blocks.stream().anyMatch(block -> block.contains(client));
    }
  }

  /** What the registry says now. */
  Rules rules(RegistryId registry) {
    return rules.get(registry, this::read);
  }

  private Rules read(RegistryId registry) {
    return new Rules(
        restrictions.blocks(registry),
        settings.value(registry, RegistrySettings.Name.READ_ONLY).equals("true"));
  }

  /** Whether container clients of some addresses only may come. */
  public boolean isClosed(RegistryId registry) {
    return rules(registry).from().containsKey(REGISTRY);
  }

  /** Admits to what is on a surface; what is done there changes nothing that the registry holds. */
  public Admission at(IpRestriction.Surface surface) {
    return new OfSurface(surface, false);
  }

  /** Admits to what the registry holds. */
  public Admission toContent(IpRestriction.Surface surface) {
    return new OfSurface(surface, true);
  }

  private final class OfSurface implements Admission {
    private final IpRestriction.Surface surface;
    private final boolean isContent;

    OfSurface(IpRestriction.Surface surface, boolean isContent) {
      this.surface = surface;
      this.isContent = isContent;
    }

    @Override
    public void admit(Request request, boolean writes) throws InterruptedException {
      if (request.registry().isEmpty()) {
        return;
      }
      var registry = request.registry().get();
      var said = rules(registry.id());
      var client = request.remoteAddress();
      if (!said.mayCome(client, surface)) {
        throw FaultException.forbidden(
            "the address " + client.getHostAddress() + " is not allowed to reach this registry");
      }
      if (writes && isContent && said.readOnly()) {
        throw FaultException.forbidden(
            "The system is in read only mode. Any modification is prohibited.");
      }
      if (surface == REGISTRY) {
        concurrency.enter(request, registry);
      }
    }

    @Override
    public boolean peek(Request request, boolean writes) {
      if (request.registry().isEmpty()) {
        return true;
      }
      var registry = request.registry().get();
      return rules
              .peek(registry.id())
              .filter(said -> said.mayCome(request.remoteAddress(), surface))
              .filter(said -> !writes || !isContent || !said.readOnly())
              .isPresent()
          && (surface != REGISTRY || concurrency.enterNow(request, registry));
    }
  }
}
