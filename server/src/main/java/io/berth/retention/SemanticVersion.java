package io.berth.retention;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A semantic version (semver.org 2.0.0), as tags have it: with a v in front or without, and with an
 * underscore for the plus that no tag may have.
 *
 * @param preRelease its identifiers; empty for a release
 */
record SemanticVersion(long major, long minor, long patch, List<String> preRelease)
    implements Comparable<SemanticVersion> {
  private static final Pattern FORM =
      Pattern.compile(
          "v?+(0|[1-9]\\d{0,17}+)\\.(0|[1-9]\\d{0,17}+)\\.(0|[1-9]\\d{0,17}+)"
              + "(?:-([0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+))?+(?:[+_][0-9A-Za-z.-]++)?+");

  SemanticVersion {
    preRelease = List.copyOf(preRelease);
  }

  /** The version that a tag names; empty when it names none. */
  static Optional<SemanticVersion> of(String tag) {
    var found = FORM.matcher(tag);
    if (!found.matches()) {
      return Optional.empty();
    }
    var pre = found.group(4);
    return Optional.of(
        new SemanticVersion(
            Long.parseLong(found.group(1)),
            Long.parseLong(found.group(2)),
            Long.parseLong(found.group(3)),
            pre == null ? List.of() : List.of(pre.split("\\.", -1))));
  }

  boolean isRelease() {
    return preRelease.isEmpty();
  }

  /** By precedence: build metadata does not count. */
  @Override
  public int compareTo(SemanticVersion other) {
    int order = Long.compare(major, other.major);
    order = order == 0 ? Long.compare(minor, other.minor) : order;
    order = order == 0 ? Long.compare(patch, other.patch) : order;
    if (order != 0) {
      return order;
    }
    if (isRelease() || other.isRelease()) {
      return Boolean.compare(isRelease(), other.isRelease());
    }
    for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
      order = identifiers(preRelease.get(i), other.preRelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(preRelease.size(), other.preRelease.size());
  }

  /** Numbers by their value and before words, words by their bytes. */
  private static int identifiers(String one, String other) {
    boolean number = isNumber(one);
    boolean otherNumber = isNumber(other);
    if (number && otherNumber) {
      int length = Integer.compare(one.length(), other.length());
      return length == 0 ? one.compareTo(other) : length;
    }
    return number ? -1 : otherNumber ? 1 : one.compareTo(other);
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
