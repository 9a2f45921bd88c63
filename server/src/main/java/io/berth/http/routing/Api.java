package io.berth.http.routing;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A family of routes that share a place, an envelope for refusals, a way to find callers, and what
 * must hold before.
 *
 * @param <C> what is known of a caller
 * @param name for the access log and metrics
 * @param surface the kind of host it stands on
 * @param prefixes the path prefixes it owns, without trailing slash ({@code /v2}); a path below one
 *     of them that no route takes is refused in this API's envelope. The longest prefix wins; ""
 *     takes what nobody else does.
 * @param admission asked before the callers are
 * @param bindings adds what is bound while a request to it is answered
 * @param log told of every answer to an admitted request
 * @param maxBodyBytes bodies above are refused with 413 before they are read; routes that stream
 *     are expected to limit themselves, {@link Long#MAX_VALUE} then
 * @param kind whose bytes its answers are
 */
public record Api<C>(
    String name,
    Surface surface,
    List<String> prefixes,
    List<Route<C>> routes,
    FaultRenderer faults,
    CallerFilter<C> callers,
    Admission admission,
    UnaryOperator<ScopedValue.Carrier> bindings,
    AnswerLog log,
    long maxBodyBytes,
    Kind kind) {
  public Api {
    prefixes = List.copyOf(prefixes);
    routes = List.copyOf(routes);
  }

  /** An API whose answers are this program's own words, for whom every request is admitted. */
  public Api(
      String name,
      Surface surface,
      List<String> prefixes,
      List<Route<C>> routes,
      FaultRenderer faults,
      CallerFilter<C> callers,
      long maxBodyBytes) {
    this(
        name,
        surface,
        prefixes,
        routes,
        faults,
        callers,
        Admission.everybody(),
        UnaryOperator.identity(),
        (_, _, _, _) -> {},
        maxBodyBytes,
        Kind.API);
  }

  /** The same API, whose answers are bytes that clients chose. */
  public Api<C> ofContent() {
    return new Api<>(
        name,
        surface,
        prefixes,
        routes,
        faults,
        callers,
        admission,
        bindings,
        log,
        maxBodyBytes,
        Kind.CONTENT);
  }

  /** The same API, which asks this, in place of what it asked. */
  public Api<C> admittedBy(Admission other) {
    return new Api<>(
        name, surface, prefixes, routes, faults, callers, other, bindings, log, maxBodyBytes, kind);
  }

  /** The same API, whose refusals are rendered by this in place of what renders them now. */
  public Api<C> refusingBy(UnaryOperator<FaultRenderer> other) {
    return new Api<>(
        name,
        surface,
        prefixes,
        routes,
        other.apply(faults),
        callers,
        admission,
        bindings,
        log,
        maxBodyBytes,
        kind);
  }

  /** The same API, whose answers are told to this log, in place of the one it had. */
  public Api<C> toldTo(AnswerLog other) {
    return new Api<>(
        name,
        surface,
        prefixes,
        routes,
        faults,
        callers,
        admission,
        bindings,
        other,
        maxBodyBytes,
        kind);
  }

  /** The same API, each of whose requests is answered with these bindings too. */
  public Api<C> within(UnaryOperator<ScopedValue.Carrier> other) {
    return new Api<>(
        name,
        surface,
        prefixes,
        routes,
        faults,
        callers,
        admission,
        other,
        log,
        maxBodyBytes,
        kind);
  }

  /** The kinds of answers, for browsers and caches. */
  public enum Kind {
    /** What this program says, by default kept by no cache. */
    API,
    /** What clients stored, by default asked for anew each time. */
    CONTENT
  }

  /** The kinds of host. */
  public enum Surface {
    /** The control host, and the panel's where it has one of its own. */
    CONTROL,
    /** The host that has the control panel and the sessions of accounts; see {@link Hosts}. */
    PANEL,
    /**
     * Registry hosts, and the control host on behalf of the default registry; never a panel's own.
     */
    REGISTRY,
    /** Every host, known or not: for probes, which come by address. */
    ANY
  }
}
