package io.berth.trash;

/**
 * Who deletes, and why: what the trash says of what it holds.
 *
 * @param by the name of a user or robot; for a policy, its kind
 */
public record Deletion(String by, Reason reason) {
  /** Why something was deleted. */
  public enum Reason {
    /** Somebody asked for it. */
    REQUEST,
    /** A retention policy did not keep it. */
    RETENTION;

    /** In the API. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Somebody asked for it. */
  public static Deletion by(String name) {
    return new Deletion(name, Reason.REQUEST);
  }
}
