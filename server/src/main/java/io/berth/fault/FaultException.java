package io.berth.fault;

/** Ends a request with a {@link Fault}. Carries no stack trace: it is an answer, not a bug. */
public final class FaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Fault fault;

  public FaultException(Fault fault) {
    super(fault.message(), null, false, false);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }

  public static FaultException unauthenticated(String message) {
    return new FaultException(new Fault.Unauthenticated(message, false));
  }

  /** The credentials hold, and do not reach this far. */
  public static FaultException insufficient(String message) {
    return new FaultException(new Fault.Unauthenticated(message, true));
  }

  public static FaultException forbidden(String message) {
    return new FaultException(new Fault.Forbidden(message));
  }

  public static FaultException notFound(Fault.Thing thing, String message) {
    return new FaultException(new Fault.NotFound(thing, message));
  }

  public static FaultException invalid(Fault.Part part, String message) {
    return new FaultException(new Fault.Invalid(part, message));
  }

  public static FaultException conflict(String code, String message) {
    return new FaultException(new Fault.Conflict(code, message));
  }

  public static FaultException precondition(String message) {
    return new FaultException(new Fault.Precondition(message));
  }
}
