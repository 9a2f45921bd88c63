package io.berth.memory;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.time.Duration;
import java.util.Optional;

/**
 * What one request has taken of the budgets; all of it goes back when the request is over. Bound to
 * the request's thread while its handler runs, because what parses JSON does not know of requests.
 */
public final class RequestBudget implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final ScopedValue<RequestBudget> CURRENT = ScopedValue.newInstance();

  private final Budgets budgets;
  private final Object client;
  private long bodies;
  private long trees;
  private long answers;
  private boolean closed;

  /**
   * @param client whose request it is; requests of one client share what one may have
   */
  public RequestBudget(Budgets budgets, Object client) {
    this.budgets = budgets;
    this.client = client;
  }

  /** The spending of the request being served; absent outside one. */
  static Optional<RequestBudget> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /**
   * Takes room for what is read for the answer of the request being served; outside of requests
   * there is no limit.
   *
   * @throws FaultException Unavailable when too much is taken already
   */
  public static void read(long bytes) {
    if (CURRENT.isBound()) {
      CURRENT.get().tree(bytes);
    }
  }

  /** Whose request it is. */
  public Object client() {
    return client;
  }

  /** Binds this as the budget that work spends of. */
  public ScopedValue.Carrier bind() {
    return ScopedValue.where(CURRENT, this);
  }

  /**
   * Takes room for a part of a body; to be called before the room is made.
   *
   * @throws FaultException Unavailable when too much is taken already
   */
  public synchronized void body(long bytes) {
    require(budgets.bodies(), bytes, "bodies of requests");
    bodies += bytes;
  }

  /** Gives room of a body back. */
  public synchronized void bodyDropped(long bytes) {
    if (bodies >= bytes) {
      bodies -= bytes;
      budgets.bodies().give(client, bytes);
    }
  }

  /**
   * Takes room for a part of a tree.
   *
   * @throws FaultException Unavailable when too much is taken already
   */
  synchronized void tree(long bytes) {
    require(budgets.trees(), bytes, "JSON documents");
    trees += bytes;
  }

  /** Gives room of a tree back. */
  synchronized void treeDropped(long bytes) {
    if (trees >= bytes) {
      trees -= bytes;
      budgets.trees().give(client, bytes);
    }
  }

  /**
   * Takes room for an answer that waits for its client.
   *
   * @throws FaultException Unavailable when too much is taken already
   */
  public synchronized void answer(long bytes) {
    require(budgets.answers(), bytes, "answers");
    answers += bytes;
  }

  private void require(Budget budget, long bytes, String what) {
    if (closed) {
      throw new IllegalStateException("the request is over");
    }
    if (budget.take(client, bytes) != Budget.Taking.TAKEN) {
      throw new FaultException(
          new Fault.Unavailable(
              SOON, "the server holds as many large " + what + " as it can now: try again"));
    }
  }

  /** The answer is made and holds nothing of the request's body and trees any more. */
  public synchronized void answerMade() {
    give(budgets.bodies(), bodies);
    give(budgets.trees(), trees);
    bodies = 0;
    trees = 0;
  }

  /** The request is over. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    answerMade();
    give(budgets.answers(), answers);
  }

  private void give(Budget budget, long bytes) {
    if (bytes > 0) {
      budget.give(client, bytes);
    }
  }
}
