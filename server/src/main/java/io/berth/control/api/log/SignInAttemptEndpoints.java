package io.berth.control.api.log;

import static io.berth.control.schema.Doc.Format.DATETIME;
import static io.berth.control.schema.Doc.Format.IP;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.control.api.registry.OidcConfiguration;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.project.CloudProjectRole;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.EnumModel;
import io.berth.control.schema.Operation;
import io.berth.control.schema.QueryReader;
import io.berth.control.schema.Rfc3339;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.federation.Groups;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Members;
import io.berth.identity.oidc.ClaimsPreview;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderSettings;
import io.berth.identity.session.SignInEvent;
import io.berth.identity.session.SignIns;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code …/openIdConnect/attempts}: who tried to sign in through a provider, what it said about
 * them, what they may do with that, and why they were refused. And {@code …/openIdConnect/preview}:
 * the same for claims at hand, before anybody tries.
 */
public final class SignInAttemptEndpoints {
  private static final String SPACE = "cloud.containerRegistry.OIDC";

  @AnswerModel(name = SPACE + "Claim", doc = "A claim that was seen")
  private record Claim(
      @Doc("Name") String name,
      @Doc("Value, as JSON unless text; masked where personal") String value) {
    static Claim of(Map.Entry<String, JsonNode> claim) {
      var value = claim.getValue();
      return new Claim(claim.getKey(), value.isTextual() ? value.textValue() : value.toString());
    }
  }

  @AnswerModel(name = SPACE + "ProjectRole", doc = "A role in a project of the registry")
  private record ProjectRole(
      @Doc("Project") String project,
      @Doc("Role") String role,
      @Doc("For these repositories only") @Nullable String repositories) {}

  @EnumModel(name = SPACE + "AttemptVerdictEnum", doc = "How a sign-in ended")
  enum AttemptVerdictEnum {
    LINKED,
    ONBOARDING,
    REFUSED,
    SUCCEEDED
  }

  @AnswerModel(name = SPACE + "Attempt", doc = "A sign-in through a provider")
  private record Attempt(
      @Doc("ID, which grows") long id,
      @Doc(value = "When", format = DATETIME) String date,
      @Doc(
              value = "How it ended; ONBOARDING: a username is yet to be chosen",
              words = AttemptVerdictEnum.class)
          String verdict,
      @Doc("Why it was refused") @Nullable String reason,
      @Doc("Alias, empty for the configuration of this API") String provider,
      @Doc("Issuer of the provider") @Nullable String issuer,
      @Doc("Claims seen; none when the provider vouched for none") List<Claim> claims,
      @Doc("Username, chosen or suggested") @Nullable String username,
      @Doc("ID of the user") @Nullable Long userId,
      @Doc("Groups, as the provider names them") List<String> groups,
      @Doc("Those that pass groupFilter now") List<String> countedGroups,
      @Doc("Whether it made an administrator") boolean administrator,
      @Doc("Roles in projects as they are now, at most 200") List<ProjectRole> projectRoles,
      @Doc(value = "Address of the browser", format = IP) String ip,
      @Doc("Browser") String userAgent) {}

  @BodyModel(name = SPACE + "PreviewOf", doc = "Claims to be read as a provider's would be")
  private record PreviewOf(
      @Doc("Provider") OidcConfiguration provider,
      @Doc("Claims of an ID token, a JSON object as text") String claims) {}

  @AnswerModel(name = SPACE + "Preview", doc = "What a sign-in with these claims would come to")
  private record Preview(
      @Doc("Username, taken or suggested; empty for none") String username,
      @Doc("Whether the person is asked for the username") boolean asked,
      @Doc("Email address") @Nullable String email,
      @Doc("Name") String name,
      @Doc("Groups, as the provider names them") List<String> groups,
      @Doc("Those that pass groupFilter") List<String> countedGroups,
      @Doc("Whether it makes an administrator") boolean administrator,
      @Doc("Roles in projects that the groups have now") List<ProjectRole> projectRoles,
      @Doc("What is missing, in sentences") List<String> problems) {}

