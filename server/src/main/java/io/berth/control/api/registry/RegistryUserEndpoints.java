package io.berth.control.api.registry;

import static io.berth.control.schema.Doc.Format.PASSWORD;

import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.InRegistry;
import io.berth.control.schema.AnswerModel;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Type.Model;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.federation.Providers;
import io.berth.identity.user.NewUser;
import io.berth.identity.user.SecretPolicy;
import io.berth.identity.user.User;
import io.berth.identity.user.Users;
import io.berth.secret.Tokens;
import io.berth.tenant.RegistryId;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code …/containerRegistry/{registryID}/users} (docs/reference/contracts/control-api.md#users).
 * Local users made here are administrators of their registry.
 */
public final class RegistryUserEndpoints {
  private static final String ACTION = "publicCloudProject:apiovh:containerRegistry/users/";
  private static final int PASSWORD_LENGTH = 24;

  private final Users users;
  private final Providers providers;
  private final SecureRandom random;
  private final Tokens tokens;

  public RegistryUserEndpoints(Users users, Providers providers, SecureRandom random) {
    this.users = users;
    this.providers = providers;
    this.random = random;
    this.tokens = new Tokens(random);
  }

  /**
   * @param id decimal text, because clients cannot read a number here
   * @param password in clear in the answer to a creation, "" otherwise
   */
  @AnswerModel(name = "cloud.containerRegistry.User", doc = "A user of a registry")
  private record UserView(
      @Doc("User ID") String id,
      @Doc("Username") String user,
      @Doc("Email address") String email,
      @Doc(value = "Only in the answer that creates the user", format = PASSWORD)
          @Nullable String password) {
    static UserView of(User user, String password) {
      var email = user.email();
      return new UserView(
          String.valueOf(user.id()), user.username(), email == null ? "" : email, password);
    }
  }

  @BodyModel(
      name = "cloud.ProjectContainerRegistryUsersCreation",
      doc = "A user to be created; what is absent is made up")
  private record Creation(
      @Doc("Email address") @Nullable String email,
      @Doc("Username") @Nullable String login,
      @Doc(value = "Password; made up when absent", format = PASSWORD) @Nullable String password) {}

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var all = ControlAccess.REGISTRY + "/users";
    var one = all + "/{userID}";
    return List.of(
        Operation.get(all, "List the users")
            .asks(access.registry(ACTION + "get"))
            .answers(Model.of(UserView.class).list())
            .by(this::list),
        Operation.post(all, "Create an administrator with a password, shown this once")
            .asks(access.readyRegistry(ACTION + "create"))
            .mayTake(Model.of(Creation.class))
            .answers(Model.of(UserView.class))
            .by(this::create),
        Operation.get(one, "Get a user")
            .asks(access.registry(ACTION + "get"))
            .answers(Model.of(UserView.class))
            .by(this::get),
        Operation.delete(one, "Delete a user")
            .asks(access.readyRegistry(ACTION + "delete"))
            .by(this::delete),
        Operation.put(one + "/setAsAdmin", "Make a user an administrator")
            .asks(access.readyRegistry(ACTION + "setAsAdmin"))
            .by(this::setAsAdmin));
  }

  private Response list(Request request, InRegistry found) {
    return Response.json(
        200,
        users.list(found.registry().id()).stream().map(user -> UserView.of(user, "")).toList());
  }

  private Response get(Request request, InRegistry found) {
    return Response.json(200, UserView.of(find(found.registry().id(), request), ""));
  }

  private Response create(Request request, InRegistry found) throws IOException {
    var place = found.registry();
    if (place.iamEnabled()) {
      throw FaultException.conflict(
          "IAM_ENABLED",
          "accounts sign in to this registry; disable IAM to generate local credentials");
    }
    var registry = place.id();
    if (providers.find(registry).isPresent()) {
      throw FaultException.conflict(
          "OIDC_CONFIGURED",
          "the users of this registry sign in through its OpenID Connect provider;"
              + " delete the openIdConnect configuration to generate local credentials");
    }
    var body = BodyReader.read(request, Creation.class);
    var login = given(body.login()).orElse(tokens.label(10));
    // RFC 2606 section 2: a name that never receives mail.
    var email = given(body.email()).orElse(login + "@registry.invalid");
    // Beyond OVHcloud: a password of the caller's choice; what is too weak is refused below.
    var chosen = Optional.ofNullable(body.password()).filter(text -> !text.isEmpty());
    chosen.ifPresent(password -> SecretPolicy.check(password));
    var password = chosen.orElseGet(() -> SecretPolicy.random(random, PASSWORD_LENGTH));
    var user =
        users.createLocal(
            registry,
            new NewUser(login, email, login, "Made through the control API", password, true));
    return Response.json(200, UserView.of(user, password));
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(it -> !it.isBlank());
  }

  private Response delete(Request request, InRegistry found) {
    var registry = found.registry().id();
    users.delete(registry, find(registry, request).id());
    return Response.json(200, null);
  }

  private Response setAsAdmin(Request request, InRegistry found) {
    var registry = found.registry().id();
    users.setSysadmin(registry, find(registry, request).id(), true);
    return Response.json(200, null);
  }

  private User find(RegistryId registry, Request request) {
    var id = request.param("userID");
    if (id.matches("[0-9]{1,18}")) {
      var user = users.find(registry, Long.parseLong(id));
      if (user.isPresent()) {
        return user.get();
      }
    }
    throw FaultException.notFound(Fault.Thing.USER, "This registry has no user " + id);
  }
}
