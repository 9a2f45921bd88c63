package io.berth.harbor;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.identity.Actor;
import io.berth.identity.SystemPermission;
import io.berth.identity.User;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** With what users prove who they are: passwords and CLI secrets. */
final class UserSecretEndpoints {
  private final HarborParts.People people;
  private final NamedUser named;

  UserSecretEndpoints(HarborParts.People people, HarborAccess access) {
    this.people = people;
    this.named = new NamedUser(people, access);
  }

  List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.put("/users/{id}/cli_secret")
            .asks(access.owner())
            .audited(audit.of("update", "user"))
            .by(this::setCliSecret),
        Route.put("/users/{id}/password")
            .asks(access.owner())
            .audited(audit.of("update", "user"))
            .by(this::setPassword));
  }

  private record SecretBody(@Nullable String secret) {}

  /** Sets one's CLI secret, or makes one when none is given (contracts/harbor.md section 1.7). */
  Response setCliSecret(Request request, Actor caller) throws IOException {
    if (people.providers().list(registry()).isEmpty() && !isAccount(caller)) {
      throw FaultException.precondition("CLI secrets are for users of an OIDC provider");
    }
    var id = NamedUser.id(request);
    named.selfOr(caller, id, SystemPermission.USER_UPDATE);
    var user = named.require(id);
    named.requireOver(caller, user);
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

  private static boolean isAccount(Actor caller) {
    return caller instanceof Actor.Person person && person.user().origin() == User.Origin.ACCOUNT;
  }

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record PasswordBody(@Nullable String oldPassword, @Nullable String newPassword) {}

  /**
   * One's own password needs the old one and ends one's other sessions; an administrator sets
   * anybody else's, which ends all their sessions and access tokens.
   */
  Response setPassword(Request request, Actor caller) throws IOException {
    var id = NamedUser.id(request);
    named.selfOr(caller, id, SystemPermission.USER_UPDATE);
    var user = named.require(id);
    named.requireOver(caller, user);
    if (user.origin() != User.Origin.LOCAL) {
      throw FaultException.forbidden("this user signs in at the OIDC provider and has no password");
    }
    var body = Json.read(request, PasswordBody.class);
    var own = NamedUser.isCaller(caller, id);
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
      throw NamedUser.unknown(id);
    }
    return Response.of(200);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
