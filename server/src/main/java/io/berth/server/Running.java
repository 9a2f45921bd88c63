package io.berth.server;

import io.berth.server.command.Command;
import io.berth.server.command.Command.Invocation;
import io.berth.server.config.SettingSources;
import io.berth.server.config.UsageException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a command with the settings of this process.
 *
 * @param folder the working directory, where berth.yaml is looked for
 */
record Running(Map<String, String> environment, Path folder, PrintStream out, PrintStream err) {
  static final int FAILED = 1;
  static final int USAGE = 2;

  /** A command that has flags for settings and nothing else; the exit code. */
  int run(Command command, Map<String, String> flags) {
    return run(command, flags, Optional.empty(), List.of(), Map.of());
  }

  /**
   * Runs it to its end; the exit code.
   *
   * @param flags settings by key
   * @param file the configuration file, when it was named
   * @param words positional arguments
   * @param options the command's own flags
   */
  int run(
      Command command,
      Map<String, String> flags,
      Optional<Path> file,
      List<String> words,
      Map<String, String> options) {
    try {
      var values = SettingSources.load(flags, environment, folder, file);
      return command.run(new Invocation(values, words, options, environment, out));
    } catch (Exception e) {
      return failed(e);
    }
  }

  /** Says what went wrong; the exit code. */
  int failed(Exception e) {
    if (e instanceof UsageException) {
      err.println("berth: " + e.getMessage());
      return USAGE;
    }
    err.println("berth: failed");
    e.printStackTrace(err);
    return FAILED;
  }
}
