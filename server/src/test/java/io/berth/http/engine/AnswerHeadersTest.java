package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.http.message.AddressRange;
import io.berth.http.message.ContentSecurityPolicy;
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
import io.berth.testing.HttpCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is added to answers, whoever makes them. */
final class AnswerHeadersTest {
  private static final Access<Anybody, Anybody> OPEN = Access.open("a test asks");

  private record Nobody() implements Registries {
    @Override
    public Optional<Registry> byHostLabel(String label) {
      return Optional.empty();
    }

    @Override
    public Optional<Registry> defaultRegistry() {
      return Optional.empty();
    }
  }

  private static Server start(boolean httpsOnly, int maxRequests) {
    var policy = ContentSecurityPolicy.allowing("style-src 'self'");
    var api =
        new Api<>(
            "test",
            Api.Surface.CONTROL,
            List.of(""),
            List.of(
                Route.get("/plain").asks(OPEN).by(_ -> Response.text(200, "text/plain", "x")),
                Route.get("/page").asks(OPEN).by(_ -> Response.page(200, "<p>", policy)),
                Route.get("/kept")
                    .asks(OPEN)
                    .by(_ -> Response.of(200).header("cache-control", "public")),
                Route.get("/moved").asks(OPEN).by(_ -> Response.redirect("/page")),
                Route.get("/bug")
                    .asks(OPEN)
                    .by(
                        _ -> {
                          throw new IllegalStateException();
                        }),
                Route.get("/quick")
                    .asks(OPEN)
                    .fromMemory((_, _) -> Optional.of(Response.json(200, "x")))
                    .by(_ -> Response.json(200, "x"))),
            new PlainFaults(),
            CallerFilter.anybody(),
            0);
    var names = Set.of("localhost", "127.0.0.1", "berth.example");
    return Server.start(
        new ServerOptions(
                "127.0.0.1",
                0,
                Optional.empty(),
                new Hosts(
                    names,
                    Optional.empty(),
                    ".berth.example",
                    Optional.of(URI.create((httpsOnly ? "https" : "http") + "://berth.example")),
                    Optional.empty()),
                List.of(AddressRange.parse("127.0.0.1")))
            .within(
                new ServerOptions.Limits(
                    Duration.ofSeconds(5), Duration.ofSeconds(5), maxRequests)),
        new Nobody(),
        List.of(api),
        (_, _, _, _, _) -> {},
        System.err,
        Clock.systemUTC());
  }

  private static HttpResponse<byte[]> get(Server server, String path, String... headers) {
    try (var client = HttpClient.newHttpClient()) {
      var call =
          new HttpCall(
              client, "GET", URI.create("http://127.0.0.1:" + server.port() + path), (_, _) -> {});
      for (int i = 0; i < headers.length; i += 2) {
        call.header(headers[i], headers[i + 1]);
      }
      return call.send();
    }
  }

  private static List<String> all(HttpResponse<byte[]> answer, String name) {
    return answer.headers().allValues(name);
  }

  @ParameterizedTest
  @CsvSource({
    "/plain, 200, no-store",
    "/quick, 200, no-store",
    "/kept, 200, public",
    "/moved, 302, no-store",
    "/bug, 500, no-store",
    "/nothing, 404, no-store"
  })
  void whatIsNoPageIsClosed(String path, int status, String caching) {
    try (var server = start(false, 10)) {
      var answer = get(server, path);
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(all(answer, "Content-Security-Policy"))
          .containsExactly("default-src 'none'; sandbox; frame-ancestors 'none'");
      assertThat(all(answer, "X-Content-Type-Options")).containsExactly("nosniff");
      assertThat(all(answer, "Cache-Control")).containsExactly(caching);
    }
  }

  @Test
  void aPageDoesWhatItNames() {
    try (var server = start(false, 10)) {
      assertThat(all(get(server, "/page"), "Content-Security-Policy"))
          .containsExactly(
              "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'self'");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "true, https, berth.example, true",
    "true, https, berth.example:8443, true",
    "true, http, berth.example, false",
    "true, https, localhost, false",
    "true, https, LOCALHOST:8443, false",
    "true, https, 127.0.0.1:8443, false",
    "false, https, berth.example, false"
  })
  void browsersAreToldToStayWithHttpsWhereItIsMeantToLast(
      boolean configured, String scheme, String host, boolean told) {
    try (var server = start(configured, 10)) {
      var answer = get(server, "/plain", "Host", host, "X-Forwarded-Proto", scheme);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(all(answer, "Strict-Transport-Security"))
          .isEqualTo(told ? List.of("max-age=31536000") : List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "script-src 'self'; object-src *",
        "form-action https://a,b",
        "script-src",
        "form-action 'self'\r\nX: y",
        ""
      })
  void aDirectiveIsOne(String directive) {
    assertThatThrownBy(() -> ContentSecurityPolicy.allowing(directive))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
