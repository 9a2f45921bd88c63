package io.berth.tenant;

import java.util.Optional;

/**
 * The request being served, bound once at the HTTP entry. Beside it only {@code memory.Spending},
 * what the request has taken of the shared memory, is a scoped value; everything else is passed as
 * a parameter.
 *
 * @param registry the tenant, absent on the control API
 */
public record CurrentRequest(Optional<Registry> registry) {
  private static final ScopedValue<CurrentRequest> CURRENT = ScopedValue.newInstance();

  /** Binds this as the current request. */
  public ScopedValue.Carrier bind() {
    return ScopedValue.where(CURRENT, this);
  }

  /** Binds this as the current request, beside what is bound already. */
  public ScopedValue.Carrier bind(ScopedValue.Carrier others) {
    return others.where(CURRENT, this);
  }

  /** Runs work with this as the current request. */
  public <R, X extends Throwable> R call(ScopedValue.CallableOp<? extends R, X> work) throws X {
    return bind().call(work);
  }

  /**
   * The registry of the request being served.
   *
   * @throws IllegalStateException outside a request to a registry
   */
  public static Registry currentRegistry() {
    return (CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.<CurrentRequest>empty())
        .flatMap(CurrentRequest::registry)
        .orElseThrow(() -> new IllegalStateException("no registry in this request"));
  }
}
