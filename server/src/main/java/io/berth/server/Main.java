package io.berth.server;

import io.berth.memory.OutOfMemory;
import io.berth.server.command.PlainStart;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program's entry: finds the command, and turns the outcome into an exit code. */
public final class Main {
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
    OutOfMemory.watchThreads();
    int code = new Main(System.getenv(), Path.of(""), System.out, System.err).run(args);
    System.exit(code);
  }

  /** Runs one command and returns the exit code: 0 ok, 1 failed, 2 usage. */
  public int run(String... args) {
    var running = new Running(environment, folder, out, err);
    return PlainStart.flags(List.of(args))
        .map(flags -> running.run(PlainStart.command(), flags))
        .orElseGet(() -> new Words(running, out, err).run(args));
  }
}
