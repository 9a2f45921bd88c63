package io.berth.content;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.List;
import java.util.Optional;

/** A manifest's name inside its repository (OCI distribution spec: at most 128 characters). */
public record Tag(String value) {
  private static final int MAX_LENGTH = 128;
  private static final int MAX_REFERRERS_HEX = 64;
  private static final List<String> ACCESSORY_SUFFIXES = List.of(".sig", ".att", ".sbom");

  /**
   * @throws FaultException Invalid TAG
   */
  public static Tag parse(String text) {
    if (!isTag(text)) {
      throw FaultException.invalid(
          Fault.Part.TAG,
          "a tag has 1 to 128 letters, digits, '_', '.' or '-' and does not begin with '.' or '-': "
              + Quoted.of(text));
    }
    return new Tag(text);
  }

  /** {@link #parse}; empty for a text that is no tag. */
  static Optional<Tag> of(String text) {
    return isTag(text) ? Optional.of(new Tag(text)) : Optional.empty();
  }

  /**
   * The tag under which a client that finds no referrers API keeps the index of a subject's
   * referrers: {@code <algorithm>-<digest>}, cut to 32 and 64 characters (OCI distribution spec,
   * referrers tag schema).
   */
  public static Tag ofReferrers(Digest subject) {
    var hex = subject.hex();
    return new Tag(
        subject.algorithm().word()
            + "-"
            + hex.substring(0, Math.min(MAX_REFERRERS_HEX, hex.length())));
  }

  /**
   * Whose signature, attestation or SBOM it names, as cosign writes that: {@code
   * sha256-<digest>.sig}, {@code .att} or {@code .sbom}. Empty for all other tags.
   */
  public Optional<Digest> subject() {
    for (var suffix : ACCESSORY_SUFFIXES) {
      if (value.endsWith(suffix)) {
        var stem = value.substring(0, value.length() - suffix.length());
        return Digest.of(stem.replaceFirst("-", ":"));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether it only says what belongs to another manifest: {@link #subject}, or {@link
   * #ofReferrers}. Such tags come, move and go with their subject, by the clients' own doing.
   */
  public boolean isOfSubject() {
    return subject().isPresent() || value.matches("sha(256|512)-[0-9a-f]{64}");
  }

  private static boolean isTag(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var word =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      if (!word && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
