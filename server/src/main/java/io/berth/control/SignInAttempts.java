package io.berth.control;

import static io.berth.control.schema.Property.readOnly;
import static io.berth.control.schema.Property.required;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Enumeration;
import io.berth.control.schema.Type.Model;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Groups;
import io.berth.identity.Members;
import io.berth.identity.Provider;
import io.berth.identity.ProviderSettings;
import io.berth.identity.Providers;
import io.berth.identity.SignInEvent;
import io.berth.identity.SignIns;
import io.berth.identity.oidc.ClaimsPreview;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code …/openIdConnect/attempts}: who tried to sign in through a provider, what it said about
 * them, what they may do with that, and why they were refused. And {@code …/openIdConnect/preview}:
 * the same for claims at hand, before anybody tries.
 */
final class SignInAttempts {
  private static final String SPACE = "cloud.containerRegistry.OIDC";

  private static final Model CLAIM =
      Model.of(
          SPACE + "Claim",
          "A claim that was seen",
          readOnly("name", Scalar.STRING, "Name"),
          readOnly("value", Scalar.STRING, "Value, as JSON unless text; masked where personal"));

  private static final Model ROLE =
      Model.of(
          SPACE + "ProjectRole",
          "A role in a project of the registry",
          readOnly("project", Scalar.STRING, "Project"),
          readOnly("role", Scalar.STRING, "Role"),
          readOnly("repositories", Scalar.STRING, "For these repositories only").nullable());

  private static final Enumeration VERDICT =
      Enumeration.of(
          SPACE + "AttemptVerdictEnum",
          "How a sign-in ended",
          "LINKED",
          "ONBOARDING",
          "REFUSED",
          "SUCCEEDED");

  private static final Model ATTEMPT =
      Model.of(
          SPACE + "Attempt",
          "A sign-in through a provider",
          readOnly("id", Scalar.LONG, "ID, which grows"),
          readOnly("date", Scalar.DATETIME, "When"),
          readOnly("verdict", VERDICT, "How it ended; ONBOARDING: a username is yet to be chosen"),
          readOnly("reason", Scalar.STRING, "Why it was refused").nullable(),
          readOnly("provider", Scalar.STRING, "Alias, empty for the configuration of this API"),
          readOnly("issuer", Scalar.STRING, "Issuer of the provider").nullable(),
          readOnly("claims", CLAIM.list(), "Claims seen; none when the provider vouched for none"),
          readOnly("username", Scalar.STRING, "Username, chosen or suggested").nullable(),
          readOnly("userId", Scalar.LONG, "ID of the user").nullable(),
          readOnly("groups", Scalar.STRING.list(), "Groups, as the provider names them"),
          readOnly("countedGroups", Scalar.STRING.list(), "Those that pass groupFilter now"),
          readOnly("administrator", Scalar.BOOLEAN, "Whether it made an administrator"),
          readOnly("projectRoles", ROLE.list(), "Roles in projects as they are now, at most 200"),
          readOnly("ip", Scalar.IP, "Address of the browser"),
          readOnly("userAgent", Scalar.STRING, "Browser"));

  private static final Model PREVIEW_OF =
      Model.of(
          SPACE + "PreviewOf",
          "Claims to be read as a provider's would be",
          required("provider", RegistryModels.OPEN_ID_CONNECT, "Provider"),
          required("claims", Scalar.STRING, "Claims of an ID token, a JSON object as text"));

  private static final Model PREVIEW =
      Model.of(
          SPACE + "Preview",
          "What a sign-in with these claims would come to",
          readOnly("username", Scalar.STRING, "Username, taken or suggested; empty for none"),
          readOnly("asked", Scalar.BOOLEAN, "Whether the person is asked for the username"),
          readOnly("email", Scalar.STRING, "Email address").nullable(),
          readOnly("name", Scalar.STRING, "Name"),
          readOnly("groups", Scalar.STRING.list(), "Groups, as the provider names them"),
          readOnly("countedGroups", Scalar.STRING.list(), "Those that pass groupFilter"),
          readOnly("administrator", Scalar.BOOLEAN, "Whether it makes an administrator"),
          readOnly("projectRoles", ROLE.list(), "Roles in projects that the groups have now"),
          readOnly("problems", Scalar.STRING.list(), "What is missing, in sentences"));

  private final SignIns signIns;
  private final Providers providers;
  private final Members members;
  private final Groups groups;

