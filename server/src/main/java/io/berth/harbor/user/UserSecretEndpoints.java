package io.berth.harbor.user;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.berth.fault.FaultException;
import io.berth.harbor.request.BodyText;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Route;
import io.berth.identity.federation.Providers;
import io.berth.identity.member.Actor;
import io.berth.identity.proof.PasswordCheck;
import io.berth.identity.user.CliSecrets;
import io.berth.identity.user.SecretPolicy;
import io.berth.identity.user.User;
import io.berth.identity.user.UserPasswords;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The password and the CLI secret of a user. */
public final class UserSecretEndpoints {
  private final UserPath path;
  private final Providers providers;
  private final CliSecrets secrets;
  private final PasswordCheck passwords;
  private final UserPasswords userPasswords;

  public UserSecretEndpoints(
      UserPath path,
      Providers providers,
      CliSecrets secrets,
      PasswordCheck passwords,
      UserPasswords userPasswords) {
    this.path = path;
    this.providers = providers;
    this.secrets = secrets;
    this.passwords = passwords;
    this.userPasswords = userPasswords;
  }

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    return List.of(
        Route.put("/users/{id}/cli_secret")
            .asks(access.owner())
            .audited(audit.of("update", "user"))
            .by(this::setCliSecret),
        Route.put("/users/{id}/password")
            .asks(access.noRobot())
            .audited(audit.of("update", "user"))
            .by(this::setPassword));
  }

  private record SecretBody(@Nullable String secret) {}

  /**
   * Sets one's CLI secret, or makes one when none is given
   * (docs/reference/contracts/identity.md#cli-secrets).
   */
  Response setCliSecret(Request request, Actor caller) throws IOException {
    if (providers.list(registry()).isEmpty() && !isAccount(caller)) {
      throw FaultException.precondition("CLI secrets are for users of an OIDC provider");
    }
    var user = path.requireChangeable(request, caller);
    var id = user.id();
    if (user.origin() == User.Origin.LOCAL) {
      throw FaultException.precondition("this user signs in with a password");
    }
    var secret = Json.read(request, SecretBody.class).secret();
    if (secret == null || secret.isEmpty()) {
      secrets.generate(registry(), id);
    } else {
      secrets.set(registry(), id, secret);
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
    var id = path.requireMayChange(request, caller);
    var body = Json.read(request, PasswordBody.class);
    var wanted = BodyText.of(body.newPassword());
    var own = UserPath.isCaller(caller, id);
    if (!own) {
      SecretPolicy.check(wanted);
    }
    var user = path.requireChangeable(id, caller);
    if (user.origin() != User.Origin.LOCAL) {
      throw FaultException.forbidden("this user signs in at the OIDC provider and has no password");
    }
    if (own) {
      var address = request.remoteAddress().getHostAddress();
      if (!passwords.isOwn(user, BodyText.of(body.oldPassword()), address)) {
        throw FaultException.forbidden("the old password is not right");
      }
    }
    var done =
        own
            ? userPasswords.change(registry(), id, wanted, request.cookie("sid"))
            : userPasswords.reset(registry(), id, wanted);
    if (!done) {
      throw UserPath.unknown(id);
    }
    return Response.of(200);
  }

  private static RegistryId registry() {
    return CurrentRequest.currentRegistry().id();
  }
}
