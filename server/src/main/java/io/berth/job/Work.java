package io.berth.job;

/** What executions of a kind do. */
@FunctionalInterface
public interface Work {
  /**
   * Does it to its end, or until {@link Run#goesOn} says no. An execution whose server died is
   * begun again, so this looks first how far it had come ({@link Run#position}) and does nothing
   * wrong when it does something twice. Every write in here is refused once another server has the
   * execution ({@link io.berth.sql.Fence}); other threads that write are given it.
   *
   * @throws InterruptedException when the server stops: another goes on with it
   * @throws io.berth.fault.FaultException ends it with an error that its owner reads; any other
   *     exception ends it with one that only the server's log tells
   */
  void run(Run run) throws InterruptedException;
}
