package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Access;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /auth}: the server's time, who is calling, and access tokens. */
public final class AuthEndpoints {
  private final Applications applications;
  private final AccountKeys keys;
  private final ServiceAccounts serviceAccounts;
  private final Clock clock;

  public AuthEndpoints(
      Applications applications, AccountKeys keys, ServiceAccounts serviceAccounts, Clock clock) {
    this.applications = applications;
    this.keys = keys;
    this.serviceAccounts = serviceAccounts;
    this.clock = clock;
  }

  List<Operation> operations() {
    return List.of(
        Operation.get("/auth/time", "Get the current time of the server, in Unix seconds")
            .open("clients ask for the server's clock before they can sign")
            .answers(Scalar.LONG)
            .by(this::time),
        Operation.get("/auth/details", "Get who is calling")
            .asks("account:apiovh:auth/details")
            .answers(AccountModels.DETAILS)
            .by(AuthEndpoints::details),
        Operation.get("/auth/currentCredential", "Get the consumer key of the call")
            .asks("account:apiovh:auth/currentCredential")
            .answers(AccountModels.CREDENTIAL)
            .by(this::currentCredential),
        Operation.post("/auth/logout", "End the consumer key of the call")
            .asks("account:apiovh:auth/logout")
            .by(this::logout));
  }

  /** The token endpoint: at its own place, and below each version for those who look there. */
  List<Route> tokenRoutes() {
    return Stream.concat(Stream.of(""), ControlApi.VERSIONS.stream())
        .map(
            base ->
                Route.post(
                    base + "/auth/oauth2/token",
                    Access.open("RFC 6749 section 4.4: the client proves itself in the call"),
                    this::token))
        .toList();
  }

  private Response time(Request request) {
    return Response.json(200, clock.instant().getEpochSecond());
  }

  private static Response details(Request request) {
    var caller = Caller.of(request);
    var details = new LinkedHashMap<String, @Nullable Object>();
    details.put("account", caller.account().name());
    details.put("allowedRoutes", caller.credential().map(Credential::rules).orElse(null));
    details.put("description", null);
    details.put("identities", List.of("urn:v1:eu:identity:account:" + caller.account().name()));
    details.put("method", caller.way().word());
    details.put("roles", List.of());
    details.put("user", null);
    return Response.json(200, details);
  }

  private Response currentCredential(Request request) {
    var account = Caller.of(request).account();
    return Response.json(200, keys.credential(account, signed(request).id()));
  }

  private Response logout(Request request) {
    applications.expire(signed(request));
    return Response.json(200, null);
  }

  private static Credential signed(Request request) {
    return Caller.of(request)
        .credential()
        .orElseThrow(
            () ->
                FaultException.forbidden("This call is for consumer keys, not for access tokens"));
  }

  /** RFC 6749 sections 4.4 and 5: the client as HTTP Basic or in the form. */
  private Response token(Request request) throws IOException {
    var form = form(request);
    if (!"client_credentials".equals(form.get("grant_type"))) {
      return refuse(400, "unsupported_grant_type", "grant_type must be client_credentials");
    }
    var client = basic(request.header("Authorization"));
    var id = client.map(pair -> pair[0]).orElse(form.getOrDefault("client_id", ""));
    var secret = client.map(pair -> pair[1]).orElse(form.getOrDefault("client_secret", ""));
    var token = serviceAccounts.issue(id, secret);
    if (token.isEmpty()) {
      return refuse(401, "invalid_client", "unknown client or wrong secret")
          .header("WWW-Authenticate", "Basic realm=\"control API\"");
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("access_token", token.get());
    answer.put("token_type", "Bearer");
    answer.put("expires_in", ServiceAccounts.TOKEN_LIFE.toSeconds());
    answer.put("scope", "all");
    return Response.json(200, answer).header("Cache-Control", "no-store");
  }

  private static Response refuse(int status, String error, String description) {
    var body = new LinkedHashMap<String, String>();
    body.put("error", error);
    body.put("error_description", description);
    return Response.json(status, body).header("Cache-Control", "no-store");
  }

  private static Map<String, String> form(Request request) throws IOException {
    var text = new String(request.body().bytes(Json.MAX_DOCUMENT), StandardCharsets.UTF_8);
    var form = new LinkedHashMap<String, String>();
    Arrays.stream(text.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> form.put(decode(pair[0]), decode(pair[1])));
    return form;
  }

  /** Section 2.3.1: both halves are form-encoded before they are joined. */
  private static Optional<String[]> basic(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      var pair =
          new String(
                  Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8)
              .split(":", 2);
      return pair.length == 2
          ? Optional.of(new String[] {decode(pair[0]), decode(pair[1])})
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      throw FaultException.invalid(Fault.Part.HEADER, "the Authorization header is malformed");
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw FaultException.invalid(Fault.Part.BODY, "the form is not correctly encoded");
    }
  }
}
