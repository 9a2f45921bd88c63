package io.berth.identity.oidc;

import io.berth.identity.oidc.ProviderException.Kind;
import io.berth.outbound.CertificateTrust;
import io.berth.outbound.Outbound;
import io.berth.outbound.OutboundCall;
import io.berth.outbound.OutboundException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests to providers. Their URLs come from registry owners and from documents those URLs lead
 * to, so all of them go through {@link Outbound}.
 */
public final class ProviderConnection {
  /** What a place is asked as, in the sentence that is said where no reason may be told. */
  static final String PROVIDER = "a provider";

  private static final Logger LOG = LoggerFactory.getLogger(ProviderConnection.class);

  private final Outbound outbound;

  public ProviderConnection(Outbound outbound) {
    this.outbound = outbound;
  }

  /**
   * What a provider answered.
   *
   * @param told whether whoever named it may be told what this is
   */
  record Answer(int status, Map<String, String> headers, String body, boolean told) {
    /** Empty when the answer lacks it. */
    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** A GET of a document, or a short answer that it is still the one of this tag. */
  Answer get(URI uri, CertificateTrust trust, String tag) throws ProviderException {
    return send(
        OutboundCall.get(
            uri, trust, accepting(tag.isEmpty() ? Map.of() : Map.of("If-None-Match", tag))));
  }

  /** A GET as the person whose access token this is. */
  Answer getAs(URI uri, CertificateTrust trust, String accessToken) throws ProviderException {
    return send(OutboundCall.get(uri, trust, accepting(bearer(accessToken))));
  }

  /** A POST of JSON as the person whose access token this is. */
  Answer postAs(URI uri, CertificateTrust trust, String accessToken, String json)
      throws ProviderException {
    return post(uri, trust, bearer(accessToken), "application/json", json);
  }

  /** A POST of a web form. */
  Answer post(URI uri, CertificateTrust trust, Map<String, String> headers, String form)
      throws ProviderException {
    return post(uri, trust, headers, "application/x-www-form-urlencoded", form);
  }

  private Answer post(
      URI uri, CertificateTrust trust, Map<String, String> headers, String type, String body)
      throws ProviderException {
    var all = accepting(headers);
    all.put("Content-Type", type);
    return send(OutboundCall.post(uri, trust, all, body.getBytes(StandardCharsets.UTF_8)));
  }

  private static Map<String, String> bearer(String accessToken) {
    return Map.of("Authorization", "Bearer " + accessToken);
  }

  private static Map<String, String> accepting(Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("Accept", "application/json");
    return all;
  }

  /**
   * Refuses URLs that may not be asked.
   *
   * @throws ProviderException PROTOCOL for a URL that is not https, or http to this machine
   */
  static void checkUrl(URI uri) throws ProviderException {
    try {
      Outbound.checkUrl(uri);
    } catch (OutboundException e) {
      throw problem(e);
    }
  }

  private Answer send(OutboundCall call) throws ProviderException {
    try {
      var answer = outbound.send(call);
      return new Answer(answer.status(), answer.headers(), answer.body(), answer.told());
    } catch (OutboundException e) {
      throw problem(e);
    }
  }

  /** In place of a status that may not be told: the same as if nobody had been there. */
  static ProviderException silence(URI uri, Answer answer) {
    LOG.info("a provider that somebody named: {} answers {}", uri, answer.status());
    return silence(uri);
  }

  /** What is said where no reason may be told. */
  static ProviderException silence(URI uri) {
    return new ProviderException(Kind.AWAY, OutboundException.silence(uri, PROVIDER));
  }

  private static ProviderException problem(OutboundException e) {
    var told = e.told(PROVIDER);
    if (!told.equals(e.getMessage())) {
      LOG.info("a provider that somebody named: {}", e.getMessage());
      return new ProviderException(Kind.AWAY, told);
    }
    return switch (e.kind()) {
      case NAME, AWAY, LATE, BUSY -> new ProviderException(Kind.AWAY, told);
      case ADDRESS -> new ProviderException(Kind.ADDRESS, told);
      case URL, PROTOCOL -> new ProviderException(Kind.PROTOCOL, told);
      case CERTIFICATE ->
          new ProviderException(
              Kind.CERTIFICATE,
              told
                  + "; install a trusted one, trust its authority for this provider, or set"
                  + " verifyCert to false");
    };
  }
}
