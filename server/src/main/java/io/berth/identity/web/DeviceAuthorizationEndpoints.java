package io.berth.identity.web;

import io.berth.audit.AuditLog;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.caller.Form;
import io.berth.identity.member.Actor;
import io.berth.identity.member.VisibleProjects;
import io.berth.identity.proof.GuessableSecret;
import io.berth.identity.proof.SignInThrottle;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.TokenScope;
import io.berth.identity.user.AccessTokens;
import io.berth.identity.user.DeviceLogin;
import io.berth.identity.user.DeviceLogins;
import io.berth.identity.user.DeviceLogins.Answer;
import io.berth.identity.user.DisabledUsers;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing a program in from a browser elsewhere (RFC 8628). The program gets a device code and a
 * short one for the person, who is signed in at the portal, types or follows the short one, sees
 * who asks, and lets it in or not. What the program gets is one of the person's access tokens.
 */
public final class DeviceAuthorizationEndpoints {
  static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  private static final int LONGEST_NAME = 60;
  private static final int DEFAULT_DAYS = 30;
  private static final int MOST_DAYS = 365;
  private static final int MOST_PROJECTS = 20;

  private final DeviceLogins logins;
  private final AccessTokens tokens;
  private final VisibleProjects projects;
  private final Users users;
  private final DisabledUsers disabled;
  private final SignInThrottle throttle;
  private final AuditLog audit;

  public DeviceAuthorizationEndpoints(
      DeviceLogins logins,
      AccessTokens tokens,
      VisibleProjects projects,
      Users users,
      DisabledUsers disabled,
      SignInThrottle throttle,
      AuditLog audit) {
    this.logins = logins;
    this.tokens = tokens;
    this.projects = projects;
    this.users = users;
    this.disabled = disabled;
    this.throttle = throttle;
    this.audit = audit;
  }

  /**
   * POST /service/device_authorization (RFC 8628 section 3.1). Fields: {@code client_id}; {@code
   * scope}, of {@code pull}, {@code push} or {@code admin} and any number of {@code project:NAME};
   * beyond the RFC {@code device_name} and {@code lifetime_days}.
   */
  Response begin(Request request) throws IOException {
    var form = Form.of(request);
    DeviceLogin wanted;
    try {
      wanted = wanted(request, form);
    } catch (FaultException e) {
      return refuse("invalid_request", e.fault().message());
    }
    var begun = logins.begin(registry(), wanted);
    var page = request.baseUrl() + "/account/device";
    var body = new LinkedHashMap<String, Object>();
    body.put("device_code", begun.deviceCode());
    body.put("user_code", begun.userCode());
    body.put("verification_uri", page);
    body.put("verification_uri_complete", page + "?code=" + begun.userCode());
    body.put("expires_in", DeviceLogins.LIFE.toSeconds());
    body.put("interval", DeviceLogins.PAUSE.toSeconds());
    return Response.json(200, body);
  }

  private static DeviceLogin wanted(Request request, Form form) {
    var level = TokenScope.Level.PUSH;
    var projects = new ArrayList<String>();
    for (var word : form.text("scope").split(" ", -1)) {
      switch (word) {
        case "" -> {}
        case "pull" -> level = TokenScope.Level.PULL;
        case "push" -> level = TokenScope.Level.PUSH;
        case "admin" -> level = TokenScope.Level.ADMIN;
        default -> {
          if (!word.startsWith("project:") || word.length() == "project:".length()) {
            throw invalid("scope is pull, push or admin, and project:NAME for each project");
          }
          projects.add(word.substring("project:".length()));
        }
      }
    }
    if (projects.size() > MOST_PROJECTS) {
      throw invalid("scope names at most " + MOST_PROJECTS + " projects");
    }
    var client = name(form, "client_id");
    var agent = request.header("User-Agent");
    return new DeviceLogin(
        0,
        client,
        form.text("device_name").isBlank() ? client : name(form, "device_name"),
        level,
        projects.isEmpty() ? null : projects,
        Duration.ofDays(days(form.text("lifetime_days"))),
        request.remoteAddress().getHostAddress(),
        agent == null ? "" : agent.substring(0, Math.min(agent.length(), 200)),
        Instant.EPOCH);
  }

