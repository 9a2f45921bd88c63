package io.berth.server;

import static io.berth.server.Running.USAGE;

import io.berth.server.command.CommandTree;
import io.berth.server.config.Setting;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The words of the command line: which command they mean, help, and what is wrong with them. */
final class Words {
  private final Running running;
  private final PrintStream out;
  private final PrintStream err;

  Words(Running running, PrintStream out, PrintStream err) {
    this.running = running;
    this.out = out;
    this.err = err;
  }

  int run(String... args) {
    var tree = new CommandTree();
    var line = new CommandLine(tree.root());
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setExecutionStrategy(parsed -> execute(tree, line, parsed));
    line.setExecutionExceptionHandler((e, _, _) -> running.failed(e));
    line.setParameterExceptionHandler(
        (e, _) -> {
          err.println("berth: " + e.getMessage());
          renamed(e).ifPresent(err::println);
          CommandLine.UnmatchedArgumentException.printSuggestions(
              e, new PrintWriter(err, true, StandardCharsets.UTF_8));
          return USAGE;
        });
    return line.execute(args);
  }

  /** What a flag of earlier versions is called now. */
  private static Optional<String> renamed(ParameterException e) {
    return e instanceof CommandLine.UnmatchedArgumentException unmatched
        ? unmatched.getUnmatched().stream()
            .map(word -> word.replaceFirst("^--", "").replaceFirst("=.*$", ""))
            .flatMap(key -> Setting.renamed(key).stream())
            .map(now -> "It is called --" + now + " now, and holds for webhooks too.")
            .findFirst()
        : Optional.empty();
  }

  private int execute(CommandTree tree, CommandLine line, ParseResult parsed) {
    var help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    var last = parsed.asCommandLineList().getLast();
    var result = last.getParseResult();
    var command =
        tree.commandOf(last.getCommandSpec())
            .orElseThrow(() -> new ParameterException(line, "say what to do; --help lists it"));
    return running.run(
        command,
        flags(result),
        Optional.ofNullable(result.<Path>matchedOptionValue("--config", null)),
        words(result),
        options(result));
  }

  private static List<String> words(ParseResult result) {
    return result.matchedPositionals().stream()
        .flatMap(word -> word.stringValues().stream())
        .toList();
  }

  /** The flags that only this command has. */
  private static Map<String, String> options(ParseResult result) {
    var options = new HashMap<String, String>();
    for (var option : result.matchedOptions()) {
      var name = option.longestName().substring(2);
      if (Setting.ofKey(name).isEmpty() && !name.equals("config")) {
        options.put(name, String.valueOf(result.<Object>matchedOptionValue("--" + name, "")));
      }
    }
    return options;
  }

  private static Map<String, String> flags(ParseResult result) {
    var flags = new HashMap<String, String>();
    for (var setting : Setting.values()) {
      var name = "--" + setting.key();
      if (result.hasMatchedOption(name)) {
        flags.put(setting.key(), result.matchedOptionValue(name, ""));
      }
    }
    return flags;
  }
}
