package io.berth.identity.web;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.caller.Form;
import io.berth.identity.caller.ProgramSignIn;
import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.Actor;
import io.berth.identity.right.Grant;
import io.berth.identity.right.Permission;
import io.berth.identity.right.ProjectScopes;
import io.berth.identity.setting.RegistrySettings;
import io.berth.identity.token.RegistryTokens;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * /service/token: trades credentials for a registry token
 * (docs/reference/contracts/harbor.md#token-service). The token grants what was asked for and is
 * allowed now, repository by repository; asking for more is no error.
 */
public final class TokenServiceEndpoints {
  private static final Map<String, Permission> ACTIONS =
      Map.of(
          "pull", Permission.REPOSITORY_PULL,
          "push", Permission.REPOSITORY_PUSH,
          "delete", Permission.ARTIFACT_DELETE);

  /** A token that grants more would not fit into a request's head. */
  private static final int MOST_SCOPES = 200;

  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final List<String> TOKEN_TYPES =
      List.of("urn:ietf:params:oauth:token-type:id_token", "urn:ietf:params:oauth:token-type:jwt");

  /** How long the registry token of an exchange lives at most. */
  private static final Duration EXCHANGED = Duration.ofMinutes(15);

  private final ProgramSignIn programs;
  private final AccessPolicy policy;
  private final ProjectScopes projects;
  private final RegistryTokens tokens;
  private final RegistrySettings settings;
  private final DeviceAuthorizationEndpoints devices;

  public TokenServiceEndpoints(
      ProgramSignIn programs,
      AccessPolicy policy,
      ProjectScopes projects,
      RegistryTokens tokens,
      RegistrySettings settings,
      DeviceAuthorizationEndpoints devices) {
    this.settings = settings;
    this.devices = devices;
    this.programs = programs;
    this.policy = policy;
    this.projects = projects;
    this.tokens = tokens;
  }

  /** GET, with the credentials of the request. */
  Response get(Request request, Actor caller) {
    var given = request.query("service");
    var service = given == null ? "" : given;
    if (!service.equals(RegistryTokens.SERVICE)) {
      return Response.text(400, "text/plain", unknown(service));
    }
    return answer(issue(caller, service, request.queryAll("scope"), lifetime()), Map.of());
  }

  /**
   * POST of an OAuth 2 form: a name and a password (RFC 6749 section 4.3), an exchange, or a
   * program that was let in at a browser (RFC 8628 section 3.4). Any other is 405, upon which
   * clients that try POST first go on with GET.
   */
  Response post(Request request) throws IOException {
    var form = Form.of(request);
    return switch (form.text("grant_type")) {
      case "password" -> password(request, form);
      case EXCHANGE -> exchange(request, form);
      case DeviceAuthorizationEndpoints.GRANT -> devices.token(request, form);
      default -> throw unserved();
    };
  }

  private Response password(Request request, Form form) throws IOException {
    if (form.text("username").isEmpty()) {
      throw unserved();
    }
    var actor = programs.password(request, form.text("username"), form.text("password"));
    return answer(issue(actor, form.text("service"), form.all("scope"), lifetime()), Map.of());
  }

  private static FaultException unserved() {
    return new FaultException(
        new Fault.MethodNotAllowed(
            List.of("GET"),
            "POST is for grant_type=password with a username, for the token exchange and the device"
                + " code: use GET with Basic credentials"));
  }

  /** RFC 8693: a robot's registry token for the ID token of its platform; client_id names it. */
  private Response exchange(Request request, Form form) {
    if (!TOKEN_TYPES.contains(form.text("subject_token_type"))) {
      throw FaultException.invalid(
          Fault.Part.BODY, "subject_token_type is one of " + String.join(", ", TOKEN_TYPES));
    }
    var actor = programs.federated(request, form.text("client_id"), form.text("subject_token"));
    var usual = lifetime();
    var issued =
        issue(
            actor,
            form.text("service").isEmpty() ? RegistryTokens.SERVICE : form.text("service"),
            form.all("scope"),
            usual.compareTo(EXCHANGED) < 0 ? usual : EXCHANGED);
    return answer(
        issued,
        Map.of(
            "token_type",
            "Bearer",
            "issued_token_type",
            "urn:ietf:params:oauth:token-type:access_token"));
  }

  private Duration lifetime() {
    return Duration.ofMinutes(
        settings.number(
            CurrentRequest.currentRegistry().id(), RegistrySettings.Name.TOKEN_EXPIRATION));
  }

  private RegistryTokens.Issued issue(
      Actor actor, String service, List<String> scopes, Duration lifetime) {
    if (!service.equals(RegistryTokens.SERVICE)) {
      throw FaultException.invalid(Fault.Part.QUERY, unknown(service));
    }
    var asked = scopes.stream().flatMap(s -> List.of(s.split(" ")).stream()).toList();
    if (asked.size() > MOST_SCOPES) {
      throw FaultException.invalid(
          Fault.Part.QUERY, "at most " + MOST_SCOPES + " scopes can be asked for at once");
    }
    if (actor instanceof Actor.Anonymous && asked.stream().allMatch(String::isBlank)) {
      throw FaultException.unauthenticated("authentication required");
    }
    var registry = CurrentRequest.currentRegistry().id();
    var granted = new LinkedHashMap<String, Grant>();
    for (var scope : asked) {
      if (!scope.isBlank()) {
        var grant = grant(registry, actor, scope);
        granted.merge(grant.type() + ":" + grant.name(), grant, TokenServiceEndpoints::both);
      }
    }
    return tokens.issue(registry, actor, List.copyOf(granted.values()), lifetime);
  }

  private static String unknown(String service) {
    return "Unable to handle service: " + service;
  }

  private static Response answer(RegistryTokens.Issued issued, Map<String, String> more) {
    var body = new LinkedHashMap<String, Object>(more);
    body.put("token", issued.token());
    body.put("access_token", issued.token());
    body.put("expires_in", issued.lifetime().toSeconds());
    body.put("issued_at", issued.issuedAt().toString());
    return Response.json(200, body);
  }

  /** {@code type:name:actions}; the name may hold colons itself. */
  private Grant grant(RegistryId registry, Actor actor, String scope) {
    int first = scope.indexOf(':');
    int last = scope.lastIndexOf(':');
    if (first < 0 || last == first) {
      return new Grant(scope, "", Set.of());
    }
    // The Docker token specification allows a class in the type, as in repository(plugin).
    var type = withoutClass(scope.substring(0, first));
    var name = scope.substring(first + 1, last);
    var wanted = new HashSet<>(List.of(scope.substring(last + 1).split(",", -1)));
    return new Grant(
        type,
        name,
        switch (type) {
          case "repository" -> repository(registry, actor, name, wanted);
          // The catalog shows everybody what they may see, and no more.
          case "registry" -> name.equals("catalog") ? wanted : Set.<String>of();
          default -> Set.<String>of();
        });
  }

  private static String withoutClass(String type) {
    int open = type.endsWith(")") ? type.indexOf('(') : -1;
    return open < 0 ? type : type.substring(0, open);
  }

  private Set<String> repository(
      RegistryId registry, Actor actor, String name, Set<String> wanted) {
    int slash = name.indexOf('/');
    var project =
        slash < 1
            ? java.util.Optional.<io.berth.identity.right.ProjectScope>empty()
            : projects.byName(registry, name.substring(0, slash));
    var actions = new TreeSet<String>();
    project.ifPresent(
        scope ->
            ACTIONS.forEach(
                (action, permission) -> {
                  if ((wanted.contains(action) || wanted.contains("*"))
                      && policy.allows(actor, permission, scope, name)) {
                    actions.add(action);
                  }
                }));
    return actions;
  }

  private static Grant both(Grant one, Grant other) {
    var actions = new TreeSet<>(one.actions());
    actions.addAll(other.actions());
    return new Grant(one.type(), one.name(), actions);
  }
}
