package io.berth.selector;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.pattern.Doublestar;
import java.util.List;
import java.util.Optional;

/**
 * What a rule is about, by its name: a pattern, and whether what fits it is meant or what does not
 * (docs/reference/contracts/harbor.md#selectors).
 */
public final class Selector {
  /** The only kind there is. */
  public static final String KIND = "doublestar";

  /** Whose names. */
  public enum Subject {
    /** Repositories, named without their project. */
    REPOSITORY("repoMatches", "repoExcludes", "repositories"),
    TAG("matches", "excludes", "tags"),
    PROJECT("nsMatches", "nsExcludes", "projects");

    private final String matches;
    private final String excludes;
    private final String plural;

    Subject(String matches, String excludes, String plural) {
      this.matches = matches;
      this.excludes = excludes;
      this.plural = plural;
    }

    /** Harbor's word for it. */
    String decoration(boolean excluding) {
      return excluding ? excludes : matches;
    }
  }

  private final Subject subject;
  private final boolean excludes;
  private final Doublestar pattern;

  private Selector(Subject subject, boolean excludes, Doublestar pattern) {
    this.subject = subject;
    this.excludes = excludes;
    this.pattern = pattern;
  }

  /**
   * Reads one as it was sent; what is empty is the usual.
   *
   * @throws FaultException Invalid BODY
   */
  public static Selector of(Subject subject, String kind, String decoration, String pattern) {
    if (!kind.isEmpty() && !kind.equals(KIND)) {
      throw invalid("kind of a selector is " + KIND + ", not " + kind);
    }
    var excludes = decoration.equals(subject.excludes);
    if (!excludes && !decoration.isEmpty() && !decoration.equals(subject.matches)) {
      throw invalid(
          "decoration of a selector of "
              + subject.plural
              + " is "
              + subject.matches
              + " or "
              + subject.excludes
              + ", not "
              + decoration);
    }
    return of(subject, excludes, pattern);
  }

  /**
   * The same with what it says of its pattern.
   *
   * @throws FaultException Invalid BODY when the pattern is none
   */
  public static Selector of(Subject subject, boolean excludes, String pattern) {
    return switch (Doublestar.read(pattern)) {
      case Doublestar.Usable(var usable) -> new Selector(subject, excludes, usable);
      case Doublestar.Refused(var reason) -> throw invalid("pattern of a selector " + reason);
    };
  }

  /**
   * The one that a rule has of a kind, where it has one.
   *
   * @param member where the request has them
   * @throws FaultException Invalid BODY for more: which of them counts nobody could tell
   */
  public static <T> Optional<T> only(List<T> given, String member) {
    if (given.size() > 1) {
      throw invalid(member + " has at most one selector: write {a,b} for several patterns");
    }
    return given.stream().findFirst();
  }

  /** Whether what has this name is meant. */
  public boolean selects(String name) {
    return pattern.fits(name) != excludes;
  }

  public boolean excludes() {
    return excludes;
  }

  public String decoration() {
    return subject.decoration(excludes);
  }

  public String pattern() {
    return pattern.toString();
  }

  /** Such as "tags matching v*". */
  @Override
  public String toString() {
    return subject.plural + (excludes ? " other than " : " matching ") + pattern;
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
