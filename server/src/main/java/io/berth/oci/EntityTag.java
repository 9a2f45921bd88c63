package io.berth.oci;

import org.jspecify.annotations.Nullable;

/** Conditional requests (RFC 9110 section 13.1.2). */
final class EntityTag {
  private EntityTag() {}

  /** True when an If-None-Match header lists the tag, weak or strong, quoted or bare. */
  static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    var bare = tag.substring(1, tag.length() - 1);
    for (var candidate : ifNoneMatch.split(",", -1)) {
      var value = candidate.strip();
      value = value.startsWith("W/") ? value.substring(2) : value;
      if (value.equals("*") || value.equals(tag) || value.equals(bare)) {
        return true;
      }
    }
    return false;
  }
}
