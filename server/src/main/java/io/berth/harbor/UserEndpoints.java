package io.berth.harbor;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.wire.Timestamp;
import io.berth.harbor.wire.UserBody;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.identity.Actor;
import io.berth.identity.NewUser;
import io.berth.identity.Permission;
import io.berth.identity.ProviderLink;
import io.berth.identity.SystemPermission;
import io.berth.identity.User;
import io.berth.identity.Users;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Users of the registry. */
final class UserEndpoints {
  private final HarborParts.People people;
  private final HarborParts parts;
  private final HarborAccess access;

  UserEndpoints(HarborParts parts, HarborAccess access) {
    this.parts = parts;
    this.people = parts.people();
    this.access = access;
  }

  Response list(Request request) {
    var query = HarborQuery.of(request);
    var username = query.text(request, "username");
    var part = username == null ? query.text(request, "email") : username;
    var window = query.window();
    var offset = (int) Math.min(window.offset(), Integer.MAX_VALUE);
    var found =
        people
            .users()
            .page(registry(), Users.Where.NAME_OR_EMAIL, part, offset, window.size())
            .stream()
            .map(user -> UserBody.of(user, false, null))
            .toList();
    return query.answer(
        request, found, people.users().count(registry(), Users.Where.NAME_OR_EMAIL, part));
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Found(long userId, String username) {}

  Response search(Request request) {
    var query = HarborQuery.of(request);
    var part = request.query("username");
    if (part == null || part.isBlank()) {
      throw FaultException.invalid(Fault.Part.QUERY, "username says what to search for");
    }
    var window = query.window();
    var offset = (int) Math.min(window.offset(), Integer.MAX_VALUE);
    var found =
        people.users().page(registry(), Users.Where.NAME, part, offset, window.size()).stream()
            .map(user -> new Found(user.id(), user.username()))
            .toList();
    return query.answer(request, found, people.users().count(registry(), Users.Where.NAME, part));
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
    var since = parts.clock().instant().minus(Duration.ofDays(Long.parseLong(days)));
    return HarborQuery.of(request)
        .slice(request, people.users().notSeenSince(registry(), since), InactiveBody::of);
  }

  Response current(Request request) {
    var person = HarborAccess.person(request);
    return body(
        UserBody.of(person.user(), person.adminByGroup(), meta(person.user(), person.isOwner())));
  }

  Response get(Request request) {
    var id = id(request);
    if (isCaller(request, id)) {
      return current(request);
    }
    access.require(request, SystemPermission.USER_READ);
    var user = require(id);
    return body(UserBody.of(user, false, meta(user, false)));
  }

  private record ProfileBody(
      @Nullable String email, @Nullable String realname, @Nullable String comment) {}

  /** Changes a local user's profile; what a provider says about its users is not changed here. */
  Response update(Request request) throws IOException {
    var id = id(request);
    selfOr(request, id, SystemPermission.USER_UPDATE);
    var user = require(id);
    requireOver(request, user);
    if (user.origin() != User.Origin.LOCAL) {
      throw FaultException.forbidden("the profile of this user comes from the OIDC provider");
    }
    var body = Json.read(request, ProfileBody.class);
    people
        .users()
        .setProfile(
            user,
            body.email(),
            body.realname() == null ? user.realName() : body.realname(),
            body.comment() == null ? user.comment() : body.comment());
    HarborAudit.subject(request, user.username());
    return Response.of(200);
  }

  private record NameBody(@Nullable String username) {}

  /** Beyond Harbor: another name for a user, who keeps everything else. */
  Response rename(Request request) throws IOException {
    var user = require(id(request));
    requireOver(request, user);
    var name = text(Json.read(request, NameBody.class).username());
    people.users().rename(user, name);
    HarborAudit.subject(request, user.username() + " to " + name);
    return Response.of(200);
  }

  private static Response body(UserBody user) {
    return Response.json(200, user);
  }

  private UserBody.@Nullable OidcMeta meta(User user, boolean isOwner) {
    return people
        .links()
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
    return isOwner ? people.secrets().find(registry(), user.id()).orElse("") : "";
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

  private record PermissionBody(String resource, String action) {}

  /** What the caller may do in the project that {@code scope=/project/<id>} names. */
  Response permissions(Request request) {
    var scope = request.query("scope");
    if (scope == null || !scope.matches("/project/\\d{1,18}")) {
      return Response.json(200, List.of());
    }
    var id = Long.parseLong(scope.substring("/project/".length()));
    var project = parts.catalog().projects().find(registry(), id);
    var relative = "true".equals(request.query("relative"));
    var allowed = new ArrayList<PermissionBody>();
    if (project.isPresent()) {
      var mine = access.ahead(request, List.of(project.get()));
      for (var permission : Permission.values()) {
        if (mine.allows(request, permission, project.get())) {
          allowed.add(new PermissionBody(resource(permission, id, relative), permission.action()));
        }
      }
    }
    return Response.json(200, allowed);
  }

  private static String resource(Permission permission, long project, boolean relative) {
    var isProject = permission.resource().equals("project");
    if (relative) {
      return isProject ? "." : permission.resource();
    }
    return "/project/" + project + (isProject ? "" : "/" + permission.resource());
  }

  private record NewUserBody(
      @Nullable String username,
      @Nullable String email,
      @Nullable String realname,
      @Nullable String comment,
      @Nullable String password) {}

  Response create(Request request) throws IOException {
    if (people.providers().find(registry()).isPresent()) {
      throw FaultException.forbidden(
          "creating local user is not allowed while users sign in through the OIDC provider");
    }
    var body = Json.read(request, NewUserBody.class);
    var user =
        people
            .users()
            .createLocal(
                registry(),
                new NewUser(
                    text(body.username()),
                    body.email(),
                    text(body.realname()),
                    text(body.comment()),
                    text(body.password()),
                    false));
    HarborAudit.subject(request, user.username());
    return Response.of(201).header("Location", "/api/v2.0/users/" + user.id());
  }

  Response delete(Request request) {
    var id = id(request);
    if (isCaller(request, id)) {
      throw FaultException.forbidden("you cannot delete yourself");
    }
    var user = require(id);
    requireOver(request, user);
    HarborAudit.subject(request, user.username());
    if (!people.users().delete(registry(), id)) {
      throw unknown(id);
    }
    return Response.of(200);
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record SysadminBody(@Nullable Boolean sysadminFlag) {}

  Response setSysadmin(Request request) throws IOException {
    var flag = Json.read(request, SysadminBody.class).sysadminFlag();
    if (flag == null) {
      throw FaultException.invalid(Fault.Part.BODY, "sysadmin_flag must be true or false");
    }
    var id = id(request);
    if (isCaller(request, id) && !flag) {
      throw FaultException.forbidden("you cannot take the administrator flag from yourself");
    }
    if (!people.users().setSysadmin(registry(), id, flag)) {
      throw unknown(id);
    }
    return Response.of(200);
  }

  private record SecretBody(@Nullable String secret) {}

  /**
   * Sets one's CLI secret, or makes one when none is given
   * (docs/reference/contracts/identity.md#cli-secrets).
   */
  Response setCliSecret(Request request) throws IOException {
    if (people.providers().list(registry()).isEmpty() && !isAccount(request)) {
      throw FaultException.precondition("CLI secrets are for users of an OIDC provider");
    }
    var id = id(request);
    selfOr(request, id, SystemPermission.USER_UPDATE);
    var user = require(id);
    requireOver(request, user);
    if (user.origin() == User.Origin.LOCAL) {
      throw FaultException.precondition("this user signs in with a password");
    }
    var secret = Json.read(request, SecretBody.class).secret();
    if (secret == null || secret.isEmpty()) {
      people.secrets().generate(registry(), id);
    } else {
      people.secrets().set(registry(), id, secret);
    }
    return Response.of(200);
  }

  private static boolean isAccount(Request request) {
    return HarborAccess.known(request) instanceof Actor.Person person
        && person.user().origin() == User.Origin.ACCOUNT;
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record PasswordBody(@Nullable String oldPassword, @Nullable String newPassword) {}

  /**
   * One's own password needs the old one and ends one's other sessions; an administrator sets
   * anybody else's, which ends all their sessions and access tokens.
   */
  Response setPassword(Request request) throws IOException {
    var id = id(request);
    selfOr(request, id, SystemPermission.USER_UPDATE);
    var user = require(id);
    requireOver(request, user);
    if (user.origin() != User.Origin.LOCAL) {
      throw FaultException.forbidden("this user signs in at the OIDC provider and has no password");
    }
    var body = Json.read(request, PasswordBody.class);
    var own = isCaller(request, id);
    if (own) {
      var address = request.remoteAddress().getHostAddress();
      if (!people.passwords().isOwn(user, text(body.oldPassword()), address)) {
        throw FaultException.forbidden("the old password is not right");
      }
      if (text(body.newPassword()).equals(body.oldPassword())) {
        throw FaultException.invalid(Fault.Part.BODY, "the new password must differ from the old");
      }
    }
    var wanted = text(body.newPassword());
    var done =
        own
            ? people.userPasswords().change(registry(), id, wanted, request.cookie("sid"))
            : people.userPasswords().reset(registry(), id, wanted);
    if (!done) {
      throw unknown(id);
    }
    return Response.of(200);
  }

  private void selfOr(Request request, long id, SystemPermission permission) {
    if (isCaller(request, id)) {
      HarborAccess.requireWhole(request);
    } else {
      access.require(request, permission);
    }
  }

  /** A robot that keeps users is none of those whom it could otherwise lock out or become. */
  private void requireOver(Request request, User user) {
    if (!HarborAccess.known(request).administrator()
        && !isCaller(request, user.id())
        && people
            .persons()
            .find(registry(), user.id(), Actor.Way.SESSION, null)
            .map(Actor.Person::isSystemAdministrator)
            .orElse(user.sysadmin())) {
      throw FaultException.forbidden(
          "the user "
              + user.username()
              + " is a system administrator, whom only system administrators change");
    }
  }

  private static boolean isCaller(Request request, long id) {
    return HarborAccess.known(request) instanceof Actor.Person person && person.user().id() == id;
  }

  private User require(long id) {
    return people.users().find(registry(), id).orElseThrow(() -> unknown(id));
  }

  private static FaultException unknown(long id) {
    return FaultException.notFound(Fault.Thing.USER, "user " + id + " not found");
  }

  private static long id(Request request) {
    var id = request.param("id");
    if (!id.matches("\\d{1,18}")) {
      throw FaultException.invalid(Fault.Part.QUERY, "a user id is a number, not " + id);
    }
    return Long.parseLong(id);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