  private final SignIns signIns;
  private final Providers providers;
  private final Members members;
  private final Groups groups;

  public SignInAttemptEndpoints(
      SignIns signIns, Providers providers, Members members, Groups groups) {
    this.signIns = signIns;
    this.providers = providers;
    this.members = members;
    this.groups = groups;
  }

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    return List.of(
        Operation.get(
                ControlAccess.REGISTRY + "/openIdConnect/attempts",
                "List recent sign-ins through providers, newest first")
            .asks(
                access.registry(
                    CloudProjectRole.PREFIX + "containerRegistry/openIdConnect/attempts/get"))
            .query("before", Scalar.LONG, "Only with an ID below: the next page")
            .query("limit", Scalar.LONG, "At most so many; 100 when absent")
            .answers(Model.of(Attempt.class).list())
            .beta()
            .by(this::list),
        Operation.post(
                ControlAccess.REGISTRY + "/openIdConnect/preview",
                "Tell what a sign-in with given claims would come to, keeping nothing")
            .asks(
                access.registry(
                    CloudProjectRole.PREFIX + "containerRegistry/openIdConnect/preview/get"))
            .takes(Model.of(PreviewOf.class))
            .answers(Model.of(Preview.class))
            .beta()
            .by(this::preview));
  }

  private Response preview(Request request, InRegistry found) throws IOException {
    var registry = found.registry().id();
    var body = BodyReader.read(request, PreviewOf.class);
    var settings = body.provider().settings();
    ClaimsPreview preview;
    try {
      preview = ClaimsPreview.of(settings, body.claims());
    } catch (ParseException _) {
      throw BodyReader.invalid("claims must be a JSON object, as the payload of an ID token is");
    }
    return Response.json(
        200,
        new Preview(
            preview.username(),
            preview.asked(),
            preview.email(),
            preview.name(),
            preview.groups(),
            preview.countedGroups(),
            preview.administrator(),
            preview.countedGroups().isEmpty()
                ? List.of()
                : roles(
                    members.roles(
                        registry,
                        null,
                        groups.ids(
                            registry, issuers(registry, settings), preview.countedGroups()))),
            preview.problems()));
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
    var before = QueryReader.number(request, "before").orElse(Long.MAX_VALUE);
    var limit = AuditTrailEndpoints.limit(request);
    var attempts = new ArrayList<Attempt>();
    for (var event : signIns.list(registry, SignInEvent.Way.PROVIDER, before, limit)) {
      attempts.add(preview(registry, event));
    }
    return Response.json(200, attempts);
  }

  private Attempt preview(RegistryId registry, SignInEvent event) throws IOException {
    var alias = Objects.requireNonNullElse(event.provider(), "");
    var provider = providers.find(registry, alias).map(Provider::settings);
    var counted = provider.map(it -> it.filtered(event.groups())).orElse(List.of());
    var known = provider.map(it -> groups.ids(registry, it, counted)).orElse(List.of());
    return new Attempt(
        event.id(),
        Rfc3339.text(event.at()),
        event.outcome().name(),
        event.reason(),
        alias,
        event.issuer(),
        claims(event.claims()),
        event.username(),
        event.userId(),
        event.groups(),
        counted,
        event.administrator(),
        roles(registry, event, known),
        event.address(),
        event.agent());
  }

  private static List<Claim> claims(@Nullable String masked) throws IOException {
    return masked == null
        ? List.of()
        : Json.tree(masked.getBytes(StandardCharsets.UTF_8)).properties().stream()
            .map(Claim::of)
            .toList();
  }

  private List<ProjectRole> roles(RegistryId registry, SignInEvent event, List<Long> groups) {
    if (event.outcome() == SignInEvent.Outcome.REFUSED
        || (event.userId() == null && groups.isEmpty())) {
      return List.of();
    }
    return roles(members.roles(registry, event.userId(), groups));
  }

  private static List<ProjectRole> roles(List<Members.ProjectRole> roles) {
    return roles.stream()
        .map(role -> new ProjectRole(role.project(), role.role(), role.pattern()))
        .toList();
  }
}
