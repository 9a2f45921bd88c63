package io.berth.ops;

import io.berth.sql.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether this server can do its work: asked by load balancers and by people. */
public final class Health {
  private final Map<String, Check> checks = new LinkedHashMap<>();
  private final Map<String, Check> warnings = new LinkedHashMap<>();
  private final AtomicBoolean listening = new AtomicBoolean();
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
   * @param starting true until every listener accepts connections
   * @param checks by name, true for each that works
   * @param warnings by name, false for what limits the work but does not stop it
   */
  public record Report(
      boolean ready,
      boolean starting,
      boolean draining,
      Map<String, Boolean> checks,
      Map<String, Boolean> warnings) {
    /** True when it works, but not all of it. */
    public boolean degraded() {
      return warnings.containsValue(false);
    }
  }

  public Health(Database database) {
    checks.put("database", database::answers);
  }

  /** Adds a check; to be called while the server is put together. */
  public Health with(String name, Check check) {
    checks.put(name, check);
    return this;
  }

  /** Adds a check whose failure people should see, and load balancers not act on. */
  public Health warning(String name, Check check) {
    warnings.put(name, check);
    return this;
  }

  /** A check that writes to a folder, as a full or read-only disk is only noticed by writing. */
  static Check writable(Path folder) {
    return () -> {
      var probe = Files.createTempFile(folder, ".health", "");
      Files.write(probe, new byte[] {1});
      Files.delete(probe);
      return true;
    };
  }

  /** What it looks at. */
  public Set<String> names() {
    var names = new TreeSet<>(checks.keySet());
    names.addAll(warnings.keySet());
    return names;
  }

  /** Every listener accepts connections; until then the server is not ready. */
  public void listens() {
    listening.set(true);
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
    var results = results(checks);
    boolean ready = listening.get() && !draining.get() && !results.containsValue(false);
    return new Report(ready, !listening.get(), draining.get(), results, results(warnings));
  }

  private static Map<String, Boolean> results(Map<String, Check> checks) {
    var results = new LinkedHashMap<String, Boolean>();
    checks.forEach((name, check) -> results.put(name, holds(check)));
    return results;
  }

  private static boolean holds(Check check) {
    try {
      return check.works();
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }
}
