package io.berth.torture.hostile;

import io.berth.client.Client;
import io.berth.client.Tenant;
import io.berth.client.Usage;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.torture.Arena;
import io.berth.torture.Experiment;
import io.berth.torture.Quantile;
import io.berth.torture.Tally;
import io.berth.torture.hostile.HostilePlace.Manners;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * R20. Some registries' providers and receivers of messages turn hostile: they trickle, never end,
 * redirect, send giants, shake hands slowly. Their people try to sign in all the time, and their
 * messages wait. The other registries' people sign in, are confirmed at their provider, and their
 * messages arrive as if nothing were, and memory stays bounded.
 */
public final class HostileProviders implements Experiment {
  private static final Duration SIGN_IN = Duration.ofSeconds(15);
  private static final Duration MESSAGE = Duration.ofSeconds(40);
  private static final Duration REFRESH = Duration.ofSeconds(75);
  private static final long MEMORY_LIMIT = 800L << 20;

  @Override
  public String id() {
    return "R20";
  }

  @Override
  public String title() {
    return "hostile providers and webhooks";
  }

  @Override
  public int weight() {
    return 6;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    try (var berth = BerthProcess.start(Arena.scratch("outbound"), Map.of(), heap());
        var honest = new HonestProvider(Clock.systemUTC());
        var control = Tenant.control(berth);
        var trap = new HostilePlace(0, Manners.NEVER_ANSWERS, 0);
        var hostile = new Hostiles(berth, control, trap, arena.size(4, 20))) {
      var tenants = new ArrayList<SignedInTenant>();
      for (int i = 0; i < arena.size(5, 100); i++) {
        var name = "tenant%03d".formatted(i);
        tenants.add(SignedInTenant.create(berth, control, name, honest.issuer(name)));
      }
      var usage = new Usage(berth.pid());
      try (var browser = new ProviderVisits()) {
        var quiet = signIns(tenants, browser, tally);
        hostile.turn(tally);
        long turned = System.nanoTime();
        for (var tenant : tenants) {
          int taken = tenant.alert(control, honest.webhook(tenant.name), 1);
          tally.check(taken == 1, "a message was not taken for " + tenant.name);
        }
        var busy = new ArrayList<Long>();
        do {
          busy.addAll(signIns(tenants, browser, tally));
        } while (arena.hasTime());
        var names = tenants.stream().map(it -> it.name).toList();
        arrive("messages", names, honest::messages, turned + MESSAGE.toNanos(), tally);
        arrive("refreshes", names, honest::refreshes, turned + REFRESH.toNanos(), tally);
        long peak = usage.peakBytes();
        tally.check(peak < MEMORY_LIMIT, "memory went up to " + (peak >> 20) + " MiB");
        tally.check(trap.callers() == 0, "a redirect was followed");
        tally.check(hostile.callers() > 0, "nobody asked the hostile places");
        tally.check(berth.isAlive(), "the server died");
        tally.note(
            ("%d registries beside %d hostile ones (%d connections to them, %d tries to sign in"
                    + " there); sign-in p99 %d → %d ms, worst %d ms; memory at most %d MiB")
                .formatted(
                    tenants.size(),
                    hostile.size(),
                    hostile.callers(),
                    hostile.tries(),
                    Quantile.of(quiet, 0.99) / 1_000_000,
                    Quantile.of(busy, 0.99) / 1_000_000,
                    Quantile.of(busy, 1) / 1_000_000,
                    peak >> 20));
      }
    }
  }

  /** What the launcher gives a server. */
  private static List<String> heap() {
    var options = new ArrayList<>(BerthProcess.QUICK);
    options.add("-Xmx320m");
    return options;
  }

