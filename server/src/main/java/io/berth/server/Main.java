package io.berth.server;

import io.berth.memory.OutOfMemory;
import io.berth.server.command.PlainStart;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program's entry: finds the command, and turns the outcome into an exit code. */
public final class Main {
  private static final int CARRIERS = 4;

  private final Map<String, String> environment;
  private final Path folder;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param folder the working directory, where berth.yaml is looked for
   */
  public Main(Map<String, String> environment, Path folder, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.folder = folder;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    carryRequests();
    OutOfMemory.watchThreads();
    int code = new Main(System.getenv(), Path.of(""), System.out, System.err).run(args);
    System.exit(code);
  }

  /**
   * A request may block one of the threads that carry virtual ones for a moment (file system,
   * native code): never fewer than four of these, unless somebody says so. To be called before the
   * first virtual thread.
   */
  private static void carryRequests() {
    var parallelism = "jdk.virtualThreadScheduler.parallelism";
    if (System.getProperty(parallelism) == null) {
      int processors = Runtime.getRuntime().availableProcessors();
      System.setProperty(parallelism, String.valueOf(Math.max(CARRIERS, processors)));
    }
  }

  /** Runs one command and returns the exit code: 0 ok, 1 failed, 2 usage. */
  public int run(String... args) {
    var running = new Running(environment, folder, out, err);
    return PlainStart.flags(List.of(args))
        .map(flags -> running.run(PlainStart.command(), flags))
        .orElseGet(() -> new Words(running, out, err).run(args));
  }
}
