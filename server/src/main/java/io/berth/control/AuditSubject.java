package io.berth.control;

import io.berth.http.Request;
import java.util.Optional;

/**
 * Whom the audit trail names for a request that has no {@link Caller}: somebody signing in.
 *
 * @param through how
 */
record AuditSubject(Account account, String through) {
  static void signingIn(Request request, Account account, String through) {
    request.attributes().put(AuditSubject.class, new AuditSubject(account, through));
  }

  static Optional<AuditSubject> find(Request request) {
    return request.attributes().get(AuditSubject.class) instanceof AuditSubject subject
        ? Optional.of(subject)
        : Optional.empty();
  }
}
