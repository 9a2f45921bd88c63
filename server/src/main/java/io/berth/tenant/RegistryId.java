package io.berth.tenant;

import java.util.UUID;
import java.util.regex.Pattern;

/** A registry's identifier: a lower-case UUID, opaque to clients. */
public record RegistryId(String value) {
  private static final Pattern UUIDS =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** No registry: of what is written down about the whole installation. */
  public static final RegistryId NONE = new RegistryId(new UUID(0, 0).toString());

  /**
   * @throws IllegalArgumentException when the text is not a UUID
   */
  public RegistryId {
    if (!UUID.fromString(value).toString().equals(value)) {
      throw new IllegalArgumentException("not a registry id: " + value);
    }
  }

  public static RegistryId random() {
    return new RegistryId(UUID.randomUUID().toString());
  }

  /** Whether a text is written like an identifier, so that it can be nobody's name. */
  public static boolean isWrittenLike(String text) {
    return UUIDS.matcher(text.strip()).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
