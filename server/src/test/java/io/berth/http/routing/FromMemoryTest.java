package io.berth.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.engine.Server;
import io.berth.http.engine.ServerOptions;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import io.berth.testing.Await;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes that may have their answer in memory, over real sockets. */
final class FromMemoryTest {
  private static final Access<Anybody, Anybody> OPEN = Access.open("test");

  /** Says nothing of memory. */
  private static final Access<Anybody, Anybody> CHECKED =
      Access.of("checked", (_, caller) -> caller);

  private static final Registry SMALL =
      new Registry(
          RegistryId.random(),
          "demo",
          "abcd1234",
          true,
          new Registry.Limits(Long.MAX_VALUE, 1),
          "");

  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger handled = new AtomicInteger();
  private final AtomicInteger audited = new AtomicInteger();
  private final List<String> logged = new CopyOnWriteArrayList<>();
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
  void nothingStandsBetweenTheConnectionAndTheStepOrTheThreadAndTheHandler() throws Exception {
    // The first two see bytes, of which the engine's decoder then makes a request.
    assertThat(get("/way").body())
        .isEqualTo(
            "HeaderTimeout$1.channelRead FramingGuard.channelRead"
                + " Listener.requested Exchange.peek");
    assertThat(get("/way?by=handler").body()).isEqualTo("Listener.requested Exchange.serve");
  }

  /** The methods of the program that called this one, from the first on. */
  private static Response way() {
    var ours =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(frame -> frame.getClassName().startsWith("io.berth.http.engine."))
                        .map(FromMemoryTest::method)
                        .distinct()
                        .toList());
    return Response.text(200, "text/plain", String.join(" ", ours.reversed()));
  }

  private static String method(StackWalker.StackFrame frame) {
    var lambda = Pattern.compile("lambda\\$(\\w+)\\$\\d+").matcher(frame.getMethodName());
    return frame.getClassName().replaceFirst(".*\\.", "")
        + "."
        + (lambda.matches() ? lambda.group(1) : frame.getMethodName());
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
    assertThat(audited).hasValue(3);
    assertThat(logged).containsExactly("/disk", "/disk", "/disk");
  }

  @Test
  void whatTheStepWouldRefuseTheHandlerRefusesInTheApisWords() throws Exception {
    assertThat(get("/refused").body()).isEqualTo("NotFound");
  }

  @Test
  void anAccessCheckOrAFilterThatDoesNotSayHowLetsNoAnswerFromMemoryPass() throws Exception {
    assertThat(get("/checked").body()).isEqualTo("virtual");
    assertThat(get("/filtered/memory").body()).isEqualTo("virtual");
    assertThat(get("/admitted/memory").body()).isEqualTo("virtual");
    assertThat(get("/audited").body()).isEqualTo("virtual");
    assertThat(steps).hasValue(0);
    assertThat(handled).hasValue(4);
  }

  @Test
  void answersFromMemoryAreLoggedAndAuditedLikeAllOthers() throws Exception {
    assertThat(get("/told").body()).isEqualTo("platform");
    assertThat(audited).hasValue(1);
    assertThat(logged).containsExactly("/told");
  }

  @Test
  void aBugEndsItsRequestAndNothingElse() throws Exception {
    for (var path : List.of("/bug", "/error")) {
      assertThat(get(path).statusCode()).isEqualTo(500);
      Await.until("the end of the request", () -> lastStatus.get() == 500);
      assertThat(get("/memory").statusCode()).isEqualTo(200);
    }
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

  /** Counts what it is told. */
  private record Told(AtomicInteger count, boolean neverWaits)
      implements Audited<Anybody, Anybody> {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public void succeeded(Request request, Anybody caller, Anybody found, Response response) {
      count.incrementAndGet();
    }
  }

  private Route<Anybody> memory(String path, Access<Anybody, Anybody> access) {
    return memory(Route.get(path).asks(access));
  }

  private Route<Anybody> memory(Route.Draft<Anybody, Anybody> draft) {
    return draft.fromMemory((_, _) -> step(Optional.of(thread()))).by(this::handle);
  }

  private static Api<Anybody> api(
      String prefix, List<Route<Anybody>> routes, CallerFilter<Anybody> callers) {
    return new Api<>(
        "test", Api.Surface.REGISTRY, List.of(prefix), routes, new PlainFaults(), callers, 1024);
  }

  /** One route below a place of its own. */
  private Api<Anybody> api(String prefix) {
    return api(prefix, List.of(memory(prefix + "/memory", OPEN)), CallerFilter.anybody());
  }

  private Server start() {
    var routes =
        List.of(
            memory("/memory", OPEN),
            memory("/checked", CHECKED),
            memory(Route.get("/audited").asks(OPEN).audited(new Told(audited, false))),
            memory(Route.get("/told").asks(OPEN).audited(new Told(audited, true))),
            Route.get("/disk")
                .asks(OPEN)
                .audited(new Told(audited, true))
                .fromMemory((_, _) -> step(Optional.empty()))
                .by(this::handle),
            Route.get("/refused")
                .asks(OPEN)
                .fromMemory(
                    (_, _) -> {
                      throw FaultException.notFound(Fault.Thing.TAG, "not the step's to say");
                    })
                .by(
                    _ -> {
                      throw FaultException.notFound(Fault.Thing.BLOB, "no such blob");
                    }),
            Route.get("/bug")
                .asks(OPEN)
                .fromMemory(
                    (_, _) -> {
                      throw new IllegalStateException("secret");
                    })
                .by(this::handle),
            Route.get("/error")
                .asks(OPEN)
                .fromMemory(
                    (_, _) -> {
                      throw new LinkageError("secret");
                    })
                .by(this::handle),
            Route.get("/way")
                .asks(OPEN)
                .fromMemory(
                    (request, _) ->
                        request.query("by") == null ? Optional.of(way()) : Optional.empty())
                .by(_ -> way()),
            Route.get("/large")
                .asks(OPEN)
                .fromMemory((_, _) -> Optional.of(large()))
                .by(_ -> large()));
    var apis =
        List.<Api<?>>of(
            api("", routes, CallerFilter.anybody())
                .admittedBy(new OnePlace())
                .toldTo((request, _, _, _) -> logged.add(request.rawPath())),
            api("/filtered", List.of(memory("/filtered/memory", OPEN)), _ -> Anybody.ANYBODY),
            api("/admitted").admittedBy((_, _) -> {}));
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

  /** Lets one request in at a time. */
  private static final class OnePlace implements Admission {
    private final Semaphore place = new Semaphore(1);

    @Override
    public void admit(Request request, boolean writes) throws InterruptedException {
      if (!place.tryAcquire(1, TimeUnit.SECONDS)) {
        throw new AssertionError("the place was not given back");
      }
      request.whenAnswered(place::release);
    }

    @Override
    public boolean peek(Request request, boolean writes) {
      boolean taken = place.tryAcquire();
      if (taken) {
        request.whenAnswered(place::release);
      }
      return taken;
    }
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
