package io.berth.security;

import io.berth.http.engine.Server;
import io.berth.http.engine.ServerOptions;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Hosts;
import io.berth.http.routing.PlainFaults;
import io.berth.http.routing.Route;
import io.berth.memory.OutOfMemory;
import io.berth.ops.Jobs;
import io.berth.tenant.Registries;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A small server that uses up its memory, and would then go on waiting for requests. */
final class OutOfMemoryVictim {
  private static final Access<Anybody, Anybody> OPEN = Access.open("a test's own route");
  private static final List<Object> KEPT = new ArrayList<>();

  private OutOfMemoryVictim() {}

  /**
   * @param words what is used up, and where
   */
  public static void main(String... words) throws Exception {
    OutOfMemory.watchThreads();
    Runnable use = () -> useUp(words[0]);
    var server = server(use);
    switch (words[1]) {
      case "handler" -> get(server, "/handler");
      case "eventLoop" -> get(server, "/eventLoop");
      case "thread" -> Thread.ofPlatform().start(use);
      case "job" ->
          new Jobs(new SimpleMeterRegistry(), new SecureRandom())
              .onEachServer(
                  Duration.ofMillis(1),
                  "use up",
                  () -> {
                    use.run();
                    return 0;
                  });
      default -> throw new IllegalArgumentException(words[1]);
    }
    new CountDownLatch(1).await();
  }

  private static void useUp(String kind) {
    try {
      while (true) {
        KEPT.add(
            switch (kind) {
              case "heap" -> new long[100_000];
              case "netty" -> PooledByteBufAllocator.DEFAULT.directBuffer(1 << 20, 1 << 20);
              default -> ByteBuffer.allocateDirect(1 << 20);
            });
      }
    } catch (OutOfMemoryError e) {
      KEPT.clear();
      if (kind.equals("wrapped")) {
        throw new IllegalStateException("something went wrong", e);
      }
      throw e;
    }
  }

  private static Server server(Runnable use) {
    Registries none =
        new Registries() {
          @Override
          public Optional<io.berth.tenant.Registry> byHostLabel(String label) {
            return Optional.empty();
          }

          @Override
          public Optional<io.berth.tenant.Registry> defaultRegistry() {
            return Optional.empty();
          }
        };
    var api =
        new Api<>(
            "victim",
            Api.Surface.ANY,
            List.of(""),
            List.of(
                Route.get("/handler").asks(OPEN).by(_ -> used(use)),
                Route.get("/eventLoop")
                    .asks(OPEN)
                    .fromMemory((_, _) -> Optional.of(used(use)))
                    .by(_ -> used(use))),
            new PlainFaults(),
            CallerFilter.anybody(),
            0);
    return Server.start(
        new ServerOptions(
            "127.0.0.1", 0, Optional.empty(), new Hosts(Set.of("localhost"), ".x"), List.of()),
        none,
        List.of(api),
        (_, _, _, _, _) -> {},
        System.err,
        Clock.systemUTC());
  }

  private static Response used(Runnable use) {
    use.run();
    return Response.of(200);
  }

  private static void get(Server server, String path) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      ask(socket, path);
      socket.getInputStream().readAllBytes();
    }
  }

  private static void ask(Socket socket, String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }
}
