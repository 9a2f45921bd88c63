package io.berth.content;

import io.berth.fault.FaultException;
import java.util.Optional;

/** What a manifest is asked for by: a tag or a digest. */
public sealed interface Reference {

  /** By name. */
  record ByTag(Tag tag) implements Reference {
    @Override
    public String toString() {
      return tag.value();
    }
  }

  /** By content. */
  record ByDigest(Digest digest) implements Reference {
    @Override
    public String toString() {
      return digest.toString();
    }
  }

  /** {@link #parse}; empty for a text that nothing can be named by. */
  static Optional<Reference> find(String text) {
    return text.indexOf(':') >= 0
        ? Digest.of(text).map(ByDigest::new)
        : Tag.of(text).map(ByTag::new);
  }

  /**
   * A text with a colon can only be a digest.
   *
   * @throws FaultException Invalid DIGEST or TAG
   */
  static Reference parse(String text) {
    return text.indexOf(':') >= 0 ? new ByDigest(Digest.parse(text)) : new ByTag(Tag.parse(text));
  }
}
