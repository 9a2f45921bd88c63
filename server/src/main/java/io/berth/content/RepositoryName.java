package io.berth.content;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.Optional;

/**
 * A repository's full name inside its registry, such as {@code library/nginx} (OCI distribution
 * spec, pull). The first component is the project, so there are at least two.
 */
public record RepositoryName(String value) {
  /** Many clients cut host and name at 255 characters together. */
  static final int MAX_LENGTH = 200;

  /** {@link #parse}; empty for a text that names no repository. */
  public static Optional<RepositoryName> find(String text) {
    try {
      return Optional.of(parse(text));
    } catch (FaultException _) {
      return Optional.empty();
    }
  }

  /**
   * @throws FaultException Invalid NAME
   */
  public static RepositoryName parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw bad(text, "is empty or longer than " + MAX_LENGTH + " characters");
    }
    for (int start = 0, end; start <= text.length(); start = end + 1) {
      end = text.indexOf('/', start);
      end = end < 0 ? text.length() : end;
      if (!isComponent(text, start, end)) {
        throw bad(
            text,
            "has components other than lower-case letters and digits joined by '.', '_', '__' or '-'");
      }
    }
    if (text.indexOf('/') < 0) {
      throw bad(text, "lacks its project: write <project>/<repository>");
    }
    return new RepositoryName(text);
  }

  /** Runs of letters and digits with one of ".", "_", "__" or any number of "-" between two. */
  private static boolean isComponent(String text, int start, int end) {
    for (int at = start; ; ) {
      int word = at;
      while (at < end && isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      if (at == word) {
        return false;
      }
      if (at == end) {
        return true;
      }
      var separator = text.charAt(at);
      int run = at;
      while (at < end && text.charAt(at) == separator) {
        at++;
      }
      int longest =
          switch (separator) {
            case '-' -> MAX_LENGTH;
            case '_' -> 2;
            case '.' -> 1;
            default -> 0;
          };
      if (at - run > longest) {
        return false;
      }
    }
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static FaultException bad(String text, String why) {
    return FaultException.invalid(
        Fault.Part.NAME, "repository name " + Quoted.of(text) + " " + why);
  }

  /** The first component. */
  public String projectName() {
    return value.substring(0, value.indexOf('/'));
  }

  /** The rest: its name inside its project. */
  public String inProject() {
    return value.substring(value.indexOf('/') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
