package io.berth.http.routing;

import io.berth.http.message.Method;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One operation: method, path template, what it asks of the caller, what else holds for it, and the
 * code. This is how all APIs declare theirs:
 *
 * <pre>{@code
 * Route.put("/projects/{project}")
 *     .asks(access.project(PROJECT_UPDATE))
 *     .audited(audit.inProject("update", "project"))
 *     .by(this::update)
 * }</pre>
 *
 * <p>Templates: literal segments, {@code {name}} for one raw segment (an encoded slash stays inside
 * it), and at most one {@code {name+}} for one or more segments, such as {@code
 * /v2/{name+}/manifests/{reference}}. A template ending in {@code /**} takes every path below. HEAD
 * is served by the GET route unless a HEAD route stands beside it.
 *
 * @param <C> the API's callers
 * @param writes whether it changes something, so that a read-only registry refuses it: by its
 *     method, unless it says otherwise
 * @param isAside see {@link #aside}
 */
public record Route<C>(
    Method method, String template, boolean writes, Endpoint<C, ?> endpoint, boolean isAside) {
  /**
   * What answers a route's requests.
   *
   * @param <C> the API's callers
   * @param <T> what the access check finds
   * @param audited told of successes
   * @param memory asked before the handler, on the event loop; see {@link Draft#fromMemory}
   */
  public record Endpoint<C, T>(
      Access<C, T> access,
      Handler<? super T> handler,
      Optional<Audited<? super C, ? super T>> audited,
      Optional<FromMemory<? super T>> memory) {
    private Endpoint<C, T> after(Consumer<Request> requirement) {
      return new Endpoint<>(access.after(requirement), handler, audited, memory);
    }

    /** Tells of a success. */
    public void tell(Request request, C caller, T found, Response response) {
      if (audited.isPresent() && response.status() < 300 && request.method() != Method.HEAD) {
        audited.get().succeeded(request, caller, found, response);
      }
    }
  }

  /** What it asks of its caller. */
  public Access<C, ?> access() {
    return endpoint.access();
  }

  /** What an audit log is told of its successes; empty for nothing. */
  public Optional<String> audited() {
    return endpoint.audited().map(Audited::name);
  }

  /**
   * The same route, served by the few threads that are kept for it and nothing else: for what must
   * be answered while everything else is stuck, and is not asked for often.
   */
  public Route<C> aside() {
    return new Route<>(method, template, writes, endpoint, true);
  }

  /**
   * The same route, whose requests must fulfil this before rights are asked; none of its answers is
   * given from memory then.
   *
   * @param requirement refuses by a FaultException
   */
  public Route<C> after(Consumer<Request> requirement) {
    return new Route<>(method, template, writes, endpoint.after(requirement), isAside);
  }

  /** The same route at another template. */
  public Route<C> at(String other) {
    return new Route<>(method, other, writes, endpoint, isAside);
  }

  public static Place get(String template) {
    return new Place(Method.GET, template);
  }

  public static Place head(String template) {
    return new Place(Method.HEAD, template);
  }

  public static Place post(String template) {
    return new Place(Method.POST, template);
  }

  public static Place put(String template) {
    return new Place(Method.PUT, template);
  }

  public static Place patch(String template) {
    return new Place(Method.PATCH, template);
  }

  public static Place delete(String template) {
    return new Place(Method.DELETE, template);
  }

  /** Where a route is to be. */
  public record Place(Method method, String template) {
    public <C, T> Draft<C, T> asks(Access<C, T> access) {
      return new Draft<>(this, access, method.writes(), Optional.empty(), Optional.empty());
    }
  }

  /** A route being declared; {@link #by} ends it. */
  public record Draft<C, T>(
      Place place,
      Access<C, T> access,
      boolean writes,
      Optional<Audited<? super C, ? super T>> audited,
      Optional<FromMemory<? super T>> memory) {
    /** Its successes are told. */
    public Draft<C, T> audited(Audited<? super C, ? super T> log) {
      return new Draft<>(place, access, writes, Optional.of(log), memory);
    }

    /**
     * Its usual answers are in memory: these are given on the event loop, as the way to a thread
     * and back costs as much as such an answer. All that stands around the route is asked in its
     * own words for it ({@link Admission}, {@link CallerFilter}, {@link Access}, {@link Audited});
     * where one of them, or the step itself, does not know, the request goes the way of every
     * other.
     */
    public Draft<C, T> fromMemory(FromMemory<? super T> step) {
      return new Draft<>(place, access, writes, audited, Optional.of(step));
    }

    /** A read-only registry takes it too. */
    public Draft<C, T> evenWhenReadOnly() {
      return new Draft<>(place, access, false, audited, memory);
    }

    public Route<C> by(Handler<? super T> handler) {
      boolean isTold = audited.isEmpty() || audited.get().neverWaits();
      return new Route<>(
          place.method(),
          place.template(),
          writes,
          new Endpoint<>(access, handler, audited, isTold ? memory : Optional.empty()),
          false);
    }

    /** By a handler that needs nothing of what was found. */
    public Route<C> by(Plain handler) {
      return by((request, _) -> handler.handle(request));
    }
  }

  /** Answers whoever it is. */
  @FunctionalInterface
  public interface Plain {
    Response handle(Request request) throws Exception;
  }
}
