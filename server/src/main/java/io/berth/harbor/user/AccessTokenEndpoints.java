package io.berth.harbor.user;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.harbor.request.HarborQuery;
import io.berth.harbor.request.PathId;
import io.berth.harbor.wire.Timestamp;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import io.berth.identity.member.EscalationCheck;
import io.berth.identity.right.NamedProject;
import io.berth.identity.right.Permission;
import io.berth.identity.right.TokenScope;
import io.berth.identity.user.AccessToken;
import io.berth.identity.user.AccessTokens;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens (beyond Harbor): one's own below {@code /users/current/access-tokens}, anybody's
 * for administrators below {@code /users/{id}/access-tokens}, who see and end but never make them.
 */
public final class AccessTokenEndpoints {

  private final AccessTokens tokens;
  private final Users users;
  private final HarborAccess access;
  private final Clock clock;

  public AccessTokenEndpoints(AccessTokens tokens, Users users, HarborAccess access, Clock clock) {
    this.tokens = tokens;
    this.users = users;
    this.access = access;
    this.clock = clock;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    var own = "/users/current/access-tokens";
    var others = "/users/{id}/access-tokens";
    return List.of(
        Route.get(own).asks(access.self()).by(this::list),
        Route.post(own)
            .asks(access.owner())
            .audited(audit.of("create", "access_token"))
            .by(this::create),
        Route.delete(own + "/{token}")
            .asks(access.self())
            .audited(audit.of("delete", "access_token"))
            .by(this::revoke),
        Route.get(others).asks(access.administrator()).by(this::listOf),
        Route.delete(others + "/{token}")
            .asks(access.administrator())
            .audited(audit.of("delete", "access_token"))
            .by(this::revokeOf));
  }

  /**
   * @param projects null for all
   * @param expiresAt null for never
   * @param token the secret, only in the answer to its creation
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record TokenBody(
      long id,
      String name,
      String level,
      @Nullable List<String> projects,
      String creationTime,
      @Nullable String expiresAt,
      @Nullable String lastUsedTime,
      @com.fasterxml.jackson.annotation.JsonInclude(
              com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL)
          @Nullable String token) {
    static TokenBody of(AccessToken token, @Nullable String secret) {
      var expires = token.expiresAt();
      var used = token.lastUsedAt();
      return new TokenBody(
          token.id(),
          token.name(),
          token.scope().level().name().toLowerCase(Locale.ROOT),
          names(token.scope().projects()),
          Timestamp.of(token.createdAt()),
          expires == null ? null : Timestamp.of(expires),
          used == null ? null : Timestamp.of(used),
          secret);
    }
  }

  private static @Nullable List<String> names(@Nullable List<NamedProject> projects) {
    return projects == null ? null : projects.stream().map(NamedProject::name).toList();
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record TokenInput(
      @Nullable String name,
      @Nullable String level,
      @Nullable List<String> projects,
      @Nullable Long expiresInDays) {}

  Response list(Request request, Actor.Person caller) {
    return listed(request, caller.user());
  }

  Response create(Request request, Actor.Person caller) throws IOException {
    var body = Json.read(request, TokenInput.class);
    var days = body.expiresInDays();
    if (days != null && (days < 1 || days > 3_650)) {
      throw invalid("expires_in_days is from 1 to 3650; leave it out for a token without an end");
    }
    EscalationCheck.requireEnd(
        caller, days == null ? null : clock.instant().plus(Duration.ofDays(days)));
    var made =
        tokens.create(
            caller.user(),
            body.name() == null ? "" : body.name().strip(),
            level(body.level()),
            projects(caller, body.projects()),
            days == null ? null : Duration.ofDays(days));
    return Response.json(201, TokenBody.of(made.token(), made.secret()))
        .header("Location", "/api/v2.0/users/current/access-tokens/" + made.token().id())
        .about(made.token().username() + ": " + made.token().name());
  }

  /** Only projects that the owner sees: others must not be told apart from those there are not. */
  private @Nullable List<NamedProject> projects(Actor caller, @Nullable List<String> names) {
    return names == null
        ? null
        : names.stream()
            .distinct()
            .map(name -> access.requireNamed(caller, name, Permission.PROJECT_READ))
            .map(project -> new NamedProject(project.id(), project.name()))
            .toList();
  }

  private static TokenScope.Level level(@Nullable String word) {
    return switch (word == null ? "" : word) {
      case "pull" -> TokenScope.Level.PULL;
      case "push" -> TokenScope.Level.PUSH;
      case "admin" -> TokenScope.Level.ADMIN;
      default -> throw invalid("level is pull, push or admin");
    };
  }

  Response revoke(Request request, Actor.Person caller) {
    return revoked(request, caller.user());
  }

  Response listOf(Request request) {
    return listed(request, user(request));
  }

  Response revokeOf(Request request) {
    return revoked(request, user(request));
  }

  private Response listed(Request request, User user) {
    var query = HarborQuery.paged(request);
    return query.answer(
        request, query.slice(tokens.list(user)).each(token -> TokenBody.of(token, null)));
  }

  private Response revoked(Request request, User user) {
    var token =
        PathId.find(request, "token", id -> tokens.find(registry(), id))
            .filter(found -> found.userId() == user.id());
    if (token.isEmpty() || !tokens.revoke(user, token.get().id())) {
      throw FaultException.notFound(
          Fault.Thing.OTHER, "access token " + request.param("token") + " not found");
    }
    return Response.of(200).about(user.username() + ": " + token.get().name());
  }

  private User user(Request request) {
    return PathId.find(request, "id", id -> users.find(registry(), id))
        .orElseThrow(
            () ->
                FaultException.notFound(
                    Fault.Thing.USER, "user " + request.param("id") + " not found"));
  }

  private static FaultException invalid(String message) {
    return FaultException.invalid(Fault.Part.BODY, message);
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
