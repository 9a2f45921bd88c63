package io.berth.http;

/**
 * One operation: method, path template, what it asks of the caller, and the code.
 *
 * <p>Templates: literal segments, {@code {name}} for one raw segment (an encoded slash stays inside
 * it), and at most one {@code {name+}} for one or more segments, such as {@code
 * /v2/{name+}/manifests/{reference}}. A template ending in {@code /**} takes every path below. HEAD
 * is served by the GET route unless a HEAD route stands beside it.
 *
 * @param thread where its requests are served
 */
public record Route(
    Method method, String template, Access access, Handler handler, ServedBy thread) {
  /** Where requests are served. */
  public sealed interface ServedBy {
    /** By a virtual thread for each, which may wait. */
    record OwnThread() implements ServedBy {}

    /** See {@link Route#fromMemory}. */
    record MemoryFirst(FromMemory memory) implements ServedBy {}

    /** See {@link Route#aside}. */
    record Aside() implements ServedBy {}
  }

  /** A route whose requests each get a thread that may wait. */
  public Route(Method method, String template, Access access, Handler handler) {
    this(method, template, access, handler, new ServedBy.OwnThread());
  }

  /**
   * The same route, whose usual answers are in memory: these are given on the event loop, as the
   * way to a thread and back costs as much as such an answer. Filters and access check are asked in
   * their own words for it ({@link Filter#aroundMemory}, {@link Access#passesFromMemory}); where
   * one of them, or the step itself, does not know, the request goes the way of every other.
   */
  public Route fromMemory(FromMemory memory) {
    return new Route(method, template, access, handler, new ServedBy.MemoryFirst(memory));
  }

  /**
   * The same route, served by the few threads that are kept for it and nothing else: for what must
   * be answered while everything else is stuck, and is not asked for often.
   */
  public Route aside() {
    return new Route(method, template, access, handler, new ServedBy.Aside());
  }

  public static Route get(String template, Access access, Handler handler) {
    return new Route(Method.GET, template, access, handler);
  }

  public static Route head(String template, Access access, Handler handler) {
    return new Route(Method.HEAD, template, access, handler);
  }

  public static Route post(String template, Access access, Handler handler) {
    return new Route(Method.POST, template, access, handler);
  }

  public static Route put(String template, Access access, Handler handler) {
    return new Route(Method.PUT, template, access, handler);
  }

  public static Route patch(String template, Access access, Handler handler) {
    return new Route(Method.PATCH, template, access, handler);
  }

  public static Route delete(String template, Access access, Handler handler) {
    return new Route(Method.DELETE, template, access, handler);
  }
}
