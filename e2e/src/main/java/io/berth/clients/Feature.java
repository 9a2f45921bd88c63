package io.berth.clients;

import java.util.Locale;

/** What a Harbor has and a registry here does not yet, or never will, in the table's words. */
public enum Feature {
  CONFIGURATION_OF_SIGN_IN("sign-in is set by the control API"),
  LDAP("LDAP"),
  PREHEAT("preheat"),
  PROXY_CACHE("proxy cache"),
  REGISTRIES("registry endpoints"),
  REPLICATION("replication"),
  SCANNING("scanning");

  private final String words;

  Feature(String words) {
    this.words = words;
  }

  /** By its constant's name in small letters, with blanks. */
  public static Feature named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }

  @Override
  public String toString() {
    return words;
  }
}
