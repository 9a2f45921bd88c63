package io.berth.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.identity.provider.ChangedProvider;
import io.berth.identity.user.User;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many people sign in again and again while their provider goes away, comes back with new keys and
 * has forgotten everything. The long form: {@code -Dberth.soak=2000}.
 */
final class SignInSoakTest {
  private static final int SIGN_INS = Integer.getInteger("berth.soak", 100);
  private static final int RESTARTS = 5;
  private static final int AT_ONCE = 8;
  private static final int TRIES = 5;

  private final SignInServer server = new SignInServer(Dialect.SQLITE);
  private final AtomicInteger again = new AtomicInteger();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everybodyComesInAsThemselvesAndNobodyIsStuck() throws Exception {
    server.identity.providers.configure(
        server.world.registry,
        ChangedProvider.of(server.provider.settings())
            .withoutGroups()
            .username("preferred_username", true)
            .settings(),
        true);
    int people = Math.max(10, SIGN_INS / 20);
    var heap = new ArrayList<Long>();
    var places = new Semaphore(AT_ONCE);
    var tasks = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SIGN_INS; i++) {
        places.acquire();
        var name = "person-" + i % people;
        tasks.add(
            threads.submit(
                () -> {
                  try {
                    signIn(name);
                  } finally {
                    places.release();
                  }
                  return null;
                }));
        if (i % (SIGN_INS / RESTARTS) == SIGN_INS / RESTARTS - 1) {
          server.provider.restart();
          server.wait(Duration.ofSeconds(6)); // as long as changed keys may go unnoticed
          heap.add(usedHeap());
        }
      }
    }
    for (var task : tasks) {
      task.get();
    }

    assertThat(server.identity.users.list(server.world.registry))
        .extracting(User::username)
        .doesNotHaveDuplicates()
        .hasSize(people);
    // Flat: what the first fifth took is about what everything takes.
    assertThat(heap.getLast()).isLessThan(heap.getFirst() + (64L << 20));
    System.out.printf(
        "%d sign-ins of %d people, %d restarts, %d tries torn apart, heap in MiB %s%n",
        SIGN_INS, people, RESTARTS, again.get(), heap.stream().map(bytes -> bytes >> 20).toList());
  }

  /** As a person does: once more when it fails; never as anybody else. */
  private void signIn(String name) throws Exception {
    for (int i = 1; ; i++) {
      var browser = server.browser();
      try {
        var answer = browser.get(browser.callbackAs(name));
        if (answer.status() == 302) {
          assertThat(answer.location()).isEqualTo("/harbor/projects");
          assertThat(browser.whoAmI().path("name").asText()).isEqualTo(name);
          return;
        }
        assertThat(answer.status()).as(answer.body()).isIn(400, 503);
      } catch (java.io.IOException e) {
        // the provider is away for the browser, too
      } finally {
        browser.close();
      }
      again.incrementAndGet();
      assertThat(i).as("tries of " + name).isLessThan(TRIES);
      Await.pass(Duration.ofMillis(200L * i));
    }
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Await.pass(Duration.ofMillis(50));
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
