package io.berth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.CallerFilter.Anybody;
import io.berth.tenant.Registries;
import io.berth.tenant.Registry;
import io.berth.tenant.RegistryId;
import io.berth.waiting.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes that are tried on the event loop, over real sockets. */
final class QuickRouteTest {
  private static final Access<Anybody, Anybody> OPEN = Access.open("test");
  private static final Registry SMALL =
      new Registry(
          RegistryId.random(), "demo", "abcd1234", true, new Registry.Limits(Long.MAX_VALUE, 1));

  private final AtomicInteger attempts = new AtomicInteger();
  private final AtomicLong lastStatus = new AtomicLong();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server = start();

  @AfterEach
  void stop() {
    client.close();
    server.close(Duration.ofSeconds(2));
  }

  @Test
  void whatNeedNotWaitIsAnsweredOnTheEventLoop() throws Exception {
    assertThat(get("/memory").body()).isEqualTo("platform");
    assertThat(attempts).hasValue(1);
  }

  @Test
  void whatMustWaitBeginsAgainOnAThreadThatMay() throws Exception {
    assertThat(get("/disk").body()).isEqualTo("virtual");
    assertThat(attempts).hasValue(2);
  }

  @Test
  void anAttemptThatWasLeftGivesItsPlaceBack() throws Exception {
    // The registry has one place: an attempt that kept it would let the second wait in vain.
    for (int i = 0; i < 3; i++) {
      assertThat(get("/disk").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aRefusalIsAnsweredInTheApisWords() throws Exception {
    assertThat(get("/refused").body()).isEqualTo("NotFound");
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

  private Response thread() {
    attempts.incrementAndGet();
    return Response.text(
        200, "text/plain", Thread.currentThread().isVirtual() ? "virtual" : "platform");
  }

  private Server start() {
    var api =
        new Api<>(
                "test",
                Api.Surface.REGISTRY,
                List.of(""),
                List.of(
                    Route.get("/memory").asks(OPEN).by(_ -> thread()).quickly(),
                    Route.get("/disk")
                        .asks(OPEN)
                        .by(
                            _ -> {
                              var answer = thread();
                              Waiting.begins();
                              return answer;
                            })
                        .quickly(),
                    Route.get("/refused")
                        .asks(OPEN)
                        .by(
                            _ -> {
                              throw FaultException.notFound(Fault.Thing.BLOB, "no such blob");
                            })
                        .quickly(),
                    Route.get("/bug")
                        .asks(OPEN)
                        .by(
                            _ -> {
                              throw new IllegalStateException("secret");
                            })
                        .quickly(),
                    Route.get("/error")
                        .asks(OPEN)
                        .by(
                            _ -> {
                              throw new LinkageError("secret");
                            })
                        .quickly(),
                    Route.get("/large")
                        .asks(OPEN)
                        .by(_ -> Response.text(200, "text/plain", "x".repeat(1 << 20)))
                        .quickly()),
                new RouterTest.Plain(),
                CallerFilter.anybody(),
                1024)
            .admittedBy(new ParallelRequests(Duration.ofSeconds(1)));
    return Server.start(
        new ServerOptions(
            "127.0.0.1",
            0,
            Optional.empty(),
            new Hosts(Set.of("localhost"), ".localhost"),
            List.of()),
        new One(),
        List.of(api),
        (_, _, status, _, _) -> lastStatus.set(status));
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
