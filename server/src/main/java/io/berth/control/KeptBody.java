package io.berth.control;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Body;
import io.berth.http.Method;
import io.berth.http.Request;
import io.berth.tenant.Registry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as the control API takes it: its body may be read twice, because the signature covers
 * it before the handler wants it.
 */
final class KeptBody implements Request {
  private final Request request;
  private final Body body;

  KeptBody(Request request) {
    this.request = request;
    this.body = new Kept(request.body());
  }

  private static final class Kept implements Body {
    private final Body source;
    private byte @Nullable [] bytes;

    Kept(Body source) {
      this.source = source;
    }

    @Override
    public long length() {
      return source.length();
    }

    @Override
    public InputStream stream() {
      return bytes == null ? source.stream() : new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] bytes(int limit) throws IOException {
      if (bytes == null) {
        bytes = source.bytes(limit);
      }
      return bytes;
    }
  }

  @Override
  public Body body() {
    return body;
  }

  @Override
  public void whenAnswered(Runnable action) {
    request.whenAnswered(action);
  }

  @Override
  public String id() {
    return request.id();
  }

  @Override
  public Method method() {
    return request.method();
  }

  @Override
  public String rawTarget() {
    return request.rawTarget();
  }

  @Override
  public String rawPath() {
    return request.rawPath();
  }

  /** As it is in the path; no database keeps a zero character, so nothing is called so. */
  @Override
  public String param(String name) {
    var value = request.param(name);
    if (value.indexOf('\0') >= 0) {
      throw FaultException.notFound(Fault.Thing.ROUTE, "there is nothing at " + rawPath());
    }
    return value;
  }

  @Override
  public List<String> queryAll(String name) {
    return request.queryAll(name);
  }

  @Override
  public String rawQuery() {
    return request.rawQuery();
  }

  @Override
  public @Nullable String header(String name) {
    return request.header(name);
  }

  @Override
  public List<String> headers(String name) {
    return request.headers(name);
  }

  @Override
  public @Nullable String cookie(String name) {
    return request.cookie(name);
  }

  @Override
  public List<String> cookieNames(String start) {
    return request.cookieNames(start);
  }

  @Override
  public InetAddress remoteAddress() {
    return request.remoteAddress();
  }

  @Override
  public String scheme() {
    return request.scheme();
  }

  @Override
  public String authority() {
    return request.authority();
  }

  @Override
  public String asked() {
    return request.asked();
  }

  @Override
  public boolean atPanel() {
    return request.atPanel();
  }

  @Override
  public String panelUrl() {
    return request.panelUrl();
  }

  @Override
  public Optional<Registry> registry() {
    return request.registry();
  }

  @Override
  public Map<Class<?>, Object> attributes() {
    return request.attributes();
  }
}
