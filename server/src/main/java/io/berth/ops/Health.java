package io.berth.ops;

import io.berth.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether this server can do its work: asked by load balancers and by people. */
public final class Health {
  private final Map<String, Check> checks = new LinkedHashMap<>();
  private final AtomicBoolean draining = new AtomicBoolean();

  /** One thing the server depends on. */
  @FunctionalInterface
  public interface Check {
    /** True when it works; an exception counts as false. */
    boolean works() throws IOException;
  }

  /**
   * What was found.
   *
   * @param ready whether new requests should come here
   * @param checks by name, true for each that works
   */
  public record Report(boolean ready, boolean draining, Map<String, Boolean> checks) {}

  public Health(Database database) {
    checks.put("database", database::answers);
  }

  /** Adds a check; to be called while the server is put together. */
  public Health with(String name, Check check) {
    checks.put(name, check);
    return this;
  }

  /** A check that writes to a folder, as a full or read-only disk is only noticed by writing. */
  public static Check writable(Path folder) {
    return () -> {
      var probe = Files.createTempFile(folder, ".health", "");
      Files.write(probe, new byte[] {1});
      Files.delete(probe);
      return true;
    };
  }

  /** From now on the server is not ready: it finishes what it has and takes nothing new. */
  public void drain() {
    draining.set(true);
  }

  /** True once {@link #drain} was called: whatever waits long should end now. */
  public boolean isDraining() {
    return draining.get();
  }

  /** Runs every check. */
  public Report report() {
    var results = new LinkedHashMap<String, Boolean>();
    checks.forEach((name, check) -> results.put(name, holds(check)));
    boolean ready = !draining.get() && !results.containsValue(false);
    return new Report(ready, draining.get(), results);
  }

  private static boolean holds(Check check) {
    try {
      return check.works();
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }
}
