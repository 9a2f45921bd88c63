package io.berth.quota;

import io.berth.catalog.Manifests.PutResult;
import io.berth.catalog.Trash;
import io.berth.tenant.Registry;
import java.util.function.Function;

/**
 * Room in a project for what a push brings back from the trash: the children and accessories that
 * were deleted with the manifest. The push is refused as any that does not fit.
 */
public final class RevivedRoom {
  private final QuotaLedger ledger;

  public RevivedRoom(QuotaLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Stores a manifest, again and again until room is set aside for all that comes back with it.
   *
   * @param put stores it with what may come back
   * @throws io.berth.fault.FaultException QuotaExceeded; nothing was stored then
   */
  public PutResult put(Registry registry, long projectId, Function<Trash.Revival, PutResult> put) {
    var result = put.apply(Trash.Revival.NOTHING);
    while (result instanceof PutResult.ComesBack(var revival)) {
      try (var _ = ledger.holdCopies(registry, projectId, revival.sizes())) {
        result = put.apply(revival);
      }
    }
    return result;
  }
}
