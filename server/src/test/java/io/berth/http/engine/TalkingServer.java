package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.message.AddressRange;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Hosts;
import io.berth.http.routing.PlainFaults;
import io.berth.http.routing.Route;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import io.berth.testing.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine with a few routes that tell what it understood, to be spoken to byte by byte. Two
 * registries and a name of an owner's own lead to it.
 */
final class TalkingServer implements AutoCloseable {
  static final Registry DEMO =
      new Registry(RegistryId.random(), "demo", "abcd1234", true, Registry.Limits.NONE, "");
  static final Registry OTHER =
      new Registry(RegistryId.random(), "other", "efgh5678", true, Registry.Limits.NONE, "");
  static final Hosts HOSTS = new Hosts(Set.of("localhost", "127.0.0.1", "[::1]"), ".localhost");

  private static final Access<Anybody, Anybody> OPEN = Access.open("test");

  /** Requests that reached a route. */
  final AtomicInteger served = new AtomicInteger();

  /** Requests for /smuggled among them. */
  final AtomicInteger smuggled = new AtomicInteger();

  final Server server;
  final SelfSigned.Pair identity;

  /** Plain HTTP only. */
  TalkingServer(Hosts hosts, List<AddressRange> proxies) {
    this(hosts, proxies, Optional.empty());
  }

  /**
   * @param folder where keys of a second listener for HTTPS go
   */
  TalkingServer(Hosts hosts, List<AddressRange> proxies, Optional<Path> folder) {
    identity = SelfSigned.pair("localhost");
    var tls =
        folder.map(
            it -> new ServerOptions.Tls(0, it.resolve("server.pem"), it.resolve("server.key")));
    tls.ifPresent(
        it -> {
          try {
            identity.write(it.certificate(), it.key());
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    server =
        Server.start(
            new ServerOptions("127.0.0.1", 0, tls, hosts, proxies),
            new Known(),
            List.of(api("tenant", Api.Surface.REGISTRY, ""), api("any", Api.Surface.ANY, "/any")),
            (_, _, _, _, _) -> {},
            System.err,
            Clock.systemUTC());
  }

  private Api<Anybody> api(String name, Api.Surface surface, String prefix) {
    return new Api<>(
        name,
        surface,
        List.of(prefix),
        List.of(
            Route.get(prefix + "/who").asks(OPEN).by(this::who),
            Route.get(prefix + "/smuggled").asks(OPEN).by(this::smuggled),
            Route.post(prefix + "/length").asks(OPEN).by(this::length)),
        new PlainFaults(),
        CallerFilter.anybody(),
        1 << 20);
  }

  private Response who(Request request) {
    served.incrementAndGet();
    var registry = request.registry().map(Registry::name).orElse("nobody");
    return Response.text(200, "text/plain", registry + " " + request.baseUrl());
  }

  private Response smuggled(Request request) {
    smuggled.incrementAndGet();
    return who(request);
  }

  private Response length(Request request) throws IOException {
    var length = request.body().bytes(1 << 20).length;
    served.incrementAndGet();
    return Response.text(200, "text/plain", "length=" + length);
  }

  private record Known() implements Registries {
    @Override
    public Optional<Registry> byHostLabel(String label) {
      return List.of(DEMO, OTHER).stream().filter(it -> it.hostLabel().equals(label)).findFirst();
    }

    @Override
    public Optional<Registry> byDomain(String host) {
      return host.equals("hub.example.test") ? Optional.of(DEMO) : Optional.empty();
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return Optional.of(DEMO);
    }
  }

  /** What comes back for these bytes until the server closes; nothing may be left open. */
  String say(String bytes) throws IOException {
    return say(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  String say(byte[] bytes) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return rest(socket);
    }
  }

  Socket connect() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(8_000);
    return socket;
  }

  /** Everything until the end; a reset after the answer is an end too. */
  static String rest(Socket socket) throws IOException {
    var text = new StringBuilder();
    var buffer = new byte[8192];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (SocketException _) {
      return text.toString();
    }
    return text.toString();
  }

  /** Still there for everybody else. */
  void answersOthers() throws IOException {
    assertThat(say("GET /who HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("demo http://localhost:" + server.port());
  }

  @Override
  public void close() {
    server.close(java.time.Duration.ofSeconds(2));
  }
}
