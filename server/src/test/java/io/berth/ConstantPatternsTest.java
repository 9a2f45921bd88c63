package io.berth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every regular expression that is written in the source, against texts made to keep it busy: runs
 * of each character it names, alone and in turns, behind what it begins with. What is counted is
 * how often it looks at a character, so that no clock is needed.
 */
final class ConstantPatternsTest {
  /** The sign-in of the command line reads what its own user types. */
  private static final Path OWN_MACHINE = Path.of("server", "login");

  private static final int LENGTH = 1_000;

  /** A backtracking expression needs hundreds for each character. */
  private static final int LOOKS_FOR_EACH = 100;

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(\\bPattern\\s*\\.compile|\\.(?:matches|replaceAll|replaceFirst|split))"
              + "\\(\\s*+((?:\"(?:[^\"\\\\\\n]|\\\\.)*+\"\\s*+\\+?\\s*+)++)");

  /** What looks for an expression anywhere, in the file of a compiled one. */
  private static final Pattern SEARCHES =
      Pattern.compile("\\.(?:find|results|lookingAt)\\(\\)|matcher\\([^()]*+\\)\\s*+\\.replace");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*+)\"");

  @Test
  void noTextKeepsOneOfOurExpressionsBusy() throws IOException {
    var written = written();
    assertThat(written).hasSizeGreaterThan(60);
    var slow = new TreeSet<String>();
    for (var one : written) {
      attacks(one.expression()).stream()
          .filter(text -> isSlow(one, text))
          .findFirst()
          .ifPresent(text -> slow.add(one.expression() + " on " + text.substring(0, 30) + "…"));
    }

    assertThat(slow).isEmpty();
  }

  /** What the test itself finds, so that an empty answer means something. */
  @Test
  void expressionsThatGoBackAreFound() {
    for (var expression :
        List.of("bytes=\\s*\\d*\\s*-", "\\(.*\\)$", "(a+)+$", "(.*,)*x", "x*x*y", "\\s+$")) {
      assertThat(attacks(expression))
          .as(expression)
          .anyMatch(text -> isSlow(new Written(expression, true), text));
    }
  }

  /**
   * An expression in the source.
   *
   * @param searched whether it may begin anywhere in a text, not only at its start
   */
  private record Written(String expression, boolean searched) {}

  private static boolean isSlow(Written written, String text) {
    var looked = new Looked(text, new long[1]);
    try {
      var matcher = Pattern.compile(written.expression()).matcher(looked);
      matcher.matches();
      matcher.reset();
      while (written.searched() && matcher.find()) {
        // Every place is looked for, as replacing and splitting do.
      }
      return false;
    } catch (TooOften | StackOverflowError _) {
      return true;
    }
  }

  private static Set<Written> written() throws IOException {
    var found = new LinkedHashSet<Written>();
    try (var files = Files.walk(Path.of("src/main/java"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (!Objects.requireNonNull(file.getParent()).endsWith(OWN_MACHINE)) {
          var source = Files.readString(file);
          WRITTEN.matcher(source).results().map(call -> written(call, source)).forEach(found::add);
        }
      }
    }
    return found;
  }

  private static Written written(MatchResult call, String source) {
    return new Written(
        LITERAL
            .matcher(call.group(2))
            .results()
            .map(part -> part.group(1).translateEscapes())
            .collect(Collectors.joining()),
        switch (call.group(1)) {
          case ".matches" -> false;
          case ".replaceAll", ".replaceFirst", ".split" -> true;
          default -> SEARCHES.matcher(source).find();
        });
  }

  private static List<String> attacks(String expression) {
    var letters = new LinkedHashSet<String>();
    "a0 -.,:/()@%=;é".codePoints().mapToObj(Character::toString).forEach(letters::add);
    expression.codePoints().mapToObj(Character::toString).forEach(letters::add);
    var prefix = prefix(expression);
    var texts = new ArrayList<String>();
    for (var letter : letters) {
      for (var unit : Stream.concat(Stream.of(""), letters.stream()).map(letter::concat).toList()) {
        var run = unit.repeat(LENGTH / unit.length());
        texts.add(prefix + run + "\u0001");
        texts.add(prefix + run);
      }
    }
    return texts;
  }

  /** The plain characters it begins with. */
  private static String prefix(String expression) {
    var plain = new StringBuilder();
    for (int i = expression.startsWith("^") ? 1 : 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      boolean escaped = c == '\\' && i + 1 < expression.length();
      if ((escaped && Character.isLetterOrDigit(expression.charAt(i + 1)))
          || (!escaped && "([{.*+?|$\\".indexOf(c) >= 0)) {
        break;
      }
      plain.append(escaped ? expression.charAt(++i) : c);
    }
    return plain.toString();
  }

  private static final class TooOften extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A text that counts how often it is looked at. */
  private record Looked(String text, long[] count) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (++count[0] > (long) LOOKS_FOR_EACH * LENGTH) {
        throw new TooOften();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }
  }
}