  SignInAttempts(SignIns signIns, Providers providers, Members members, Groups groups) {
    this.signIns = signIns;
    this.providers = providers;
    this.members = members;
    this.groups = groups;
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        Operation.get(
                ControlAccess.REGISTRY + "/openIdConnect/attempts",
                "List recent sign-ins through providers, newest first")
            .asks(access.registry(Role.PREFIX + "containerRegistry/openIdConnect/attempts/get"))
            .query("before", Scalar.LONG, "Only with an ID below: the next page")
            .query("limit", Scalar.LONG, "At most so many; 100 when absent")
            .answers(ATTEMPT.list())
            .beta()
            .by(this::list),
        Operation.post(
                ControlAccess.REGISTRY + "/openIdConnect/preview",
                "Tell what a sign-in with given claims would come to, keeping nothing")
            .asks(access.registry(Role.PREFIX + "containerRegistry/openIdConnect/preview/get"))
            .takes(PREVIEW_OF)
            .answers(PREVIEW)
            .beta()
            .by(this::preview));
  }

  private Response preview(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    var body = Fields.of(Json.tree(request));
    var settings = ProviderBody.create(body);
    ClaimsPreview seen;
    try {
      seen = ClaimsPreview.of(settings, body.required("claims"));
    } catch (ParseException _) {
      throw Fields.invalid("claims must be a JSON object, as the payload of an ID token is");
    }
    var view = new LinkedHashMap<String, @Nullable Object>();
    view.put("username", seen.username());
    view.put("asked", seen.asked());
    view.put("email", seen.email());
    view.put("name", seen.name());
    view.put("groups", seen.groups());
    view.put("countedGroups", seen.countedGroups());
    view.put("administrator", seen.administrator());
    view.put(
        "projectRoles",
        seen.countedGroups().isEmpty()
            ? List.of()
            : roles(
                members.roles(
                    registry,
                    null,
                    groups.ids(registry, issuers(registry, settings), seen.countedGroups()))));
    view.put("problems", seen.problems());
    return Response.json(200, view);
  }

  /** Whose groups would be those of the primary provider if it were set so. */
  private List<String> issuers(RegistryId registry, ProviderSettings settings) {
    var present = providers.find(registry).map(Provider::settings);
    var issuers = new ArrayList<>(settings.issuers());
    present
        .filter(it -> it.clientId().equals(settings.clientId()))
        .ifPresent(it -> issuers.addAll(it.issuers()));
    if (present.isEmpty()) {
      issuers.add("");
    }
    return issuers;
  }

  private Response list(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    var before = AuditEndpoints.number(request, "before", Long.MAX_VALUE);
    var limit = AuditEndpoints.limit(request);
    var attempts = new ArrayList<Map<String, @Nullable Object>>();
    for (var event : signIns.list(registry, SignInEvent.Way.PROVIDER, before, limit)) {
      attempts.add(view(registry, event));
    }
    return Response.json(200, attempts);
  }

  private Map<String, @Nullable Object> view(RegistryId registry, SignInEvent event)
      throws IOException {
    var alias = Objects.requireNonNullElse(event.provider(), "");
    var provider = providers.find(registry, alias).map(Provider::settings);
    var counted = provider.map(it -> it.filtered(event.groups())).orElse(List.of());
    var known = provider.map(it -> groups.ids(registry, it, counted)).orElse(List.of());
    var view = new LinkedHashMap<String, @Nullable Object>();
    view.put("id", event.id());
    view.put("date", Times.text(event.at()));
    view.put("verdict", event.outcome().name());
    view.put("reason", event.reason());
    view.put("provider", alias);
    view.put("issuer", event.issuer());
    view.put("claims", claims(event.claims()));
    view.put("username", event.username());
    view.put("userId", event.userId());
    view.put("groups", event.groups());
    view.put("countedGroups", counted);
    view.put("administrator", event.administrator());
    view.put("projectRoles", roles(registry, event, known));
    view.put("ip", event.address());
    view.put("userAgent", event.agent());
    return view;
  }

  private static List<Map<String, String>> claims(@Nullable String masked) throws IOException {
    return masked == null
        ? List.of()
        : Json.tree(masked.getBytes(StandardCharsets.UTF_8)).properties().stream()
            .map(claim -> Map.of("name", claim.getKey(), "value", text(claim.getValue())))
            .toList();
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  private List<Map<String, @Nullable Object>> roles(
      RegistryId registry, SignInEvent event, List<Long> groups) {
    if (event.outcome() == SignInEvent.Outcome.REFUSED
        || (event.userId() == null && groups.isEmpty())) {
      return List.of();
    }
    return roles(members.roles(registry, event.userId(), groups));
  }

  private static List<Map<String, @Nullable Object>> roles(List<Members.ProjectRole> roles) {
    return roles.stream()
        .map(
            role -> {
              var view = new LinkedHashMap<String, @Nullable Object>();
              view.put("project", role.project());
              view.put("role", role.role());
              view.put("repositories", role.pattern());
              return (Map<String, @Nullable Object>) view;
            })
        .toList();
  }
}
