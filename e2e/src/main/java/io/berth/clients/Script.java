package io.berth.clients;

import io.berth.e2e.fixtures.Command;
import io.berth.e2e.fixtures.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program's commands in their order and what must come of each, as a text that a person can type
 * from:
 *
 * <pre>
 * file NAME TEXT         a file in the program's home (\n begins a line)
 * image NAME:TAG         pushes a small image
 * - COMMAND              prepares something, and must succeed
 * $ COMMAND              an operation that succeeds
 * % COMMAND              the same on a terminal, for what draws its tables there
 * ! COMMAND              an operation that is refused
 *     contains TEXT      what it says, errors too, has this
 *     lacks TEXT         and has not this
 *     equals TEXT        what it prints is this, blanks at the ends and between lines aside
 *     keep NAME          what it prints, or the JSON value at a pointer of it, is {NAME} from now on
 *     keep NAME POINTER
 *     input TEXT         its standard input
 *     with NAME=VALUE    a variable
 *     needs FEATURE      it is not there when it fails
 *     without WHY        it is not there when it fails: as a real Harbor or OVHcloud has it too
 *     as WORDS           its name in the results, instead of the command
 * </pre>
 *
 * Words are parted by blanks, single quotes keep them together, {NAME} is what was kept or given.
 */
final class Script {
  private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z0-9-]*)}");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|[^\\s']+");

  /** A line with what belongs to it. */
  private record Step(char kind, String text, List<String> details) {
    @Nullable String detail(String word) {
      return all(word).stream().findFirst().orElse(null);
    }

    List<String> all(String word) {
      return details.stream()
          .filter(line -> line.startsWith(word + " "))
          .map(line -> line.substring(word.length() + 1))
          .toList();
    }
  }

  private final List<Step> steps;
  private final Map<String, String> names = new HashMap<>();
  private final Stand stand;
  private final Score score;

  private Script(List<Step> steps, Stand stand, Score score) {
    this.steps = steps;
    this.stand = stand;
    this.score = score;
  }

  /**
   * Runs a script from the classpath.
   *
   * @param resource beside this class
   * @param programs the paths of the programs that it names
   */
  static void run(String resource, Map<String, Path> programs, Stand stand, Score score) {
    var script = new Script(parse(read(resource)), stand, score);
    programs.forEach((name, path) -> script.names.put(name, path.toString()));
    script.names.putAll(stand.names());
    script.steps.forEach(script::run);
  }

  private static String read(String resource) {
    try (var in = Objects.requireNonNull(Script.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Step> parse(String text) {
    var steps = new ArrayList<Step>();
    for (var line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("  ")) {
        steps.getLast().details().add(line.strip());
      } else if (line.startsWith("file ")) {
        steps.add(new Step('f', line.substring(5), new ArrayList<>()));
      } else if (line.startsWith("image ")) {
        steps.add(new Step('i', line.substring(6), new ArrayList<>()));
      } else {
        steps.add(new Step(line.charAt(0), line.substring(2).strip(), new ArrayList<>()));
      }
    }
    return steps;
  }

  private void run(Step step) {
    switch (step.kind()) {
      case 'f' -> write(step.text());
      case 'i' -> push(step.text());
      case '-' -> command(step).run().ok();
      case '$', '%', '!' -> judge(step);
      default -> throw new IllegalStateException("unknown line: " + step);
    }
  }

  private void write(String text) {
    int blank = text.indexOf(' ');
    try {
      Files.writeString(
          stand.home().resolve(text.substring(0, blank)),
          filled(text.substring(blank + 1)).replace("\\n", "\n") + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void push(String reference) {
    try {
      stand.image(reference);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void judge(Step step) {
    var name = Objects.requireNonNullElse(step.detail("as"), step.text());
    var feature = step.detail("needs");
    var reason = feature == null ? step.detail("without") : Feature.named(feature).toString();
    try {
      var outcome = command(step).run();
      expect(step, outcome);
      keep(step, outcome);
      score.right(name, reason != null);
    } catch (AssertionError | RuntimeException e) {
      if (reason == null) {
        score.wrong(name, String.valueOf(e.getMessage()));
      } else {
        score.notThere(name, reason);
      }
    }
  }

  private void expect(Step step, Command.Outcome outcome) {
    var said = outcome.out() + outcome.err();
    if ((outcome.exit() == 0) == (step.kind() == '!')) {
      throw new AssertionError("exit code " + outcome.exit() + ": " + said.strip());
    }
    step.all("contains").forEach(text -> Expect.contains(said, filled(text)));
    step.all("lacks").forEach(text -> Expect.lacks(said, filled(text)));
    step.all("equals").forEach(text -> Expect.equal(oneLine(outcome.out()), oneLine(filled(text))));
  }

  private void keep(Step step, Command.Outcome outcome) {
    for (var kept : step.all("keep")) {
      var words = kept.split(" ", 2);
      names.put(
          words[0],
          words.length == 1
              ? outcome.out().strip()
              : Json.parse(outcome.out()).at(words[1]).asText());
    }
  }

  private Command command(Step step) {
    List<String> words = new ArrayList<>();
    var parts = WORD.matcher(step.text());
    while (parts.find()) {
      words.add(filled(parts.group(1) == null ? parts.group() : parts.group(1)));
    }
    words.set(0, names.getOrDefault(words.getFirst(), words.getFirst()));
    if (step.kind() == '%') {
      words = onTerminal(words);
    }
    var variables =
        step.all("with").stream()
            .map(it -> filled(it).split("=", 2))
            .collect(Collectors.toMap(it -> it[0], it -> it[1]));
    var input = step.detail("input");
    return Command.of(words)
        .in(stand.home())
        .with(stand.environment(variables))
        .reading(input == null ? "" : filled(input).replace("\\n", "\n"));
  }

  private static List<String> onTerminal(List<String> words) {
    var quoted =
        words.stream()
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    return List.of("script", "-qec", "stty cols 240 rows 60; exec " + quoted, "/dev/null");
  }

  private String filled(String text) {
    return NAME.matcher(text)
        .replaceAll(
            found -> {
              var value = names.get(found.group(1));
              if (value == null) {
                throw new IllegalStateException(
                    "an earlier command did not give " + found.group().toUpperCase(Locale.ROOT));
              }
              return java.util.regex.Matcher.quoteReplacement(value);
            });
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
