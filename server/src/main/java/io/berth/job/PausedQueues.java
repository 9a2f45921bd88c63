package io.berth.job;

import io.berth.sql.Database;
import io.berth.tenant.RegistryId;
import java.util.Collection;
import java.util.Set;

/**
 * Table {@code paused_queue}: what an administrator holds up in a registry. What is under way goes
 * on.
 */
public final class PausedQueues {
  /** Harbor's queue of all schedules: while it is paused none comes round. */
  public static final String SCHEDULER = "SCHEDULER";

  private final Database database;

  PausedQueues(Database database) {
    this.database = database;
  }

  /** The registry's queues that are held up: names of job types, and {@link #SCHEDULER}. */
  public Set<String> of(RegistryId registry) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT queue FROM paused_queue WHERE registry_id = :registry")
                .bind("registry", registry.value())
                .mapTo(String.class)
                .set());
  }

  boolean isPaused(String registry, String queue) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT 1 FROM paused_queue WHERE registry_id = :registry AND queue = :queue")
                .bind("registry", registry)
                .bind("queue", queue)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  /** Holds queues up; one that is already stays so. */
  public void pause(RegistryId registry, Collection<String> queues) {
    database.run(
        handle -> {
          for (var queue : queues) {
            handle
                .createUpdate(
                    "INSERT INTO paused_queue (registry_id, queue) VALUES (:registry, :queue)"
                        + " ON CONFLICT (registry_id, queue) DO NOTHING")
                .bind("registry", registry.value())
                .bind("queue", queue)
                .execute();
          }
        });
  }

  /** Lets queues go on. */
  public void resume(RegistryId registry, Collection<String> queues) {
    database.run(
        handle -> {
          for (var queue : queues) {
            handle
                .createUpdate(
                    "DELETE FROM paused_queue WHERE registry_id = :registry AND queue = :queue")
                .bind("registry", registry.value())
                .bind("queue", queue)
                .execute();
          }
        });
  }
}
