package io.berth.harbor.user;

import static io.berth.identity.right.SystemPermission.USER_CREATE;
import static io.berth.identity.right.SystemPermission.USER_DELETE;
import static io.berth.identity.right.SystemPermission.USER_LIST;
import static io.berth.identity.right.SystemPermission.USER_READ;
import static io.berth.identity.right.SystemPermission.USER_UPDATE;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.wire.Timestamp;
import io.berth.harbor.wire.UserBody;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.federation.ProviderLinks;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Actor;
import io.berth.identity.provider.ProviderLink;
import io.berth.identity.user.CliSecrets;
import io.berth.identity.user.NewUser;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.listing.Term;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users of the registry. */
public final class UserEndpoints {
  private static final int LONGEST_NAME = 255;

  private final Users users;
  private final ProviderLinks links;
  private final CliSecrets secrets;
  private final Providers providers;
  private final UserPath path;
  private final HarborAccess access;
  private final Clock clock;

  public UserEndpoints(
      Users users,
      ProviderLinks links,
      CliSecrets secrets,
      Providers providers,
      UserPath path,
      HarborAccess access,
      Clock clock) {
    this.users = users;
    this.links = links;
    this.secrets = secrets;
    this.providers = providers;
    this.path = path;
    this.access = access;
    this.clock = clock;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var known = access.signedIn();
    var one = "/users/{id}";
    return List.of(
        Route.get("/users").asks(access.system(USER_LIST)).by(this::list),
        Route.post("/users")
            .asks(access.system(USER_CREATE))
            .audited(audit.of("create", "user"))
            .by(this::create),
        Route.get("/users/current").asks(known).by(this::current),
        Route.get("/users/search")
            .asks(access.seeker(USER_LIST))
            .by(this::search)
            .after(HarborQuery.requiring("username")),
        Route.get("/users/inactive").asks(access.system(USER_LIST)).by(this::inactive),
        Route.get(one).asks(known).by(this::get),
        Route.put(one).asks(known).audited(audit.of("update", "user")).by(this::update),
        Route.delete(one)
            .asks(access.system(USER_DELETE))
            .audited(audit.of("delete", "user"))
            .by(this::delete),
        Route.put(one + "/sysadmin")
            .asks(access.administrator())
            .audited(audit.of("update", "user"))
            .by(this::setSysadmin),
        Route.put(one + "/username")
            .asks(access.system(USER_UPDATE))
            .audited(audit.of("update", "user"))
            .by(this::rename));
  }

