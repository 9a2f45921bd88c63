package io.berth.control.page;

import io.berth.control.application.AccessRule;
import io.berth.control.application.Applications;
import io.berth.control.application.ConsumerKeyRequest;
import io.berth.control.application.ConsumerKeyRequests;
import io.berth.control.call.AccountBrowserSessions;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.RedirectUri;
import io.berth.control.schema.BodyReader;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.caller.Form;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pages around application keys: {@code /auth/?credentialToken=…} where a person accepts or
 * refuses, {@code /createApp} and {@code /createToken}
 * (docs/reference/contracts/control-api.md#application-keys).
 */
public final class ConsumerKeyEndpoints {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");
  private static final String DAY = String.valueOf(Duration.ofDays(1).toSeconds());
  private static final long LONGEST = Duration.ofDays(3650).toSeconds();
  private static final String APP = "/createApp";
  private static final String TOKEN = "/createToken";

  private final SignInPageEndpoints pages;
  private final ConsumerKeyRequests requests;
  private final Applications applications;
  private final Clock clock;

  public ConsumerKeyEndpoints(
      SignInPageEndpoints pages,
      ConsumerKeyRequests requests,
      Applications applications,
      Clock clock) {
    this.pages = pages;
    this.requests = requests;
    this.applications = applications;
    this.clock = clock;
  }

  public List<Route<ControlCall>> routes() {
    var routes = new ArrayList<Route<ControlCall>>();
    routes.add(pages.page("/auth/", this::validation));
    routes.add(pages.form("/auth/validate", this::decide));
    for (var base : List.of("/auth", "/v1/auth/", "/1.0/auth/", "/v1/auth", "/1.0/auth")) {
      routes.add(
          Route.get(base)
              .asks(ControlAccess.open("leads to the page beside it"))
              .by(ConsumerKeyEndpoints::toValidation));
    }
    for (var end : List.of("", "/")) {
      routes.add(pages.page(APP + end, (request, visitor) -> app(request, visitor, emptyApp(""))));
      routes.add(pages.form(APP + end, this::createApp));
      routes.add(
          pages.page(TOKEN + end, (request, visitor) -> token(request, visitor, asked(request))));
      routes.add(pages.form(TOKEN + end, this::createToken));
    }
    return routes;
  }

  private static Response toValidation(Request request) {
    return Response.redirect(
        "/auth/" + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery()));
  }

  // ---------------------------------------------------------------- accept or refuse

  private Response validation(Request request, AccountBrowserSessions.SignedIn visitor) {
    var token = request.query("credentialToken");
    var account = visitor.account().name();
    if (token == null || token.isEmpty()) {
      return SignInView.home(request, pages.csrf(request), account);
    }
    var asked = require(request, token);
    var redirection = asked.redirection();
    var question =
        new ConsentView.Question(
            asked.application(),
            asked.description(),
            asked.owner(),
            rights(asked.rules()),
            asked.allowedIps(),
            redirection == null ? "" : RedirectUri.origin(redirection),
            "/auth/validate",
            token,
            true);
    return ConsentView.ask(request, pages.csrf(request), account, request.rawTarget(), question);
  }

  private static List<ConsentView.Right> rights(List<AccessRule> rules) {
    return rules.stream().map(rule -> new ConsentView.Right(rule.method(), rule.path())).toList();
  }

  private ConsumerKeyRequest require(Request request, String token) {
    return requests.find(token).orElseThrow(() -> unknown(request));
  }

  private static FaultException unknown(Request request) {
    return FaultException.notFound(Fault.Thing.OTHER, PageTexts.of(request).say("problem.unknown"));
  }

  private Response decide(Request request, AccountBrowserSessions.SignedIn visitor, Form form) {
    var token = form.text("handle");
    var redirection = require(request, token).redirection();
    var accepted = form.text("decision").equals("accept");
    var answered =
        accepted
            ? requests.accept(token, visitor.account(), validity(form.text("validity")))
            : requests.refuse(token);
    if (!answered) {
      throw unknown(request);
    }
    return redirection == null
        ? ConsentView.done(request, accepted)
        : Response.redirect(redirection);
  }

  /** Null for ever. */
  private static @Nullable Duration validity(String seconds) {
    if (!seconds.matches("\\d{1,9}") || Long.parseLong(seconds) > LONGEST) {
      throw BodyReader.invalid("validity must be a number of seconds, 0 for unlimited");
    }
    long number = Long.parseLong(seconds);
    return number == 0 ? null : Duration.ofSeconds(number);
  }

  // ---------------------------------------------------------------- new applications and keys

  private static NewKeysView.Start emptyApp(String problem) {
    return new NewKeysView.Start(APP, "", "", DAY, List.of(), problem);
  }

  private Response app(
      Request request, AccountBrowserSessions.SignedIn visitor, NewKeysView.Start start) {
    return form(request, visitor, false, start);
  }

  private Response token(
      Request request, AccountBrowserSessions.SignedIn visitor, NewKeysView.Start start) {
    return form(request, visitor, true, start);
  }

  private Response form(
      Request request,
      AccountBrowserSessions.SignedIn visitor,
      boolean withKey,
      NewKeysView.Start start) {
    return NewKeysView.form(
        request,
        pages.csrf(request),
        visitor.account().name(),
        request.rawTarget(),
        withKey,
        start);
  }

  private Response createApp(Request request, AccountBrowserSessions.SignedIn visitor, Form form) {
    var name = form.text("name").strip();
    if (name.isEmpty()) {
      return app(request, visitor, emptyApp(PageTexts.of(request).say("create.noName")));
    }
    var made = applications.create(visitor.account(), cut(name, 100), description(form));
    var keys = new LinkedHashMap<String, String>();
    keys.put("made.applicationKey", made.key());
    keys.put("made.applicationSecret", made.secret());
    return NewKeysView.made(request, keys);
  }

  /** What the query of {@code /createToken/?GET=/me&POST=/cloud/*} asks for. */
  private static NewKeysView.Start asked(Request request) {
    var rules =
        METHODS.stream()
            .flatMap(
                method ->
                    request.queryAll(method).stream()
                        .limit(100)
                        .map(path -> new ConsentView.Right(method, path)))
            .toList();
    var duration = Objects.requireNonNullElse(request.query("duration"), DAY);
    return new NewKeysView.Start(
        TOKEN,
        Objects.requireNonNullElse(request.query("applicationName"), ""),
        Objects.requireNonNullElse(request.query("applicationDescription"), ""),
        duration.equals("unlimited") ? "0" : duration,
        rules,
        "");
  }

  private Response createToken(
      Request request, AccountBrowserSessions.SignedIn visitor, Form form) {
    var name = form.text("name").strip();
    var rules = rules(form);
    var words = PageTexts.of(request);
    var problem =
        name.isEmpty()
            ? words.say("create.noName")
            : rules.isEmpty()
                    || rules.size() > AccessRule.MOST
                    || rules.stream().anyMatch(rule -> !rule.isWellFormed())
                ? words.say("create.noRules")
                : "";
    if (!problem.isEmpty()) {
      return token(
          request,
          visitor,
          new NewKeysView.Start(
              TOKEN, name, description(form), form.text("validity"), rights(rules), problem));
    }
    var validity = validity(form.text("validity"));
    var made = applications.create(visitor.account(), cut(name, 100), description(form));
    var consumerKey =
        applications.grant(made, rules, validity == null ? null : clock.instant().plus(validity));
    var keys = new LinkedHashMap<String, String>();
    keys.put("made.applicationKey", made.key());
    keys.put("made.applicationSecret", made.secret());
    keys.put("made.consumerKey", consumerKey);
    return NewKeysView.made(request, keys);
  }

  private static List<AccessRule> rules(Form form) {
    var methods = form.all("method");
    var paths = form.all("path");
    var rules = new ArrayList<AccessRule>();
    for (int i = 0; i < Math.min(methods.size(), paths.size()); i++) {
      if (!paths.get(i).isBlank()) {
        rules.add(new AccessRule(methods.get(i), paths.get(i).strip()));
      }
    }
    return rules;
  }

  private static String description(Form form) {
    return cut(form.text("description").strip(), 500);
  }

  private static String cut(String text, int length) {
    return text.substring(0, Math.min(text.length(), length));
  }
}
