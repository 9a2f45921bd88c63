package io.berth.http.message;

import io.berth.http.engine.Server;
import io.berth.tenant.Registry;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as handlers see it. Built by {@link Server}; the host was matched before, so {@link
 * #baseUrl} may be put into answers.
 */
public interface Request {
  /**
   * Unique, from a trusted X-Request-Id or made here; the answer's X-Request-Id, unless the client
   * gave one of its own to a registry.
   */
  String id();

  /**
   * The trace that it belongs to, for the log: the one that is recorded here, or else the one its
   * client says; empty without either.
   */
  default Optional<String> traceId() {
    return TraceContext.id(header(TraceContext.HEADER));
  }

  Method method();

  /** The request target exactly as received, with its query. */
  String rawTarget();

  /** The path as received, percent-encoding and all, without empty segments and those of dots. */
  String rawPath();

  /** A template parameter, percent-decoded once. Never null for a name of the route's template. */
  String param(String name);

  /** All values of a query parameter in order, decoded ('+' is a space). */
  List<String> queryAll(String name);

  /** The first value of a query parameter, decoded, or null. */
  default @Nullable String query(String name) {
    var all = queryAll(name);
    return all.isEmpty() ? null : all.getFirst();
  }

  /** The raw query without '?', or "" . */
  String rawQuery();

  /** The first value of a header, or null. */
  @Nullable String header(String name);

  List<String> headers(String name);

  /** The credentials of the Authorization header, read once. */
  Optional<Authorization> authorization();

  /**
   * The value of a {@link Cookie} of this host by its name, or null; null too when two of that name
   * came with different values, as one of them is another host's.
   */
  @Nullable String cookie(String name);

  /** The names of this host's cookies that begin so. */
  List<String> cookieNames(String start);

  Body body();

  /** The client, behind configured proxies the address they report. */
  InetAddress remoteAddress();

  /** http or https, behind configured proxies as they report. */
  String scheme();

  /**
   * The matched host with the port that settings, a trusted proxy or the listener give it, where
   * that is not the scheme's default.
   */
  String authority();

  /**
   * What the client called this server: well-formed, but its port is the client's own idea. To be
   * compared with, never to be put into an answer.
   */
  String asked();

  /** Whether this host has the control panel, and so the sessions of accounts. */
  boolean atPanel();

  /** scheme://authority of the host that has the control panel, without trailing slash. */
  String panelUrl();

  /** scheme://authority of this request, without trailing slash. */
  default String baseUrl() {
    return scheme() + "://" + authority();
  }

  default boolean secure() {
    return scheme().equals("https");
  }

  /** The tenant of this request, absent on the control surface. */
  Optional<Registry> registry();

  /** Runs something once when the answer is out, or the client is gone. */
  void whenAnswered(Runnable action);
}
