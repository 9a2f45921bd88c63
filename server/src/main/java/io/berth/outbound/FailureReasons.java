package io.berth.outbound;

import io.berth.outbound.OutboundException.Kind;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/** Says in words why a call failed. */
final class FailureReasons {
  private FailureReasons() {}

  static OutboundException of(Exception e, String place, boolean told) {
    Kind kind;
    String message;
    var certificate = certificate(e);
    if (e instanceof OutboundException known) {
      return known;
    } else if (certificate != null) {
      kind = Kind.CERTIFICATE;
      message =
          "the certificate of "
              + place
              + " is not trusted ("
              + CertificateRefusal.reason(certificate)
              + ")";
    } else if (e instanceof SSLException) {
      kind = Kind.PROTOCOL;
      message = place + " does not speak TLS properly: " + e.getMessage();
    } else if (e instanceof MessageConstraintException) {
      kind = Kind.PROTOCOL;
      message = "the answer of " + place + " has too many or too long headers";
    } else if (e instanceof NoHttpResponseException
        || e instanceof HttpException
        || e.getCause() instanceof HttpException) {
      kind = Kind.PROTOCOL;
      message = place + " does not answer with HTTP";
    } else {
      kind = Kind.AWAY;
      // The outer one repeats the place and its address.
      var said = e instanceof SocketException && e.getCause() != null ? e.getCause() : e;
      message = place + " cannot be reached: " + said.getMessage();
    }
    return new OutboundException(kind, place, message, told);
  }

  private static @Nullable GeneralSecurityException certificate(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException refusal) {
        return refusal;
      }
      if (cause instanceof CertPathBuilderException refusal) {
        return refusal;
      }
    }
    return null;
  }
}
