package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.client.Usage;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.ManagedRegistry;
import io.berth.e2e.fixtures.NodeProvider;
import io.berth.e2e.fixtures.page.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Thousands of sign-ins at a real provider that restarts in between, with other keys each time:
 * {@code -Dberth.soak=2000}. A short one with a provider of our own runs with the server's tests.
 */
@EnabledIfSystemProperty(named = "berth.soak", matches = "[1-9][0-9]*")
final class SignInSoakTest {
  private static final int SIGN_INS = Integer.getInteger("berth.soak", 0);
  private static final int RESTARTS = 5;
  private static final int AT_ONCE = 4;
  private static final int TRIES = 8;
  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

  private final AtomicInteger again = new AtomicInteger();

  @Test
  void everybodyComesInAsThemselvesAndNobodyIsStuck() throws Exception {
    int people = Math.max(10, SIGN_INS / 20);
    var memory = new ArrayList<String>();
    var heap = new ArrayList<Long>();
    long begin = System.nanoTime();
    try (var registry = new ManagedRegistry(BerthProcess.start());
        var provider = NodeProvider.start(registry.berth().url() + "/c/oidc/callback");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var berth = registry.berth();
      registry.configure(
          provider.endpoint(),
          Map.of(
              "name", "node",
              "scope", "openid,profile,email,groups,offline_access",
              "autoOnboard", true,
              "userClaim", "preferred_username"));
      var places = new Semaphore(AT_ONCE);
      var tasks = new ArrayList<Future<?>>();
      for (int i = 1; i <= SIGN_INS; i++) {
        var name = "person-" + i % people;
        places.acquire();
        tasks.add(
            threads.submit(
                () -> {
                  try {
                    signIn(berth, name);
                  } finally {
                    places.release();
                  }
                  return null;
                }));
        if (i % (SIGN_INS / RESTARTS) == 0) {
          provider.restart();
          heap.add(heapAfterCollection(berth.pid()));
          memory.add(
              heap.getLast()
                  + " (resident "
                  + (new Usage(berth.pid()).residentBytes() >> 20)
                  + ")");
        }
      }
      for (var task : tasks) {
        task.get();
      }
      assertThat(registry.users()).hasSize(people);
    }
    System.out.printf(
        "%d sign-ins of %d people in %d s, %d restarts, %d tries torn apart, heap in MiB %s%n",
        SIGN_INS,
        people,
        (System.nanoTime() - begin) / 1_000_000_000,
        RESTARTS,
        again.get(),
        memory);
    assertThat(heap.getLast()).isLessThan(heap.getFirst() + 48);
  }

  /** As a person does: once more when it fails; never as anybody else. */
  private void signIn(BerthProcess berth, String name) throws InterruptedException {
    for (int i = 1; ; i++) {
      try {
        var visitor = new Visitor();
        var who = throughTheProvider(berth, visitor, name);
        if (!who.isEmpty()) {
          assertThat(who).isEqualTo(name);
          return;
        }
      } catch (UncheckedIOException e) {
        // the provider is away for the browser, too
      }
      again.incrementAndGet();
      assertThat(i).as("tries of " + name).isLessThan(TRIES);
      Await.pass(Duration.ofMillis(500L * i));
    }
  }

  /** The name the person has afterwards, "" when the way broke off. */
  private static String throughTheProvider(BerthProcess berth, Visitor visitor, String name) {
    var portal = berth.url().toString();
    var answer = visitor.get(portal + "/c/oidc/login?redirect_url=%2Fharbor%2Fprojects");
    for (int step = 0; step < 20; step++) {
      if (answer.status() >= 300 && answer.status() < 400) {
        var next = answer.location();
        if (next.endsWith("/harbor/projects")) {
          return visitor.get(portal + "/api/v2.0/users/current").json().path("username").asText();
        }
        answer = visitor.get(next);
      } else {
        var form = FORM.matcher(answer.body());
        if (answer.status() != 200 || !form.find()) {
          return "";
        }
        var isLogin = answer.body().contains("name=\"login\"");
        answer =
            visitor.form(
                answer.uri().resolve(form.group(1)).toString(),
                isLogin
                    ? Map.of("prompt", "login", "login", name, "password", "any")
                    : Map.of("prompt", "consent"));
      }
    }
    return "";
  }

  private static long heapAfterCollection(long pid) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    for (int i = 0; i < 2; i++) {
      Command.of(List.of(jcmd, String.valueOf(pid), "GC.run")).run().ok();
    }
    var info = Command.of(List.of(jcmd, String.valueOf(pid), "GC.heap_info")).run().ok();
    var used = Pattern.compile("used (\\d+)K").matcher(info);
    if (!used.find()) {
      throw new IOException("no heap in " + info);
    }
    return Long.parseLong(used.group(1)) >> 10;
  }
}
