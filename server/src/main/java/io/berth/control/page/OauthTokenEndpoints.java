package io.berth.control.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import io.berth.control.account.OauthCodes;
import io.berth.control.account.OauthConsents;
import io.berth.control.account.ServiceAccounts;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.caller.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /auth/oauth2/token} and {@code /auth/oauth2/revoke} (RFC 6749 sections 4.1.3, 4.4 and 6,
 * RFC 7009). A client of the code flow may leave its secret out, because its code is bound to the
 * verifier that only it knows; a secret that is given must be right.
 */
public final class OauthTokenEndpoints {
  private final ServiceAccounts serviceAccounts;
  private final OauthConsents clients;
  private final OauthCodes codes;

  public OauthTokenEndpoints(
      ServiceAccounts serviceAccounts, OauthConsents clients, OauthCodes codes) {
    this.serviceAccounts = serviceAccounts;
    this.clients = clients;
    this.codes = codes;
  }

  /** At their own place, and below each version for those who look there. */
  public List<Route<ControlCall>> routes() {
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
        try {
          var basic = ClientSecretBasic.parse(header);
          return new Claimed(
              basic.getClientID().getValue(), Optional.of(basic.getClientSecret().getValue()));
        } catch (ParseException | IllegalArgumentException _) {
          throw FaultException.invalid(Fault.Part.HEADER, "the Authorization header is malformed");
        }
      }
      var secret = form.text("client_secret");
      return new Claimed(
          form.text("client_id"), secret.isEmpty() ? Optional.empty() : Optional.of(secret));
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
              .orElseGet(OauthTokenEndpoints::unknownClient);
      case "authorization_code" -> code(client, form);
      case "refresh_token" -> refresh(client, form);
      default ->
          refuse(
              OAuth2Error.UNSUPPORTED_GRANT_TYPE,
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
        .map(OauthTokenEndpoints::issued)
        .orElseGet(
            () ->
                refuse(
                    OAuth2Error.INVALID_GRANT,
                    "the code is unknown, used or too old, or belongs to another client,"
                        + " redirect_uri or code_verifier"));
  }

  private Response refresh(Claimed client, Form form) {
    if (!proven(client)) {
      return unknownClient();
    }
    return codes
        .refresh(client.id(), form.text("refresh_token"))
        .map(OauthTokenEndpoints::issued)
        .orElseGet(
            () ->
                refuse(
                    OAuth2Error.INVALID_GRANT,
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
    return Response.json(
        200,
        new TokenAnswer(
            token, "Bearer", ServiceAccounts.TOKEN_LIFE.toSeconds(), refreshToken, "all"));
  }

  /** RFC 6749 section 5.1. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record TokenAnswer(
      String accessToken,
      String tokenType,
      long expiresIn,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String refreshToken,
      String scope) {}

  private static Response unknownClient() {
    return refuse(OAuth2Error.INVALID_CLIENT, "unknown client or wrong secret")
        .header("WWW-Authenticate", "Basic realm=\"control API\"");
  }

  private static Response refuse(ErrorObject error, String description) {
    return Response.json(
        error.getHTTPStatusCode(), error.setDescription(description).toJSONObject());
  }
}
