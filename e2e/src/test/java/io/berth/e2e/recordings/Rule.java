package io.berth.e2e.recordings;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of difference that may be.
 *
 * @param reason the reason it is listed under
 * @param line as the list writes it
 * @param operation of the API document
 * @param kind of the difference, or {@code any}
 * @param detail where it is; with an arrow also what became of what
 * @param conditions on who asked, on the path, on the note
 */
record Rule(
    Reason reason,
    String line,
    Glob operation,
    String kind,
    Glob detail,
    List<Condition> conditions) {
  static final String ANY = "any";

  /**
   * Why differences may be.
   *
   * @param verdict better on purpose, or not offered yet
   * @param title the difference, or the feature's name
   * @param why a sentence or more, "" where the title says it
   */
  record Reason(Verdict verdict, String title, String why) {}

  /** A word for what is looked at, and what it must be. */
  record Condition(String word, Glob glob) {
    boolean holds(Exchange exchange) {
      var request = exchange.request();
      return glob.matches(
          switch (word) {
            case "by" -> request.caller().toString();
            case "target" -> request.target();
            case "note" -> exchange.note();
            case "sent" -> JsonText.write(request.body());
            default -> throw new AssertionError("a rule cannot ask for \"" + word + "\"");
          });
    }
  }

  /** Reads {@code operation | kind | detail | condition…}; what is left out is anything. */
  static Rule of(Reason reason, String line) {
    var parts = new ArrayList<>(List.of(line.split(" \\| ", -1)));
    var operation = Glob.of(parts.removeFirst().strip());
    var kind = parts.isEmpty() ? ANY : parts.removeFirst().strip();
    var detail = Glob.of(parts.isEmpty() ? "*" : parts.removeFirst().strip());
    var conditions =
        parts.stream()
            .map(
                part -> {
                  var words = part.strip().split(" ", 2);
                  return new Condition(words[0], Glob.of(words.length < 2 ? "" : words[1]));
                })
            .toList();
    return new Rule(reason, line, operation, kind, detail, conditions);
  }

  /** True for a whole feature: whatever its operations answer. */
  boolean wholeOperations() {
    return kind.equals(ANY) && conditions.isEmpty();
  }

  boolean concerns(Exchange exchange) {
    return operation.matches(exchange.operation())
        && conditions.stream().allMatch(condition -> condition.holds(exchange));
  }

  boolean allows(Exchange exchange, Difference difference) {
    return (kind.equals(ANY) || kind.equals(difference.kind().toString()))
        && detail.matches(shown(difference))
        && concerns(exchange);
  }

  private String shown(Difference difference) {
    if (!detail.text().contains(" -> ")) {
      return difference.where();
    }
    return difference.where().isEmpty()
        ? difference.change()
        : difference.where() + ": " + difference.change();
  }
}
