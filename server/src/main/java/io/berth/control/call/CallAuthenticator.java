package io.berth.control.call;

import io.berth.control.account.Account;
import io.berth.control.account.Accounts;
import io.berth.control.account.ServiceAccounts;
import io.berth.control.application.Application;
import io.berth.control.application.Applications;
import io.berth.control.application.CallSignature;
import io.berth.control.application.ConsumerKey;
import io.berth.fault.Fault;
import io.berth.fault.Fault.CredentialProblem;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.http.message.Method;
import io.berth.http.message.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who is calling, by signature or access token, and refuses with the documented message
 * of each reason (docs/reference/contracts/control-api.md#errors and #signatures).
 */
public final class CallAuthenticator {
  private static final Pattern BEARER = Pattern.compile("(?i)^bearer +");
  private static final Pattern VERSION = Pattern.compile("^/(v1|1\\.0)(?=/)");
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final Accounts accounts;
  private final Applications applications;
  private final ServiceAccounts serviceAccounts;
  private final AccountBrowserSessions browsers;
  private final Clock clock;

  public CallAuthenticator(
      Accounts accounts,
      Applications applications,
      ServiceAccounts serviceAccounts,
      AccountBrowserSessions browsers,
      Clock clock) {
    this.accounts = accounts;
    this.applications = applications;
    this.serviceAccounts = serviceAccounts;
    this.browsers = browsers;
    this.clock = clock;
  }

  /**
   * The caller of this request.
   *
   * @throws FaultException Unauthenticated without credentials, CredentialRefused with wrong ones
   */
  Caller require(Request request) {
    var bearer = bearer(request.header("Authorization"));
    if (bearer.isPresent()) {
      return holder(bearer.get());
    }
    var key = request.header("X-Ovh-Application");
    var consumer = request.header("X-Ovh-Consumer");
    var signature = request.header("X-Ovh-Signature");
    var timestamp = request.header("X-Ovh-Timestamp");
    if (key == null || consumer == null || signature == null || timestamp == null) {
      return visitor(request);
    }
    var application =
        applications
            .find(key)
            .filter(Application::active)
            .orElseThrow(
                () ->
                    refused(
                        CredentialProblem.UNKNOWN_APPLICATION, "This application key is invalid"));
    var credential =
        applications
            .credential(application, consumer)
            .orElseThrow(
                () ->
                    refused(
                        CredentialProblem.UNKNOWN_CONSUMER_KEY, "This credential does not exist"));
    var account = owner(credential);
    checkSignature(request, application, consumer, signature, timestamp);
    if (!credential.allows(request.remoteAddress())) {
      throw refused(CredentialProblem.NOT_VALID, "This credential is not valid from your address");
    }
    checkRules(request, credential);
    applications.used(credential);
    return Caller.signed(account, credential);
  }

  /** Somebody signed in with a browser; what changes something must come from our own pages. */
  private Caller visitor(Request request) {
    var visitor =
        browsers
            .find(request)
            .orElseThrow(() -> FaultException.unauthenticated("You must login first"));
    if (request.method() != Method.GET && request.method() != Method.HEAD) {
      browsers.checkCsrf(request, request.header(AccountBrowserSessions.CSRF_HEADER));
    }
    return Caller.browsing(visitor.account(), visitor.session());
  }

  private Caller holder(String token) {
    return serviceAccounts
        .holder(token)
        .flatMap(
            holder ->
                accounts
                    .find(holder.accountId())
                    .filter(Account::enabled)
                    .map(account -> Caller.holding(account, holder)))
        .orElseThrow(() -> refused(CredentialProblem.NOT_VALID, "This credential is not valid"));
  }

  private Account owner(ConsumerKey credential) {
    return Optional.of(credential)
        .filter(known -> known.validAt(clock.instant()))
        .map(ConsumerKey::accountId)
        .flatMap(accounts::find)
        .filter(Account::enabled)
        .orElseThrow(() -> refused(CredentialProblem.NOT_VALID, "This credential is not valid"));
  }

  private void checkSignature(
      Request request, Application application, String consumer, String signature, String time) {
    var call =
        new CallSignature.SignedCall(
            request.method().name(), CallSignature.urls(request), body(request), time);
    if (!CallSignature.matches(signature, application, consumer, call)) {
      throw refused(CredentialProblem.BAD_SIGNATURE, "Invalid signature");
    }
    var now = clock.instant();
    var signedAt = seconds(time);
    if (signedAt == null || Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0) {
      throw refused(
          CredentialProblem.TIMESTAMP_OFF,
          "The timestamp is more than a minute off; the server's time is " + now.getEpochSecond());
    }
  }

  private static void checkRules(Request request, ConsumerKey credential) {
    var path = VERSION.matcher(request.rawPath()).replaceFirst("");
    var granted =
        credential.rules().stream().anyMatch(rule -> rule.covers(request.method().name(), path));
    if (!granted) {
      throw refused(CredentialProblem.CALL_NOT_GRANTED, "This call has not been granted");
    }
  }

  private static byte[] body(Request request) {
    try {
      return request.body().bytes(Json.MAX_DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Instant seconds(String timestamp) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(timestamp));
    } catch (NumberFormatException | DateTimeException _) {
      return null;
    }
  }

  /** The token of an Authorization header; one documented sample leaves the word Bearer out. */
  private static Optional<String> bearer(@Nullable String header) {
    if (header == null || header.toLowerCase(Locale.ROOT).startsWith("basic ")) {
      return Optional.empty();
    }
    return Optional.of(BEARER.matcher(header).replaceFirst("").strip());
  }

  private static FaultException refused(CredentialProblem problem, String message) {
    return new FaultException(new Fault.CredentialRefused(problem, message));
  }
}
