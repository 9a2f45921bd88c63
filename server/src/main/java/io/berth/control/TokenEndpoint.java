package io.berth.control;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.identity.web.Form;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /auth/oauth2/token} and {@code /auth/oauth2/revoke} (RFC 6749 sections 4.1.3, 4.4 and 6,
 * RFC 7009). A client of the code flow may leave its secret out, because its code is bound to the
 * verifier that only it knows; a secret that is given must be right.
 */
final class TokenEndpoint {
  private final ServiceAccounts serviceAccounts;
  private final OauthConsents clients;
  private final OauthCodes codes;

  TokenEndpoint(ServiceAccounts serviceAccounts, OauthConsents clients, OauthCodes codes) {
    this.serviceAccounts = serviceAccounts;
    this.clients = clients;
    this.codes = codes;
  }

  /** At their own place, and below each version for those who look there. */
  List<Route<ControlCall>> routes() {
    var proves = ControlAccess.open("RFC 6749: the client proves itself in the call");
    var routes = new ArrayList<Route<ControlCall>>();
    for (var base : List.of("", "/v1", "/1.0")) {
      routes.add(Route.post(base + "/auth/oauth2/token").asks(proves).by(this::token));
      routes.add(Route.post(base + "/auth/oauth2/revoke").asks(proves).by(this::revoke));
    }
    return routes;
  }

  /** Who calls, by HTTP Basic or in the form (RFC 6749 section 2.3.1). */
  private record Claimed(String id, Optional<String> secret) {
    static Claimed of(Request request, Form form) {
      var header = request.header("Authorization");
      if (header != null && header.regionMatches(true, 0, "Basic ", 0, 6)) {
        var pair = decodeBasic(header.substring(6).strip());
        return new Claimed(pair[0], Optional.of(pair[1]));
      }
      var secret = form.text("client_secret");
      return new Claimed(
          form.text("client_id"), secret.isEmpty() ? Optional.empty() : Optional.of(secret));
    }

    /** Both halves are form-encoded before they are joined. */
    private static String[] decodeBasic(String base64) {
      try {
        var pair =
            new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).split(":", 2);
        if (pair.length == 2) {
          return new String[] {
            URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
            URLDecoder.decode(pair[1], StandardCharsets.UTF_8)
          };
        }
      } catch (IllegalArgumentException _) {
        // Said below.
      }
      throw FaultException.invalid(Fault.Part.HEADER, "the Authorization header is malformed");
    }

    @Override
    public String toString() {
      return "Claimed[" + id + "]";
    }
  }

  private Response token(Request request) throws IOException {
    var form = Form.of(request);
    var client = Claimed.of(request, form);
    return switch (form.text("grant_type")) {
      case "client_credentials" ->
          serviceAccounts
              .issue(client.id(), client.secret().orElse(""))
              .map(token -> issued(token, null))
              .orElseGet(TokenEndpoint::unknownClient);
      case "authorization_code" -> code(client, form);
      case "refresh_token" -> refresh(client, form);
      default ->
          refuse(
              400,
              "unsupported_grant_type",
              "grant_type must be client_credentials, authorization_code or refresh_token");
    };
  }

  private Response code(Claimed client, Form form) {
    if (!proven(client)) {
      return unknownClient();
    }
    return codes
        .exchange(
            client.id(), form.text("code"), form.text("redirect_uri"), form.text("code_verifier"))
        .map(TokenEndpoint::issued)
        .orElseGet(
            () ->
                refuse(
                    400,
                    "invalid_grant",
                    "the code is unknown, used or too old, or belongs to another client,"
                        + " redirect_uri or code_verifier"));
  }

  private Response refresh(Claimed client, Form form) {
    if (!proven(client)) {
      return unknownClient();
    }
    return codes
        .refresh(client.id(), form.text("refresh_token"))
        .map(TokenEndpoint::issued)
        .orElseGet(
            () ->
                refuse(
                    400,
                    "invalid_grant",
                    "the refresh token is unknown, used or too old, or belongs to another client"));
  }

  private boolean proven(Claimed client) {
    return clients
        .find(client.id())
        .filter(known -> client.secret().map(known::hasSecret).orElse(true))
        .isPresent();
  }

  private Response revoke(Request request) throws IOException {
    var form = Form.of(request);
    var client = Claimed.of(request, form);
    var proven =
        proven(client) || serviceAccounts.isProven(client.id(), client.secret().orElse(""));
    if (!proven) {
      return unknownClient();
    }
    codes.revoke(client.id(), form.text("token"));
    return Response.json(200, null);
  }

  private static Response issued(OauthCodes.Issued issued) {
    return issued(issued.accessToken(), issued.refreshToken());
  }

  private static Response issued(String token, @Nullable String refreshToken) {
    var answer = new LinkedHashMap<String, @Nullable Object>();
    answer.put("access_token", token);
    answer.put("token_type", "Bearer");
    answer.put("expires_in", ServiceAccounts.TOKEN_LIFE.toSeconds());
    if (refreshToken != null) {
      answer.put("refresh_token", refreshToken);
    }
    answer.put("scope", "all");
    return Response.json(200, answer);
  }

  private static Response unknownClient() {
    return refuse(401, "invalid_client", "unknown client or wrong secret")
        .header("WWW-Authenticate", "Basic realm=\"control API\"");
  }

  private static Response refuse(int status, String error, String description) {
    var body = new LinkedHashMap<String, String>();
    body.put("error", error);
    body.put("error_description", description);
    return Response.json(status, body);
  }
}
