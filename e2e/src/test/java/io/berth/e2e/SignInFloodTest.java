package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.client.Usage;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.client.Skopeo;
import io.berth.e2e.fixtures.page.PortalPages;
import io.berth.e2e.fixtures.page.Visitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Wrong passwords by the thousand, each with another name from another address, at the sign-in page
 * and at the token service, so that no pause stops them: {@code -Dberth.flood=30} (seconds). What
 * is measured stands in docs/internals/threat-model.md.
 */
@EnabledIfSystemProperty(named = "berth.flood", matches = "[1-9][0-9]*")
final class SignInFloodTest {
  private static final int SECONDS = Integer.getInteger("berth.flood", 0);
  private static final int AT_ONCE = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, AtomicLong> answers = new ConcurrentHashMap<>();

  @Test
  void aFloodOfWrongPasswordsTakesNeitherTheMemoryNorTheProcessors() throws Exception {
    try (var registry =
        new ManagedRegistry(BerthProcess.start(Map.of("BERTH_TRUSTED_PROXIES", "127.0.0.1")))) {
      var berth = registry.berth();
      var user = registry.generateCredentials();
      var name = user.path("user").asText();
      var password = user.path("password").asText();
      PortalPages.createProject(berth, name, password, "flood");
      var skopeo = new Skopeo(berth.host());
      skopeo.login(name, password).ok();
      skopeo.push(Image.create("flood", 100_000), "flood/app:v1").ok();
      var token =
          new Visitor()
              .basic(name, password)
              .get(
                  berth.url()
                      + "/service/token?service=harbor-registry&scope=repository:flood/app:pull")
              .json()
              .path("token")
              .asText();
      pulls(berth, token, Duration.ofSeconds(5)); // the Java machine's warm-up
      var quiet = pulls(berth, token, Duration.ofSeconds(10));
      var usage = new Usage(berth.pid());
      long before = usage.residentBytes() >> 20;
      var page = Page.open(berth);
      var over = new AtomicBoolean();
      List<Long> flooded;
      long cpu;
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < AT_ONCE; i++) {
          int me = i;
          var _ =
              threads.submit(
                  () -> {
                    for (long n = 0; !over.get(); n++) {
                      guess(berth, page, me, n);
                    }
                    return null;
                  });
        }
        cpu = usage.cpuMicros();
        flooded = pulls(berth, token, Duration.ofSeconds(SECONDS));
        cpu = usage.cpuMicros() - cpu;
        over.set(true);
      }
      long after = usage.residentBytes() >> 20;
      System.out.printf(
          "flood of %d s, %d at once: answers %s; resident MiB before %d, after %d, peak %d;"
              + " processors used %.2f; pulls ms quiet %s, flooded %s%n",
          SECONDS,
          AT_ONCE,
          new TreeMap<>(answers),
          before,
          after,
          usage.peakBytes() >> 20,
          cpu / 1e6 / SECONDS,
          quantiles(quiet),
          quantiles(flooded));
      assertThat(answers.keySet()).isSubsetOf(401, 429);
      assertThat(usage.peakBytes() >> 20).as("MiB").isLessThan(1_000);
      // How quick they are is for the page: it depends on who else uses the processors.
      assertThat(flooded).as("pulls go on").hasSizeGreaterThan(2);
    }
  }

  /** What the sign-in page's form carries. */
  private record Page(String cookie, String token) {
    static Page open(BerthProcess berth) {
      var visitor = new Visitor();
      var answer = visitor.get(berth.url() + "/c/oidc/providers");
      var cookie = visitor.cookie(berth.url().toString(), "_gorilla_csrf").orElseThrow();
      return new Page("_gorilla_csrf=" + cookie, answer.header("X-Harbor-CSRF-Token"));
    }
  }

  private void guess(BerthProcess berth, Page page, int me, long n) throws InterruptedException {
    var address = "10.%d.%d.%d".formatted(me, (n >> 8) & 255, n & 255);
    var guess = "user-" + me + "-" + n;
    var request = HttpRequest.newBuilder().header("X-Forwarded-For", address);
    if (me % 2 == 0) {
      var pair = (guess + ":wrong").getBytes(StandardCharsets.UTF_8);
      request
          .uri(URI.create(berth.url() + "/service/token?service=harbor-registry"))
          .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    } else {
      request
          .uri(URI.create(berth.url() + "/c/login"))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .header("Cookie", page.cookie())
          .header("X-Harbor-CSRF-Token", page.token())
          .POST(BodyPublishers.ofString("principal=" + guess + "&password=wrong"));
    }
    try {
      int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
      answers.computeIfAbsent(status, _ -> new AtomicLong()).incrementAndGet();
    } catch (IOException e) {
      answers.computeIfAbsent(0, _ -> new AtomicLong()).incrementAndGet();
    }
  }

  /** Microseconds of each ordinary pull of a manifest, ten in a second. */
  private List<Long> pulls(BerthProcess berth, String token, Duration time)
      throws IOException, InterruptedException {
    var taken = new ArrayList<Long>();
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(berth.url() + "/v2/flood/app/manifests/v1"))
                  .header("Authorization", "Bearer " + token)
                  .header("Accept", "application/vnd.oci.image.manifest.v1+json")
                  .build(),
              BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      taken.add((System.nanoTime() - start) / 1_000);
      Await.pass(Duration.ofMillis(100));
    }
    return taken;
  }

  private static String quantiles(List<Long> micros) {
    var sorted = new ArrayList<>(micros);
    Collections.sort(sorted);
    return "median %.1f, p95 %.1f, worst %.1f"
        .formatted(
            sorted.get(sorted.size() / 2) / 1e3,
            sorted.get(sorted.size() * 95 / 100) / 1e3,
            sorted.getLast() / 1e3);
  }
}
