package io.berth.control;

import static io.berth.control.schema.Property.optional;
import static io.berth.control.schema.Property.readOnly;
import static io.berth.control.schema.Property.required;

import io.berth.control.schema.Property;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Enumeration;
import io.berth.control.schema.Type.Model;

/** The models of what OVHcloud's service does not have. */
final class BeyondModels {
  private static final String SPACE = "cloud.containerRegistry.";

  private static final Property CHAIN =
      required("certificate", Scalar.STRING, "PEM certificate chain, the server's own first");
  private static final Property KEY = required("key", Scalar.PASSWORD, "PEM private key, PKCS #8");

  static final Model CERTIFICATE =
      Model.of(SPACE + "Certificate", "A certificate and its key", CHAIN, KEY);

  static final Model DOMAIN_CREATION =
      Model.of(
          SPACE + "DomainCreation",
          "A host name with its certificate",
          required("domain", Scalar.STRING, "Host name"),
          CHAIN,
          KEY);

  private static final Enumeration DOMAIN_STATE =
      Enumeration.of(
          SPACE + "DomainState",
          "ACTIVE answers; UNPROVEN answers and goes to whoever shows it; PENDING does not yet",
          "ACTIVE",
          "PENDING",
          "UNPROVEN");

  static final Model DOMAIN =
      Model.of(
          SPACE + "Domain",
          "A host name of one's own",
          readOnly("domain", Scalar.STRING, "Host name"),
          readOnly("state", DOMAIN_STATE, "Whether the registry answers to it"),
          readOnly(
              "recordName", Scalar.STRING, "Where the TXT record stands that shows whose it is"),
          readOnly("recordValue", Scalar.STRING, "What it says").nullable(),
          readOnly("expiresAt", Scalar.DATETIME, "When a claim ends that was not shown").nullable(),
          readOnly("validFrom", Scalar.DATETIME, "Begin of its certificate"),
          readOnly("validTo", Scalar.DATETIME, "End of its certificate"),
          readOnly("createdAt", Scalar.DATETIME, "When it was given"),
          readOnly("updatedAt", Scalar.DATETIME, "When its certificate was given"));

  private static final Model WAITING =
      Model.of(
          SPACE + "UsageAlertDelivery",
          "A message that was not taken yet",
          readOnly("id", Scalar.LONG, "ID"),
          readOnly("attempts", Scalar.LONG, "How often it was tried"),
          readOnly("nextAttempt", Scalar.DATETIME, "When it is tried next"),
          readOnly("problem", Scalar.STRING, "Why it was not taken").nullable());

  static final Model ALERT =
      Model.of(
          SPACE + "UsageAlert",
          "Where it is told that a registry fills up",
          required("url", Scalar.STRING, "Receiver, https"),
          optional("secret", Scalar.PASSWORD, "Signs messages; made up when absent, shown once")
              .nullable(),
          optional("thresholds", Scalar.LONG.list(), "Percentages; 80, 90, 100 when absent")
              .nullable(),
          readOnly("reached", Scalar.LONG, "Highest threshold told of, 0 for none"),
          readOnly("waiting", WAITING.list(), "Messages that were not taken yet"),
          readOnly("createdAt", Scalar.DATETIME, "When it was set first"),
          readOnly("updatedAt", Scalar.DATETIME, "When it was set last"));

  static final Model ACCESS_SETTING =
      Model.of(
          SPACE + "AccessLogSetting",
          "For how long an access log is kept",
          required("days", Scalar.LONG, "0 to 365; 0 ends the log and deletes it"));

  static final Model ACCESS =
      Model.of(
          SPACE + "Access",
          "A request to a registry",
          readOnly("id", Scalar.LONG, "ID, which grows"),
          readOnly("date", Scalar.DATETIME, "When it was answered"),
          readOnly("method", Scalar.STRING, "Method"),
          readOnly("path", Scalar.STRING, "Path without query"),
          readOnly("status", Scalar.LONG, "Status of the answer"),
          readOnly("bytes", Scalar.LONG, "Size of the answer, -1 for a stream"),
          readOnly("millis", Scalar.LONG, "Time until it could be sent"),
          readOnly("actor", Scalar.STRING, "Who asked"),
          readOnly("ip", Scalar.IP, "Address"),
          readOnly("userAgent", Scalar.STRING, "Program"),
          readOnly("requestId", Scalar.STRING, "X-Request-Id of the answer"));

  static final Model METRICS_TOKEN =
      Model.of(
          SPACE + "MetricsToken",
          "A token for Prometheus, shown this once",
          readOnly("token", Scalar.PASSWORD, "Bearer token"),
          readOnly("path", Scalar.STRING, "Path of the figures on the registry's host"));

  static final Model CHECK =
      Model.of(
          SPACE + "OIDCCheck",
          "A provider to be tried",
          required("provider", RegistryModels.OPEN_ID_CONNECT, "Provider"));

  private static final Enumeration VERDICT =
      Enumeration.of(SPACE + "VerdictEnum", "How something stands", "FAILED", "OK", "WARNING");

  static final Model REPORT =
      Model.of(
          SPACE + "OIDCReport",
          "What was found at a provider",
          readOnly("verdict", VERDICT, "The worst of the findings"),
          readOnly(
              "findings",
              Model.of(
                      SPACE + "OIDCFinding",
                      "One thing that was looked at",
                      readOnly("subject", Scalar.STRING, "What"),
                      readOnly("verdict", VERDICT, "How it stands"),
                      readOnly("message", Scalar.STRING, "In words"))
                  .list(),
              "Findings"),
          readOnly(
              "certificates",
              Model.of(
                      SPACE + "OIDCCertificate",
                      "A certificate the provider showed",
                      readOnly("subject", Scalar.STRING, "Whose"),
                      readOnly("issuer", Scalar.STRING, "Who vouches"),
                      readOnly("validFrom", Scalar.STRING, "Begin"),
                      readOnly("validTo", Scalar.STRING, "End"))
                  .list(),
              "Chain, the provider's own first"),
          readOnly("issuer", Scalar.STRING, "Issuer").nullable(),
          readOnly(
              "endpoints",
              Model.of(
                      SPACE + "OIDCEndpoint",
                      "An endpoint of the provider",
                      readOnly("name", Scalar.STRING, "Name in the discovery document"),
                      readOnly("url", Scalar.STRING, "URL"))
                  .list(),
              "Endpoints"),
          readOnly("scopesSupported", Scalar.STRING.list(), "Scopes the provider lists"),
          readOnly("claimsSupported", Scalar.STRING.list(), "Claims the provider lists"));

  private BeyondModels() {}
}
