package io.berth.identity.oidc;

import io.berth.identity.ProviderSettings;

/**
 * Whose certificates the connections to one provider accept.
 *
 * @param verifyCert false to accept any
 * @param certificates PEM of the authorities to accept, empty for those of the Java runtime
 */
record Trust(boolean verifyCert, String certificates) {
  static Trust of(ProviderSettings settings) {
    return new Trust(settings.verifyCert(), settings.options().certificates());
  }
}