  Response list(Request request) {
    var query = HarborQuery.of(request);
    var asked = query.asked();
    for (var name : List.of("username", "email")) {
      var part = HarborQuery.parameter(request, name);
      asked = part == null ? asked : asked.with(name, new Term.Fuzzy(part));
    }
    return query.answer(
        request, users.list(registry(), asked).each(user -> UserBody.of(user, false, null)));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Found(long userId, String username) {}

  Response search(Request request) {
    var part = HarborQuery.required(request, "username");
    var query = HarborQuery.paged(request);
    return query.answer(
        request,
        users
            .search(registry(), part, query.asked())
            .each(user -> new Found(user.id(), user.username())));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record InactiveBody(
      long userId,
      String username,
      @Nullable String email,
      @Nullable String lastSeenTime,
      String creationTime) {
    static InactiveBody of(Users.Seen seen) {
      var user = seen.user();
      return new InactiveBody(
          user.id(),
          user.username(),
          user.email(),
          seen.lastSeenAt() == null ? null : Timestamp.of(seen.lastSeenAt()),
          Timestamp.of(user.createdAt()));
    }
  }

  /** Beyond Harbor: who was not seen for a number of days, 90 when none is given. */
  Response inactive(Request request) {
    var days = request.query("days") == null ? "90" : request.query("days");
    if (days == null || !days.matches("\\d{1,5}")) {
      throw FaultException.invalid(Fault.Part.QUERY, "days is a number of days");
    }
    var since = clock.instant().minus(Duration.ofDays(Long.parseLong(days)));
    var query = HarborQuery.paged(request);
    return query.answer(
        request, users.notSeenSince(registry(), since, query.asked()).each(InactiveBody::of));
  }

  Response current(Request request, Actor caller) {
    var person = HarborAccess.person(caller);
    return body(
        UserBody.of(person.user(), person.adminByGroup(), meta(person.user(), person.isOwner())));
  }

  Response get(Request request, Actor caller) {
    var id = UserPath.id(request);
    if (UserPath.isCaller(caller, id)) {
      return current(request, caller);
    }
    access.require(caller, USER_READ);
    var user = path.require(id);
    return body(UserBody.of(user, false, meta(user, false)));
  }

  /** Changes a local user's profile; what a provider says about its users is not changed here. */
  Response update(Request request, Actor caller) throws IOException {
    var id = path.requireMayChange(request, caller);
    var body = Json.read(request, ProfileInput.class).checked();
    var user = path.requireChangeable(id, caller);
    if (user.origin() != User.Origin.LOCAL) {
      throw FaultException.forbidden("the profile of this user comes from the OIDC provider");
    }
    users.setProfile(user, body.email(), BodyText.of(body.realname()), BodyText.of(body.comment()));
    return Response.of(200).about(user.username());
  }

  private record NameBody(@Nullable String username) {}

  /** Beyond Harbor: another name for a user, who keeps everything else. */
  Response rename(Request request, Actor caller) throws IOException {
    var user = path.requirePerson(UserPath.id(request));
    path.requireOver(caller, user);
    var name = BodyText.of(Json.read(request, NameBody.class).username());
    users.rename(user, name);
    return Response.of(200).about(user.username() + " to " + name);
  }

  private static Response body(UserBody user) {
    return Response.json(200, user);
  }

  private UserBody.@Nullable OidcMeta meta(User user, boolean isOwner) {
    return links
        .find(registry(), user.id())
        .map(link -> meta(user, link, isOwner))
        .orElseGet(() -> user.origin() == User.Origin.ACCOUNT ? accountMeta(user, isOwner) : null);
  }

  /** An account's user has a CLI secret too, and is told so in the same place. */
  private UserBody.OidcMeta accountMeta(User user, boolean isOwner) {
    var since = Timestamp.of(user.createdAt());
    return new UserBody.OidcMeta(user.id(), user.id(), "", secret(user, isOwner), "", since, since);
  }

  private String secret(User user, boolean isOwner) {
    return isOwner ? secrets.find(registry(), user.id()).orElse("") : "";
  }

  private UserBody.OidcMeta meta(User user, ProviderLink link, boolean isOwner) {
    var refused = link.refusedReason();
    return new UserBody.OidcMeta(
        user.id(),
        user.id(),
        link.subject() + link.issuer(),
        secret(user, isOwner),
        refused == null ? "" : refused,
        Timestamp.of(user.createdAt()),
        Timestamp.of(link.checkedAt()));
  }

  private record NewUserBody(
      @Nullable String username,
      @Nullable String email,
      @Nullable String realname,
      @Nullable String comment,
      @Nullable String password) {}

  Response create(Request request) throws IOException {
    if (providers.find(registry()).isPresent()) {
      throw FaultException.forbidden(
          "creating local user is not allowed while users sign in through the OIDC provider");
    }
    var body = Json.read(request, NewUserBody.class);
    var username = BodyText.of(body.username(), "username", LONGEST_NAME);
    var profile = new ProfileInput(body.email(), body.realname(), body.comment()).checked();
    var user =
        users.createLocal(
            registry(),
            new NewUser(
                username,
                profile.email(),
                BodyText.of(profile.realname()),
                BodyText.of(profile.comment()),
                BodyText.of(body.password()),
                false));
    return Response.of(201)
        .header("Location", "/api/v2.0/users/" + user.id())
        .about(user.username());
  }

  Response delete(Request request, Actor caller) {
    var id = UserPath.id(request);
    if (UserPath.isCaller(caller, id)) {
      throw FaultException.forbidden("you cannot delete yourself");
    }
    var user = path.requirePerson(id);
    path.requireOver(caller, user);
    if (!users.delete(registry(), id)) {
      throw UserPath.unknown(id);
    }
    return Response.of(200).about(user.username());
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record SysadminBody(@Nullable Boolean sysadminFlag) {}

  /** Go's clients leave a flag out that is false. */
  Response setSysadmin(Request request, Actor caller) throws IOException {
    var flag = Boolean.TRUE.equals(Json.read(request, SysadminBody.class).sysadminFlag());
    var id = UserPath.id(request);
    if (UserPath.isCaller(caller, id) && !flag) {
      throw FaultException.forbidden("you cannot take the administrator flag from yourself");
    }
    if (!users.setSysadmin(registry(), id, flag)) {
      throw UserPath.unknown(id);
    }
    return Response.of(200);
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
