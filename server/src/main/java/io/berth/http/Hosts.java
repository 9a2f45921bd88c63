package io.berth.http;

import java.util.Set;

/**
 * The names this server answers to; ports do not matter, as they may be mapped.
 *
 * @param control host names of the control host, lower case
 * @param registrySuffix what follows the label in a registry's host, with the leading dot, such as
 *     {@code .localhost}
 * @param httpsOnly whether browsers may be told to come to these names by HTTPS for good
 */
public record Hosts(Set<String> control, String registrySuffix, boolean httpsOnly) {
  public Hosts {
    control = Set.copyOf(control);
  }

  public Hosts(Set<String> control, String registrySuffix) {
    this(control, registrySuffix, false);
  }
}
