package io.berth.quota;

import io.berth.catalog.Quotas;
import io.berth.fault.Fault;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is said to who is refused for want of room, and what to do about it.
 *
 * @param ofPlan whether the registry is full, and not the project
 * @param missing how many bytes too little there are
 */
record QuotaRefusal(Fault fault, boolean ofPlan, long missing) {
  private static final String OF_PROJECT =
      "This is the project's quota: delete what is no longer needed there, which makes room when"
          + " garbage is collected, or ask a system administrator of the registry to raise it.";
  private static final String OF_PLAN =
      "This is the limit of the registry's plan: delete what is no longer needed, which makes room"
          + " when garbage is collected, or let the owner of the registry change to a larger plan.";

  /** Asked only of who is full: whether what is stored takes no room because it is there. */
  record Known(BooleanSupplier inProject, BooleanSupplier inRegistry) {
    static final Known NOTHING = new Known(() -> false, () -> false);
  }

  /**
   * Why bytes do not fit; null when they do.
   *
   * @param then what would be stored and set aside with them
   */
  static @Nullable QuotaRefusal of(
      QuotaLedger.Place place, Known known, long bytes, Quotas.Figures then) {
    if (then.projectHard() != Quotas.UNLIMITED
        && then.projectUsed() > then.projectHard()
        && !known.inProject().getAsBoolean()) {
      return ofProject(bytes, then.projectUsed() - bytes, then.projectHard());
    }
    long plan = place.registry().limits().storage();
    if (then.registryUsed() > plan && !known.inRegistry().getAsBoolean()) {
      return ofPlan(bytes, then.registryUsed() - bytes, plan);
    }
    return null;
  }

  /** The project is full. */
  static QuotaRefusal ofProject(long bytes, long used, long limit) {
    return new QuotaRefusal(exceeded(bytes, used, limit, OF_PROJECT), false, used + bytes - limit);
  }

  /** The registry is. */
  static QuotaRefusal ofPlan(long bytes, long used, long limit) {
    return new QuotaRefusal(exceeded(bytes, used, limit, OF_PLAN), true, used + bytes - limit);
  }

  /** In Harbor's words (docs/reference/contracts/harbor.md#quotas), and what to do after them. */
  private static Fault exceeded(long bytes, long used, long limit, String hint) {
    return new Fault.QuotaExceeded(
        ("Quota exceeded when processing the request of adding %s of storage resource, which when"
                + " updated to current usage of %s will exceed the configured upper limit of %s. %s")
            .formatted(
                ByteCount.words(bytes), ByteCount.words(used), ByteCount.words(limit), hint));
  }
}
