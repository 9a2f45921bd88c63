package io.berth.tenant;

import java.util.UUID;

/** A registry's identifier: a lower-case UUID, opaque to clients. */
public record RegistryId(String value) {
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

  @Override
  public String toString() {
    return value;
  }
}
