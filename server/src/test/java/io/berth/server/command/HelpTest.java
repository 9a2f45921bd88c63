package io.berth.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ./berth help} and the page about commands name the commands that there are. */
final class HelpTest {
  /** What the launcher does itself, without a server. */
  private static final Set<String> LAUNCHERS_OWN =
      Set.of("build", "image", "test", "torture", "clients", "bench", "format", "help");

  private static final String LAUNCHER = read("../berth");

  @Test
  void helpListsEveryCommandAndNoOther() {
    var help = LAUNCHER.substring(LAUNCHER.indexOf("usage:"), LAUNCHER.indexOf("examples:"));

    assertThat(words(help, "(?m)^  ([a-z][a-z-]*(?: [a-z][a-z-]*)?)")).isEqualTo(all());
  }

  @Test
  void theLauncherTakesEveryWordAndNoOther() {
    var taken =
        Pattern.compile("(?m)^  ((?:[a-z-]+ \\| )+[a-z-]+)\\) ;;$")
            .matcher(LAUNCHER)
            .results()
            .map(found -> found.group(1))
            .toList();
    var first =
        all().stream()
            .map(word -> word.replaceFirst(" .*", ""))
            .filter(word -> !word.equals("help"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(taken).hasSize(1);
    assertThat(new TreeSet<>(List.of(taken.getFirst().split(" \\| ")))).isEqualTo(first);
  }

  @Test
  void thePageAboutCommandsListsThem() {
    var page = read("../docs/reference/settings.md");
    int start = page.indexOf("## Commands");
    var table = page.substring(start, page.indexOf("\n\n", page.indexOf("| `", start)));
    var own = page.substring(page.indexOf("The launcher adds"));

    var listed = words(table, "(?m)^\\| `([a-z][a-z-]*(?: [a-z][a-z-]*)?)");
    listed.addAll(words(own.substring(0, own.indexOf('.')), "`([a-z]+)`"));

    assertThat(listed).isEqualTo(all());
  }

  private static Set<String> all() {
    var words = new TreeSet<>(LAUNCHERS_OWN);
    collect(new CommandTree(), new CommandTree().root(), "", words);
    return words;
  }

  private static void collect(
      CommandTree tree, CommandSpec parent, String prefix, Set<String> into) {
    parent
        .subcommands()
        .forEach(
            (word, command) -> {
              var spec = command.getCommandSpec();
              if (!spec.usageMessage().hidden()) {
                if (spec.subcommands().isEmpty()) {
                  into.add(prefix + word);
                } else {
                  collect(tree, spec, prefix + word + " ", into);
                }
              }
            });
  }

  private static Set<String> words(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(String page) {
    try {
      return Files.readString(Path.of(page));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
