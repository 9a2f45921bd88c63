package io.berth.content;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.regex.Pattern;

/**
 * A repository's full name inside its registry, such as {@code library/nginx} (OCI distribution
 * spec, pull). The first component is the project, so there are at least two.
 */
public record RepositoryName(String value) {
  /** Many clients cut host and name at 255 characters together. */
  public static final int MAX_LENGTH = 200;

  private static final Pattern COMPONENT =
      Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*+");

  /**
   * @throws FaultException Invalid NAME
   */
  public static RepositoryName parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw bad(text, "is empty or longer than " + MAX_LENGTH + " characters");
    }
    for (var component : text.split("/", -1)) {
      if (!COMPONENT.matcher(component).matches()) {
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

  private static FaultException bad(String text, String why) {
    return FaultException.invalid(
        Fault.Part.NAME, "repository name " + Quoted.of(text) + " " + why);
  }

  /** The first component. */
  public String projectName() {
    return value.substring(0, value.indexOf('/'));
  }

  /** What follows the project. */
  public String withinProject() {
    return value.substring(value.indexOf('/') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