  private static int days(String text) {
    if (text.isEmpty()) {
      return DEFAULT_DAYS;
    }
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1) {
      throw invalid("lifetime_days is a number from 1 to " + MOST_DAYS);
    }
    return Math.min(Integer.parseInt(text), MOST_DAYS);
  }

  /** A name that a person will read: nothing in it may look like something else. */
  private static String name(Form form, String field) {
    var text = form.text(field).strip();
    if (text.isEmpty() || text.length() > LONGEST_NAME || !text.matches("[\\p{L}\\p{N} ._@()-]+")) {
      throw invalid(
          field + " has 1 to " + LONGEST_NAME + " letters, digits, blanks and . _ @ ( ) -");
    }
    return text;
  }

  /** The device code's turn at the token endpoint (RFC 8628 sections 3.4 and 3.5). */
  Response token(Request request, Form form) {
    var answer = logins.ask(registry(), form.text("client_id").strip(), form.text("device_code"));
    return switch (answer) {
      case Answer.Pending _ -> refuse("authorization_pending", "nobody has confirmed the code yet");
      case Answer.TooSoon _ ->
          refuse(
              "slow_down",
              "wait " + DeviceLogins.PAUSE.toSeconds() + " seconds longer between two questions");
      case Answer.Denied _ -> refuse("access_denied", "the person refused");
      case Answer.Expired _ ->
          refuse("expired_token", "nobody confirmed the code in time; begin anew");
      case Answer.Unknown _ ->
          refuse("invalid_grant", "the device code is unknown here, or was used");
      case Answer.Approved approved -> issue(request, approved);
    };
  }

  private Response issue(Request request, Answer.Approved approved) {
    var user =
        users
            .find(registry(), approved.userId())
            .filter(found -> disabled.reason(registry(), found.id()).isEmpty());
    if (user.isEmpty()) {
      return refuse("access_denied", "the person may not sign in any more");
    }
    var gone = approved.projects();
    if (gone != null && gone.isEmpty()) {
      return refuse("access_denied", "the projects that it was let in for are gone");
    }
    AccessTokens.Made made;
    try {
      made = make(user.get(), approved);
    } catch (FaultException e) {
      return refuse("access_denied", e.fault().message());
    }
    var token = made.token();
    record(request, token.username(), "create", token.username() + ": " + token.name());
    var body = new LinkedHashMap<String, Object>();
    body.put("access_token", made.secret());
    body.put("token_type", "Bearer");
    body.put("expires_in", approved.login().lifetime().toSeconds());
    body.put("scope", scope(token.scope()));
    body.put("username", token.username());
    return Response.json(200, body);
  }

  /** Machines are called alike, and people sign in on one again and again. */
  private AccessTokens.Made make(User user, Answer.Approved approved) {
    var login = approved.login();
    for (int i = 1; ; i++) {
      var name = i == 1 ? login.device() : login.device() + " (" + i + ")";
      try {
        return tokens.create(user, name, login.level(), approved.projects(), login.lifetime());
      } catch (FaultException e) {
        if (!(e.fault() instanceof Fault.Conflict)) {
          throw e;
        }
      }
    }
  }

  private static String scope(TokenScope given) {
    var words = new ArrayList<String>();
    words.add(given.level().name().toLowerCase(Locale.ROOT));
    var projects = given.projects();
    if (projects != null) {
      projects.forEach(project -> words.add("project:" + project.name()));
    }
    return String.join(" ", words);
  }

  /** POST /service/revoke (RFC 7009): ends the access token it holds; always 200. */
  Response revoke(Request request) throws IOException {
    var token = Form.of(request).text("token");
    tokens
        .revoke(registry(), token)
        .ifPresent(
            it -> record(request, it.username(), "delete", it.username() + ": " + it.name()));
    return Response.of(200);
  }

  /** The body of the two calls of the portal's page. */
  private record Typed(
      @com.fasterxml.jackson.annotation.JsonProperty("user_code") @Nullable String userCode,
      @Nullable Boolean approve) {}

  /**
   * POST /c/device with {@code {"user_code": …}}: who asks, for the signed-in person to look at.
   */
  Response look(Request request, Actor.Person person) throws IOException {
    var login = waiting(request, person, Json.read(request, Typed.class));
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("client", login.client());
    body.put("device", login.device());
    body.put("level", login.level().name().toLowerCase(Locale.ROOT));
    body.put("projects", login.projects());
    body.put("lifetime_days", login.lifetime().toDays());
    body.put("address", login.address());
    body.put("same_address", login.address().equals(request.remoteAddress().getHostAddress()));
    body.put("agent", login.agent());
    body.put("expires_at", login.expiresAt().toString());
    return Response.json(200, body);
  }

  /** POST /c/device/answer with {@code {"user_code": …, "approve": true}}. */
  Response answer(Request request, Actor.Person person) throws IOException {
    var typed = Json.read(request, Typed.class);
    if (typed.approve() == null) {
      throw invalid("approve is true or false");
    }
    var login = waiting(request, person, typed);
    if (!typed.approve()
        ? !logins.deny(person.user(), login.id())
        : !logins.approve(person.user(), login.id(), wanted(person, login))) {
      throw gone();
    }
    return Response.json(200, Map.of("approved", typed.approve()));
  }

  /** What the names stand for when the person agrees, not whatever has the names later. */
  private List<NamedProject> wanted(Actor.Person person, DeviceLogin login) {
    return Objects.requireNonNullElse(projects.named(person, login.projects()), List.of());
  }

  private DeviceLogin waiting(Request request, Actor.Person person, Typed typed) {
    // Counted for each person: codes are short, and whoever may guess is signed in.
    return throttle
        .judge(
            GuessableSecret.deviceCodes(person.user()),
            request.remoteAddress().getHostAddress(),
            () ->
                Optional.ofNullable(typed.userCode())
                    .flatMap(code -> logins.waiting(registry(), code)))
        .orElseThrow(DeviceAuthorizationEndpoints::gone);
  }

  private static FaultException gone() {
    return FaultException.notFound(
        Fault.Thing.OTHER,
        "no program waits with this code: it may be mistyped, answered or older than "
            + DeviceLogins.LIFE.toMinutes()
            + " minutes");
  }

  private void record(Request request, String username, String operation, String resource) {
    var agent = request.header("User-Agent");
    audit.write(
        new AuditLog.Event(
            registry(),
            null,
            username,
            resource,
            "access_token",
            operation,
            operation + " access_token: " + resource,
            true,
            new AuditLog.Origin(
                request.remoteAddress().getHostAddress(), agent == null ? "" : agent)));
  }

  private static Response refuse(String error, String description) {
    return Response.json(400, Map.of("error", error, "error_description", description));
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
