package io.berth.control;

import io.berth.control.web.ConsentView;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.identity.web.Form;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /auth/oauth2/authorize}: an account lets a client act for it (RFC 6749 section 4.1 with
 * PKCE, RFC 7636, and the issuer in the answer, RFC 9207). A redirection that is not exactly one of
 * the client's is never followed.
 */
final class AuthorizePages {
  static final String PATH = "/auth/oauth2/authorize";

  private final SignInPages pages;
  private final OauthConsents clients;
  private final OauthCodes codes;

  AuthorizePages(SignInPages pages, OauthConsents clients, OauthCodes codes) {
    this.pages = pages;
    this.clients = clients;
    this.codes = codes;
  }

  List<Route<ControlCall>> routes() {
    return List.of(
        pages.page(PATH, this::ask),
        pages.form(PATH, this::decide),
        Route.get("/.well-known/oauth-authorization-server")
            .asks(ControlAccess.open("RFC 8414: what clients need to know before anything else"))
            .by(AuthorizePages::metadata));
  }

  private Response ask(Request request, AccountBrowsers.SignedIn visitor) {
    var asked = Form.parse(request.rawQuery());
    var client = client(asked);
    var problem = problem(asked);
    if (!problem.isEmpty()) {
      return back(request, asked, Map.of("error", problem));
    }
    var question =
        new ConsentView.Question(
            client.name(),
            client.description(),
            client.owner(),
            Rule.ALL.stream()
                .map(rule -> new ConsentView.Right(rule.method(), rule.path()))
                .toList(),
            List.of(),
            Redirection.origin(asked.text("redirect_uri")),
            PATH,
            request.rawQuery(),
            false);
    return ConsentView.ask(
        request, pages.csrf(request), visitor.account().name(), request.rawTarget(), question);
  }

  private Response decide(Request request, AccountBrowsers.SignedIn visitor, Form form) {
    var asked = Form.parse(form.text("handle"));
    var client = client(asked);
    var problem = problem(asked);
    if (problem.isEmpty() && !form.text("decision").equals("accept")) {
      problem = "access_denied";
    }
    if (!problem.isEmpty()) {
      return back(request, asked, Map.of("error", problem));
    }
    var code =
        codes.issue(
            client.clientId(),
            visitor.account(),
            asked.text("redirect_uri"),
            asked.text("code_challenge"));
    return back(request, asked, Map.of("code", code));
  }

  /**
   * The client, when the redirection is its own; nothing is sent anywhere else (section 4.1.2.1).
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

  private static Response back(Request request, Form asked, Map<String, String> what) {
    var uri = asked.text("redirect_uri");
    var query = new StringBuilder();
    var fields = new LinkedHashMap<>(what);
    if (!asked.text("state").isEmpty()) {
      fields.put("state", asked.text("state"));
    }
    fields.put("iss", request.baseUrl());
    fields.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return Response.redirect(uri + (uri.contains("?") ? "&" : "?") + query);
  }

  /** Of the host that people decide at: the issuer is the host of its document (section 3.3). */
  private static Response metadata(Request request) {
    if (!request.atPanel()) {
      return Response.redirect(request.panelUrl() + request.rawPath());
    }
    var base = request.baseUrl();
    var answer = new LinkedHashMap<String, Object>();
    answer.put("issuer", base);
    answer.put("authorization_endpoint", base + PATH);
    answer.put("token_endpoint", base + "/auth/oauth2/token");
    answer.put("revocation_endpoint", base + "/auth/oauth2/revoke");
    answer.put("response_types_supported", List.of("code"));
    answer.put(
        "grant_types_supported",
        List.of("authorization_code", "client_credentials", "refresh_token"));
    answer.put("code_challenge_methods_supported", List.of("S256"));
    answer.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post", "none"));
    answer.put("scopes_supported", List.of("all"));
    answer.put("authorization_response_iss_parameter_supported", true);
    return Response.json(200, answer);
  }
}
