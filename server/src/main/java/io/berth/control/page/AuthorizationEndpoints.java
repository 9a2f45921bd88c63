package io.berth.control.page;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import io.berth.control.account.OauthCodes;
import io.berth.control.account.OauthConsents;
import io.berth.control.application.AccessRule;
import io.berth.control.call.AccountBrowserSessions;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.RedirectUri;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.caller.Form;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /auth/oauth2/authorize}: an account lets a client act for it (RFC 6749 section 4.1 with
 * PKCE, RFC 7636, and the issuer in the answer, RFC 9207). A redirection that is not exactly one of
 * the client's is never followed.
 */
public final class AuthorizationEndpoints {
  static final String PATH = "/auth/oauth2/authorize";

  private final SignInPageEndpoints pages;
  private final OauthConsents clients;
  private final OauthCodes codes;

  public AuthorizationEndpoints(
      SignInPageEndpoints pages, OauthConsents clients, OauthCodes codes) {
    this.pages = pages;
    this.clients = clients;
    this.codes = codes;
  }

  public List<Route<ControlCall>> routes() {
    return List.of(
        pages.page(PATH, this::ask),
        pages.form(PATH, this::decide),
        Route.get("/.well-known/oauth-authorization-server")
            .asks(ControlAccess.open("RFC 8414: what clients need to know before anything else"))
            .by(AuthorizationEndpoints::metadata));
  }

  private Response ask(Request request, AccountBrowserSessions.SignedIn visitor) {
    var asked = Form.parse(request.rawQuery());
    var client = client(asked);
    var problem = problem(asked);
    if (!problem.isEmpty()) {
      return refused(request, asked, problem);
    }
    var question =
        new ConsentView.Question(
            client.name(),
            client.description(),
            client.owner(),
            AccessRule.ALL.stream()
                .map(rule -> new ConsentView.Right(rule.method(), rule.path()))
                .toList(),
            List.of(),
            RedirectUri.origin(asked.text("redirect_uri")),
            PATH,
            request.rawQuery(),
            false);
    return ConsentView.ask(
        request, pages.csrf(request), visitor.account().name(), request.rawTarget(), question);
  }

  private Response decide(Request request, AccountBrowserSessions.SignedIn visitor, Form form) {
    var asked = Form.parse(form.text("handle"));
    var client = client(asked);
    var problem = problem(asked);
    if (problem.isEmpty() && !form.text("decision").equals("accept")) {
      problem = "access_denied";
    }
    if (!problem.isEmpty()) {
      return refused(request, asked, problem);
    }
    var code =
        codes.issue(
            client.clientId(),
            visitor.account(),
            asked.text("redirect_uri"),
            asked.text("code_challenge"));
    return back(
        new AuthorizationSuccessResponse(
            redirection(asked),
            new AuthorizationCode(code),
            null,
            state(asked),
            new Issuer(request.baseUrl()),
            ResponseMode.QUERY));
  }

  /**
   * The client, when the redirection is its own; nothing is sent anywhere else (RFC 6749 section
   * 4.1.2.1).
   */
  private OauthConsents.Client client(Form asked) {
    return clients
        .find(asked.text("client_id"))
        .filter(known -> known.callbackUrls().contains(asked.text("redirect_uri")))
        .orElseThrow(
            () ->
                FaultException.invalid(
                    Fault.Part.QUERY,
                    "client_id is unknown, or redirect_uri is not one of the client's callback"
                        + " URLs"));
  }

  private static String problem(Form asked) {
    if (!asked.text("response_type").equals("code")) {
      return "unsupported_response_type";
    }
    var scope = asked.text("scope");
    if (!scope.isEmpty() && !List.of(scope.split(" ", -1)).contains("all")) {
      return "invalid_scope";
    }
    return asked.text("code_challenge_method").equals("S256")
            && asked.text("code_challenge").matches("[A-Za-z0-9_-]{43}")
        ? ""
        : "invalid_request";
  }

  private static Response refused(Request request, Form asked, String error) {
    return back(
        new AuthorizationErrorResponse(
            redirection(asked),
            new ErrorObject(error),
            state(asked),
            new Issuer(request.baseUrl()),
            ResponseMode.QUERY));
  }

  private static Response back(AuthorizationResponse answer) {
    return Response.redirect(answer.toURI().toString());
  }

  private static URI redirection(Form asked) {
    return URI.create(asked.text("redirect_uri"));
  }

  private static @Nullable State state(Form asked) {
    return asked.text("state").isBlank() ? null : new State(asked.text("state"));
  }

  /**
   * Of the host that people decide at: the issuer is the host of its document (RFC 8414 section
   * 3.3).
   */
  private static Response metadata(Request request) {
    if (!request.atPanel()) {
      return Response.redirect(request.panelUrl() + request.rawPath());
    }
    var base = request.baseUrl();
    return Response.json(
        200,
        new Metadata(
            base,
            base + PATH,
            base + "/auth/oauth2/token",
            base + "/auth/oauth2/revoke",
            List.of("code"),
            List.of("authorization_code", "client_credentials", "refresh_token"),
            List.of("S256"),
            List.of("client_secret_basic", "client_secret_post", "none"),
            List.of("all"),
            true));
  }

  /** RFC 8414 section 2. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Metadata(
      String issuer,
      String authorizationEndpoint,
      String tokenEndpoint,
      String revocationEndpoint,
      List<String> responseTypesSupported,
      List<String> grantTypesSupported,
      List<String> codeChallengeMethodsSupported,
      List<String> tokenEndpointAuthMethodsSupported,
      List<String> scopesSupported,
      boolean authorizationResponseIssParameterSupported) {}
}
