package io.berth.http;

/**
 * What a route asks of its caller. Every route names one; there is no default that lets anybody in.
 */
public interface Access {
  /** The permission's name as documentation shows it, such as {@code repository:pull}. */
  String name();

  /**
   * Called before the handler.
   *
   * @throws io.berth.fault.FaultException when the caller may not
   */
  void check(Request request);

  /**
   * Whether {@link #check} would let the request pass, as far as what is in memory tells. Never
   * waits, and what does not say how says no.
   */
  default boolean passesFromMemory(Request request) {
    return false;
  }

  /** For the short list of routes anybody may call; the reason is checked by a test to be there. */
  static Access open(String reason) {
    return new Open(reason);
  }

  /** See {@link #open}. */
  record Open(String reason) implements Access {
    @Override
    public String name() {
      return "open";
    }

    @Override
    public void check(Request request) {}

    @Override
    public boolean passesFromMemory(Request request) {
      return true;
    }
  }
}
