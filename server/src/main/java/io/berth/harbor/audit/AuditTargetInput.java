package io.berth.harbor.audit;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.audit.forward.AuditTarget;
import io.berth.audit.forward.ForwardPlace;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.outbound.CertificateTrust;
import org.jspecify.annotations.Nullable;

/**
 * A target as it is sent. What a change leaves out is false or empty, but for {@code auth_header},
 * which nobody can read: left out, it stays as long as the address does.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AuditTargetInput(
    @Nullable String name,
    @Nullable String kind,
    @Nullable String address,
    @Nullable Boolean skipCertVerify,
    @Nullable String certificates,
    @Nullable String authHeader,
    @Nullable Boolean enabled) {
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_HEADER = 1_024;
  private static final int LONGEST_CERTIFICATES = 100_000;

  /**
   * What it asks for, checked.
   *
   * @param before what is changed, null for a new one
   * @throws FaultException Invalid
   */
  AuditTarget.Asked asked(AuditTarget.@Nullable Asked before) {
    var named = BodyText.of(name).strip();
    if (named.isEmpty() || named.length() > LONGEST_NAME) {
      throw invalid("name must have from 1 to " + LONGEST_NAME + " characters");
    }
    var how =
        ForwardPlace.Kind.of(BodyText.of(kind))
            .orElseThrow(() -> invalid("kind is syslog-udp, syslog-tcp, syslog-tls or http"));
    var trust =
        new CertificateTrust(!Boolean.TRUE.equals(skipCertVerify), BodyText.of(certificates));
    var place = new ForwardPlace(how, BodyText.of(address), trust, header(how, before));
    place
        .problem()
        .ifPresent(
            problem -> {
              throw invalid(problem);
            });
    if (trust.certificates().length() > LONGEST_CERTIFICATES) {
      throw invalid("certificates must have at most " + LONGEST_CERTIFICATES + " characters");
    }
    return new AuditTarget.Asked(named, place, !Boolean.FALSE.equals(enabled));
  }

  private String header(ForwardPlace.Kind how, AuditTarget.@Nullable Asked before) {
    if (authHeader == null) {
      return before != null
              && how == ForwardPlace.Kind.HTTP
              && before.place().address().equals(address)
          ? before.place().authHeader()
          : "";
    }
    if (!authHeader.isEmpty() && how != ForwardPlace.Kind.HTTP) {
      throw invalid("auth_header goes with the kind http only");
    }
    if (authHeader.length() > LONGEST_HEADER
        || !authHeader.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw invalid("auth_header must be one line of printable characters");
    }
    return authHeader;
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }
}
