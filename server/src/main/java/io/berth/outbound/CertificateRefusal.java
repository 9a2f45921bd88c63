package io.berth.outbound;

import java.security.GeneralSecurityException;

/** Says in words why Java does not trust a certificate: its own messages name its classes. */
final class CertificateRefusal {
  private CertificateRefusal() {}

  /** The reason as a part of a sentence, without a full stop. */
  static String reason(GeneralSecurityException refusal) {
    var message = refusal.getMessage();
    if (message == null) {
      return "unknown reason";
    }
    if (message.contains("unable to find valid certification path")) {
      return "no authority that is trusted here signed it";
    }
    var words =
        message
            .replaceFirst("^PKIX path (building|validation) failed: ", "")
            .replaceFirst("^(?:[a-z0-9_]+\\.)++[A-Za-z0-9_$]+(Exception|Error): ", "")
            .replaceFirst("\\.$", "");
    return words.strip();
  }
}
