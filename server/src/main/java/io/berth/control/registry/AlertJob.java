package io.berth.control.registry;

import io.berth.control.schema.Rfc3339;
import io.berth.http.message.Json;
import io.berth.ops.TenantTasks;
import io.berth.outbound.OutboundException;
import io.berth.tenant.RegistryId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what registries hold with their plans, and brings the messages to their receivers:
 * signed, again and again for a day, in any order, at least once.
 */
public final class AlertJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertJob.class);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final int MOST_ATTEMPTS = 12;

  /** A registry whose receiver is slow gives its turn to others after this. */
  private static final Duration SLICE = Duration.ofSeconds(30);

  private final UsageAlerts alerts;
  private final ManagedRegistries registries;
  private final ToLongFunction<RegistryId> sizes;
  private final Webhook webhook;
  private final Clock clock;
  private final TenantTasks work = new TenantTasks("usage alerts delivered");
  private final LongAdder taken = new LongAdder();

  /** Sends a POST to where an owner asked for it. */
  @FunctionalInterface
  public interface Webhook {
    /**
     * @return the status of the answer
     * @throws java.io.IOException when the receiver may not be asked or does not answer
     */
    int post(URI url, Map<String, String> headers, byte[] json) throws java.io.IOException;
  }

  public AlertJob(
      UsageAlerts alerts,
      ManagedRegistries registries,
      ToLongFunction<RegistryId> sizes,
      Webhook webhook,
      Clock clock) {
    this.alerts = alerts;
    this.registries = registries;
    this.sizes = sizes;
    this.webhook = webhook;
    this.clock = clock;
  }

  /** Looks at every registry that has an alert; how many messages were queued. */
  public long measure() {
    long queued = 0;
    for (var alert : alerts.all()) {
      var registry = registries.find(alert.registry());
      if (registry.isEmpty()) {
        continue;
      }
      long used = sizes.applyAsLong(alert.registry());
      long limit = registry.get().plan().imageStorage();
      int reached = alert.reached(used, limit);
      if (reached == alert.told()) {
        continue;
      }
      var body =
          reached > alert.told()
              ? Optional.of(message("usage", registry.get(), used, reached))
              : Optional.<String>empty();
      if (alerts.tell(alert, reached, body) && body.isPresent()) {
        queued++;
      }
    }
    return queued;
  }

  /** As documented for receivers. */
  private record Message(
      String event,
      String date,
      String serviceName,
      String registryID,
      String name,
      String plan,
      long usedBytes,
      long limitBytes,
      double percent,
      int threshold) {}

  /** What a receiver gets. */
  public String message(String event, ManagedRegistry registry, long used, int threshold) {
    long limit = registry.plan().imageStorage();
    return Json.text(
        new Message(
            event,
            Rfc3339.text(clock.instant()),
            registry.cloudProjectId(),
            registry.id().value(),
            registry.name(),
            registry.plan().name(),
            used,
            limit,
            Math.floor(used * 1000.0 / limit) / 10,
            threshold));
  }

  /**
   * Begins to bring what is due to its receivers, each registry's one after the other; a registry
   * that is still at it is left alone.
   *
   * @return how many were taken since the last time
   */
  public long deliver() {
    work.begin(alerts.due(), this::deliver);
    return taken.sumThenReset();
  }

  /** Waits for what was begun; false when it is not done after the time given. */
  public boolean await(Duration time) throws InterruptedException {
    return work.await(time);
  }

  /** Begins nothing more. */
  @Override
  public void close() {
    work.close();
  }

  private void deliver(RegistryId registry) {
    long end = System.nanoTime() + SLICE.toNanos();
    var delivery = alerts.take(registry, LEASE);
    while (delivery.isPresent()) {
      deliver(delivery.get());
      delivery =
          System.nanoTime() > end || Thread.currentThread().isInterrupted()
              ? Optional.empty()
              : alerts.take(registry, LEASE);
    }
  }

  private void deliver(UsageAlerts.Delivery delivery) {
    var alert = alerts.find(delivery.registry());
    if (alert.isEmpty()) {
      alerts.done(delivery);
      return;
    }
    var problem = send(alert.get(), delivery);
    if (problem.isEmpty()) {
      alerts.done(delivery);
      taken.increment();
    } else if (delivery.attempts() >= MOST_ATTEMPTS) {
      LOG.warn("alert of registry {} given up: {}", delivery.registry(), problem);
      alerts.done(delivery);
    } else {
      alerts.failed(delivery, problem, pause(delivery.attempts()));
    }
  }

  /** 10 s, 20 s, 40 s … four hours: a day for twelve attempts. */
  private static Duration pause(int attempts) {
    var pause = Duration.ofSeconds(10L << Math.min(attempts - 1, 11));
    return pause.compareTo(Duration.ofHours(4)) > 0 ? Duration.ofHours(4) : pause;
  }

  /** What went wrong, "" for nothing. */
  private String send(UsageAlert alert, UsageAlerts.Delivery delivery) {
    var time = String.valueOf(clock.instant().getEpochSecond());
    var headers =
        Map.of(
            "Content-Type",
            "application/json",
            "X-Berth-Delivery",
            String.valueOf(delivery.id()),
            "X-Berth-Timestamp",
            time,
            "X-Berth-Signature",
            "sha256=" + signature(alert.secret(), time, delivery.body()));
    try {
      int status =
          webhook.post(
              URI.create(alert.url()), headers, delivery.body().getBytes(StandardCharsets.UTF_8));
      return status >= 200 && status < 300 ? "" : "the receiver answered " + status;
    } catch (OutboundException e) {
      LOG.info("alert of registry {}: {}", delivery.registry(), e.getMessage());
      return e.told("a receiver");
    } catch (java.io.IOException | IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** HMAC-SHA-256 of time, a dot and body, in hex. */
  public static String signature(String secret, String time, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var text = time + "." + body;
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is missing from this Java", e);
    }
  }
}
