package io.berth.memory;

/**
 * The budgets of one process. What requests may hold together is a fixed part of its heap, so that
 * the rest, which is code, caches and what is only needed for a moment, always has room.
 *
 * @param bodies whole bodies in memory
 * @param trees parsed JSON
 * @param answers bodies of answers that are not sent yet
 */
public record Budgets(Budget bodies, Budget trees, Budget answers) {
  private static final int PARTS = 24;

  /**
   * @param heap the most bytes the heap may have
   */
  static Budgets of(long heap) {
    long part = heap / PARTS;
    return new Budgets(new Budget(3 * part, 1), new Budget(4 * part, 1), new Budget(3 * part, 1));
  }

  /** For this process. */
  public static Budgets ofThisProcess() {
    return of(Runtime.getRuntime().maxMemory());
  }
}
