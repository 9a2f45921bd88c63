package io.berth.retention;

import io.berth.content.Digest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about: a tag, an artifact with all its tags, or an artifact without any. Times
 * are epoch microseconds, 0 for never.
 *
 * @param key of the tag or, negative, of the artifact
 * @param tags those that are shown: of an artifact the first ones
 * @param tagCount all of them
 * @param lastTag the greatest id of its tags, 0 for none: another one since means that it changed
 * @param selectedBy a bit for each rule of the policy that selects it
 * @param version the greatest that its tags name, null for none
 * @param labels names of those that its artifact has; null where no rule asks
 * @param isImmutable whether a rule of the project forbids that it goes
 * @param isListed whether an index lists the artifact
 * @param touchedAt when the artifact was pushed, or lost a tag
 */
record Candidate(
    long key,
    long manifestId,
    Digest digest,
    String mediaType,
    List<String> tags,
    int tagCount,
    long lastTag,
    int selectedBy,
    @Nullable SemanticVersion version,
    @Nullable Set<String> labels,
    boolean isImmutable,
    boolean isListed,
    long pushedAt,
    long pulledAt,
    long touchedAt,
    long size) {
  boolean isSelectedBy(int rule) {
    return (selectedBy & 1 << rule) != 0;
  }
}
