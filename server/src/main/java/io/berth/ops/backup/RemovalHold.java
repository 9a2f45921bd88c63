package io.berth.ops.backup;

import io.berth.sql.Database;
import io.berth.sql.Installation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the collector from deleting blobs while it is open. It is renewed again and again, so that
 * the collector goes on soon after whoever holds it was killed.
 */
final class RemovalHold implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemovalHold.class);
  private static final Duration HELD_FOR = Duration.ofMinutes(2);
  private static final Duration RENEWED_EVERY = Duration.ofSeconds(15);

  private final Installation installation;
  private final InstantSource clock;
  private final Optional<Instant> heldBefore;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread renewal;
  private volatile Instant until;
  private volatile boolean lapsed;

  private RemovalHold(Installation installation, InstantSource clock) {
    this.installation = installation;
    this.clock = clock;
    this.heldBefore = installation.removalsHeldUntil(clock.instant());
    this.until = clock.instant();
    extend();
    this.renewal = Thread.ofVirtual().name("removal hold").start(this::renew);
  }

  static RemovalHold take(Database database, InstantSource clock) {
    return new RemovalHold(new Installation(database), clock);
  }

  private void extend() {
    var next = clock.instant().plus(HELD_FOR);
    var wanted = heldBefore.filter(before -> before.isAfter(next)).orElse(next);
    installation.holdRemovals(wanted);
    until = wanted;
  }

  private void renew() {
    try {
      while (!over.await(RENEWED_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (clock.instant().isAfter(until)) {
          lapsed = true;
        }
        try {
          extend();
        } catch (RuntimeException e) {
          LOG.warn("the hold on removals could not be renewed, again soon: {}", e.toString());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @throws BackupRefused when blobs may have been deleted since this was taken
   */
  void check() {
    if (lapsed || clock.instant().isAfter(until)) {
      throw new BackupRefused(
          "the backup stood still for longer than "
              + HELD_FOR.toMinutes()
              + " minutes, and content may have been deleted meanwhile: take it again; what was"
              + " copied is kept");
    }
  }

  /** Lets the collector go on, unless somebody else holds it. */
  @Override
  public void close() {
    over.countDown();
    try {
      renewal.join();
      installation.holdRemovals(heldBefore.orElseGet(clock::instant));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
