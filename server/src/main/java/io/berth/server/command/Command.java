package io.berth.server.command;

import io.berth.server.config.Setting;
import io.berth.server.config.SettingSources.Found;
import io.berth.server.config.Settings;
import io.berth.server.config.UsageException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** One word of the command line. */
public interface Command {
  /**
   * Runs to its end.
   *
   * @return the exit code: 0 ok, 1 failed
   * @throws UsageException to end with exit code 2 and the message
   */
  int run(Invocation invocation) throws Exception;

  /**
   * What a command is called with.
   *
   * @param values the winning value of every setting
   * @param words positional arguments
   * @param options the command's own flags without dashes; those without a value have an empty one
   * @param environment the process's variables
   * @param out for what the command answers; talk goes to the log on stderr
   */
  record Invocation(
      Map<Setting, Found> values,
      List<String> words,
      Map<String, String> options,
      Map<String, String> environment,
      PrintStream out) {
    Settings settings() {
      return Settings.of(values);
    }
  }
}