  /** Everybody signs in once, one after the other; how long each took, in nanoseconds. */
  private static List<Long> signIns(
      List<SignedInTenant> tenants, ProviderVisits browser, Tally tally)
      throws IOException, InterruptedException {
    var times = new ArrayList<Long>();
    for (var tenant : tenants) {
      tally.attempt();
      long from = System.nanoTime();
      if (tenant.signIn(browser)) {
        tally.acknowledge();
        tally.verify();
      } else {
        tally.problem("nobody could sign in to " + tenant.name);
      }
      long took = System.nanoTime() - from;
      tally.check(took < SIGN_IN.toNanos(), "a sign-in took " + took / 1_000_000 + " ms");
      times.add(took);
    }
    return times;
  }

  private static void arrive(
      String what, List<String> names, ToIntFunction<String> count, long end, Tally tally) {
    var missing = new ArrayList<>(names);
    Await.holds(
        Duration.ofNanos(Math.max(0, end - System.nanoTime())),
        () -> {
          missing.removeIf(name -> count.applyAsInt(name) > 0);
          return missing.isEmpty();
        });
    tally.check(missing.isEmpty(), "%s did not come in time: %s".formatted(what, missing));
  }

  /** The registries that turn hostile, and those who try to sign in there. */
  private static final class Hostiles implements AutoCloseable {
    private static final int TRIERS = 8;

    /** More than may wait for one receiver, also when some are given up meanwhile. */
    private static final int MESSAGES = 60;

    private final Client control;
    private final HostilePlace trap;
    private final List<SignedInTenant> tenants = new ArrayList<>();
    private final List<HonestProvider> before = new ArrayList<>();
    private final List<HostilePlace> places = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger tries = new AtomicInteger();
    private final List<Thread> triers = new ArrayList<>();

    /** Nobody would keep them if they were hostile from the start. */
    Hostiles(BerthProcess berth, Client control, HostilePlace trap, int count) throws Exception {
      this.control = control;
      this.trap = trap;
      try (var browser = new ProviderVisits()) {
        for (int i = 0; i < count; i++) {
          var provider = new HonestProvider(Clock.systemUTC());
          before.add(provider);
          var name = "hostile%03d".formatted(i);
          var tenant = SignedInTenant.create(berth, control, name, provider.issuer(name));
          tenant.signIn(browser);
          tenants.add(tenant);
        }
      }
    }

    /** Now they are; each in a way of its own, with more messages than could ever be sent. */
    void turn(Tally tally) throws IOException {
      var ways = Manners.values();
      for (int i = 0; i < tenants.size(); i++) {
        var tenant = tenants.get(i);
        int port = before.get(i).port();
        before.get(i).close();
        places.add(new HostilePlace(port, ways[i % ways.length], trap.port()));
        var receiver = new HostilePlace(0, ways[(i + 5) % ways.length], trap.port());
        places.add(receiver);
        var url = (i % 2 == 0 ? "http" : "https") + "://localhost:" + receiver.port() + "/";
        int taken = tenant.alert(control, url, MESSAGES);
        tally.check(taken > 0, "no message was taken for " + tenant.name);
        tally.check(taken < MESSAGES, "messages for one receiver grow without end");
        for (int trier = 0; trier < TRIERS; trier++) {
          int kind = trier;
          triers.add(Thread.ofVirtual().start(() -> tryOn(tenant, kind)));
        }
      }
    }

    private void tryOn(SignedInTenant tenant, int kind) {
      while (!over.get() && !Thread.currentThread().isInterrupted()) {
        try {
          tries.incrementAndGet();
          if (kind % 4 == 0) {
            tenant.providers();
          } else {
            tenant.comeBackWithAnyCode();
          }
        } catch (IOException | RuntimeException _) {
          // Refused, or told that the provider does not answer; the next try comes after a moment.
        }
        Await.pass(Duration.ofMillis(20));
      }
    }

    int size() {
      return tenants.size();
    }

    int tries() {
      return tries.get();
    }

    int callers() {
      return places.stream().mapToInt(HostilePlace::callers).sum();
    }

    @Override
    public void close() throws IOException {
      over.set(true);
      triers.forEach(Thread::interrupt);
      before.forEach(HonestProvider::close);
      for (var place : places) {
        place.close();
      }
    }
  }
}
