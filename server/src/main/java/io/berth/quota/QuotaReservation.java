package io.berth.quota;

import io.berth.catalog.Quotas;
import java.util.Optional;

/** Bytes set aside while something is stored in one step. */
public final class QuotaReservation implements AutoCloseable {
  /** Of a hundred: from here on people are warned. */
  private static final int NEARLY_FULL = 85;

  private final QuotaLedger ledger;
  private final QuotaLedger.Place place;
  private final long bytes;
  private final Quotas.Figures before;

  QuotaReservation(QuotaLedger ledger, QuotaLedger.Place place, long bytes, Quotas.Figures before) {
    this.ledger = ledger;
    this.place = place;
    this.bytes = bytes;
    this.before = before;
  }

  /** What to tell the client when the project or the plan is nearly full. */
  public Optional<String> warning() {
    var project = nearly("the project", before.projectUsed() + bytes, before.projectHard());
    return project.isPresent()
        ? project
        : nearly(
            "the registry", before.registryUsed() + bytes, place.registry().limits().storage());
  }

  /** Whether so much may be used of a limit without a warning. */
  static boolean isFarFrom(long limit, long used) {
    return limit == Quotas.UNLIMITED ? used < Long.MAX_VALUE : used < limit / 100 * NEARLY_FULL;
  }

  private static Optional<String> nearly(String who, long used, long limit) {
    if (limit <= 0 || isFarFrom(limit, used)) {
      return Optional.empty();
    }
    long percent = Math.min(100, used / Math.max(1, limit / 100));
    return Optional.of(
        "%s uses %d%% of its storage quota, %s of %s"
            .formatted(who, percent, ByteCount.words(used), ByteCount.words(limit)));
  }

  @Override
  public void close() {
    ledger.giveBack(place, bytes);
  }
}
