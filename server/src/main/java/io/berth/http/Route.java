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
  /** The kinds of thread that serve requests. */
  public enum ServedBy {
    /** A virtual thread for each, which may wait. */
    VIRTUAL,
    /** See {@link #quickly}. */
    EVENT_LOOP,
    /** See {@link #aside}. */
    ASIDE
  }

  /** A route whose requests each get a thread that may wait. */
  public Route(Method method, String template, Access access, Handler handler) {
    this(method, template, access, handler, ServedBy.VIRTUAL);
  }

  /**
   * The same route, tried without a thread of its own first: for what is usually answered from
   * memory and reads no body. When something on the way must wait after all ({@link
   * io.berth.waiting.Waiting}) the request begins again on a thread of its own, so filters, access
   * check and handler must leave nothing behind up to there.
   */
  public Route quickly() {
    return new Route(method, template, access, handler, ServedBy.EVENT_LOOP);
  }

  /**
   * The same route, served by the few threads that are kept for it and nothing else: for what must
   * be answered while everything else is stuck, and is not asked for often.
   */
  public Route aside() {
    return new Route(method, template, access, handler, ServedBy.ASIDE);
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
