package io.berth.http.engine;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Authorization;
import io.berth.http.message.Body;
import io.berth.http.message.Cookies;
import io.berth.http.message.Method;
import io.berth.http.message.PercentEncoding;
import io.berth.http.message.Request;
import io.berth.http.message.RequestTrace;
import io.berth.http.routing.RequestTarget;
import io.berth.http.routing.RequestUrls;
import io.berth.tenant.Registry;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of the engine as handlers see it; belongs to the request's thread. */
final class ServedRequest implements Request {
  private final HttpServerRequest engine;
  private final String id;
  private final Method method;
  private final RequestTarget target;
  private final RequestUrls reached;
  private final Body body;
  private final List<Runnable> afterwards = new ArrayList<>(1);
  private Map<String, String> params = Map.of();
  private @Nullable Map<String, List<String>> query;
  private @Nullable Cookies cookies;
  private Optional<Authorization> authorization = Optional.empty();
  private boolean isAuthorizationRead;
  private @Nullable RequestTrace trace;

  ServedRequest(
      HttpServerRequest engine,
      String id,
      Method method,
      RequestTarget target,
      RequestUrls reached,
      Body body) {
    this.engine = engine;
    this.id = id;
    this.method = method;
    this.target = target;
    this.reached = reached;
    this.body = body;
  }

  /** Sets the raw values of the matched template's parameters. */
  void params(Map<String, String> raw) {
    params = raw;
  }

  /** It is traced from now on. */
  void traced(RequestTrace begun) {
    trace = begun;
  }

  /** Binds its trace where it has one, beside what is bound already. */
  ScopedValue.Carrier bind(ScopedValue.Carrier others) {
    return trace == null ? others : trace.bind(others);
  }

  /** Its answer is out, or its client is gone. */
  void ended(String api, int status, long bytes) {
    if (trace != null) {
      trace.end(this, api, status, bytes);
    }
  }

  @Override
  public Optional<String> traceId() {
    return trace == null ? Request.super.traceId() : trace.id().or(Request.super::traceId);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Method method() {
    return method;
  }

  @Override
  public String rawTarget() {
    return target.raw();
  }

  @Override
  public String rawPath() {
    return target.path();
  }

  @Override
  public String rawQuery() {
    return target.query();
  }

  @Override
  public String param(String name) {
    var raw = params.get(name);
    if (raw == null) {
      throw new IllegalArgumentException("the route's template has no {" + name + "}");
    }
    try {
      return PercentEncoding.decode(raw, false);
    } catch (IllegalArgumentException _) {
      throw FaultException.invalid(Fault.Part.NAME, "the path is not percent-encoded UTF-8");
    }
  }

  @Override
  public List<String> queryAll(String name) {
    if (query == null) {
      try {
        query = PercentEncoding.query(target.query());
      } catch (IllegalArgumentException e) {
        throw FaultException.invalid(
            Fault.Part.QUERY, "the query is not percent-encoded UTF-8: " + e.getMessage());
      }
    }
    return query.getOrDefault(name, List.of());
  }

  @Override
  public @Nullable String header(String name) {
    return engine.getHeader(name);
  }

  @Override
  public List<String> headers(String name) {
    return engine.headers().getAll(name);
  }

  @Override
  public @Nullable String cookie(String name) {
    return cookies().find(name);
  }

  @Override
  public List<String> cookieNames(String start) {
    return cookies().names(start);
  }

  private Cookies cookies() {
    if (cookies == null) {
      cookies = Cookies.of(headers("Cookie"), secure());
    }
    return cookies;
  }

  @Override
  public Optional<Authorization> authorization() {
    if (!isAuthorizationRead) {
      authorization = Authorization.of(header("Authorization"));
      isAuthorizationRead = true;
    }
    return authorization;
  }

  @Override
  public Body body() {
    return body;
  }

  @Override
  public InetAddress remoteAddress() {
    return reached.origin().client();
  }

  @Override
  public String scheme() {
    return reached.origin().scheme();
  }

  @Override
  public String authority() {
    return reached.authority();
  }

  @Override
  public String asked() {
    return reached.origin().asked();
  }

  @Override
  public boolean atPanel() {
    return reached.atPanel();
  }

  @Override
  public String panelUrl() {
    return reached.panelUrl();
  }

  @Override
  public Optional<Registry> registry() {
    return reached.match().registry();
  }

  @Override
  public void whenAnswered(Runnable action) {
    afterwards.add(action);
  }

  /** The request is over. */
  void answered() {
    body.discard();
    afterwards.forEach(Runnable::run);
  }
}
