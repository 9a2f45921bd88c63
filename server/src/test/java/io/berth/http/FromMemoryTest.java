package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes that may have their answer in memory, over real sockets. */
final class FromMemoryTest {
  private static final Access OPEN = Access.open("test");
  private static final Registry SMALL =
      new Registry(
          RegistryId.random(), "demo", "abcd1234", true, new Registry.Limits(Long.MAX_VALUE, 1));

  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger handled = new AtomicInteger();
  private final AtomicLong lastStatus = new AtomicLong();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server = start();

  @AfterEach
  void stop() {
    client.close();
    server.close(Duration.ofSeconds(2));
  }

  @Test
  void whatIsInMemoryIsAnsweredOnTheEventLoop() throws Exception {
    assertThat(get("/memory").body()).isEqualTo("platform");
    assertThat(steps).hasValue(1);
    assertThat(handled).hasValue(0);
  }

  @Test
  void whatIsNotInMemoryIsHandledOnceOnAThreadThatMayWait() throws Exception {
    assertThat(get("/disk").body()).isEqualTo("virtual");
    assertThat(steps).hasValue(1);
    assertThat(handled).hasValue(1);
  }

  @Test
  void aStepThatKnewNothingGivesItsPlaceBackAndLeavesNothingBehind() throws Exception {
    // The registry has one place: a step that kept it would let the handler wait in vain.
    for (int i = 0; i < 3; i++) {
      assertThat(get("/disk").statusCode()).isEqualTo(200);
    }
    assertThat(get("/left").body()).isEqualTo("{}");
  }

  @Test
  void whatTheStepWouldRefuseTheHandlerRefusesInTheApisWords() throws Exception {
    assertThat(get("/refused").body()).isEqualTo("NotFound");
  }

  @Test
  void anAccessCheckOrAFilterThatDoesNotSayHowLetsNoAnswerFromMemoryPass() throws Exception {
    assertThat(get("/checked").body()).isEqualTo("virtual");
    assertThat(get("/filtered/memory").body()).isEqualTo("virtual");
    assertThat(steps).hasValue(0);
  }

  @Test
  void aBugEndsItsRequestAndNothingElse() throws Exception {
    assertThat(get("/bug").statusCode()).isEqualTo(500);
    assertThat(get("/memory").statusCode()).isEqualTo(200);
  }

  @Test
  void anErrorClosesItsConnectionAndGivesItsPlaceBack() throws Exception {
    assertThatThrownBy(() -> get("/error")).isInstanceOf(IOException.class);

    assertThat(lastStatus).hasValue(500);
    assertThat(get("/memory").statusCode()).isEqualTo(200);
  }

  @Test
  void aLargeAnswerArrivesWhole() throws Exception {
    assertThat(get("/large").body()).hasSize(1 << 20);
  }

  @Test
  void headHasTheLengthAndNoBody() throws Exception {
    var answer =
        client.send(
            HttpRequest.newBuilder(uri("/large")).HEAD().build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(1 << 20);
    assertThat(answer.body()).isEmpty();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  private Optional<Response> step(Optional<Response> answer) {
    steps.incrementAndGet();
    return answer;
  }

  private Response handle(Request request) {
    handled.incrementAndGet();
    return thread();
  }

  private static Response thread() {
    return Response.text(
        200, "text/plain", Thread.currentThread().isVirtual() ? "virtual" : "platform");
  }

  private static Response large() {
    return Response.text(200, "text/plain", "x".repeat(1 << 20));
  }

  /** An access check that says nothing of memory. */
  private record Checked() implements Access {
    @Override
    public String name() {
      return "checked";
    }

    @Override
    public void check(Request request) {}
  }

  private Route memory(String path, Access access) {
    return Route.get(path, access, this::handle).fromMemory(_ -> step(Optional.of(thread())));
  }

  private Api api(String prefix, List<Route> routes) {
    return new Api(
        "test",
        Api.Surface.REGISTRY,
        List.of(prefix),
        routes,
        new RouterTest.Plain(),
        Filter.none(),
        1024);
  }

  private Server start() {
    var routes =
        List.of(
            memory("/memory", OPEN),
            memory("/checked", new Checked()),
            Route.get("/disk", OPEN, this::handle).fromMemory(_ -> step(Optional.empty())),
            Route.get(
                    "/left",
                    OPEN,
                    request -> Response.text(200, "text/plain", request.attributes().toString()))
                .fromMemory(
                    request -> {
                      request.attributes().put(String.class, "left");
                      return Optional.empty();
                    }),
            Route.get(
                    "/refused",
                    OPEN,
                    _ -> {
                      throw FaultException.notFound(Fault.Thing.BLOB, "no such blob");
                    })
                .fromMemory(
                    _ -> {
                      throw FaultException.notFound(Fault.Thing.TAG, "not the step's to say");
                    }),
            Route.get("/bug", OPEN, this::handle)
                .fromMemory(
                    _ -> {
                      throw new IllegalStateException("secret");
                    }),
            Route.get("/error", OPEN, this::handle)
                .fromMemory(
                    _ -> {
                      throw new LinkageError("secret");
                    }),
            Route.get("/large", OPEN, _ -> large()).fromMemory(_ -> Optional.of(large())));
    var limit = new ParallelRequests(Duration.ofSeconds(1));
    var apis =
        List.of(
            api("", routes).within(limit),
            api("/filtered", List.of(memory("/filtered/memory", OPEN)))
                .within((request, next) -> next.handle(request)));
    return Server.start(
        new ServerOptions(
            "127.0.0.1",
            0,
            Optional.empty(),
            new Hosts(Set.of("localhost"), ".localhost"),
            List.of()),
        new One(),
        apis,
        (_, _, status, _, _) -> lastStatus.set(status),
        System.err,
        Clock.systemUTC());
  }

  private record One() implements Registries {
    @Override
    public Optional<Registry> byHostLabel(String label) {
      return Optional.empty();
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return Optional.of(SMALL);
    }
  }
}
