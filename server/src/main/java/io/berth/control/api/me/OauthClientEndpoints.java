package io.berth.control.api.me;

import io.berth.control.account.OauthClients;
import io.berth.control.call.Caller;
import io.berth.control.call.ControlAccess;
import io.berth.control.call.ControlCall;
import io.berth.control.call.Pagination;
import io.berth.control.schema.BodyModel;
import io.berth.control.schema.BodyReader;
import io.berth.control.schema.Constraint;
import io.berth.control.schema.Doc;
import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.control.schema.Type.Model;
import io.berth.http.message.Json;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code /me/api/oauth2/client}: service accounts and other OAuth2 clients
 * (docs/reference/contracts/control-api.md#oauth2).
 */
public final class OauthClientEndpoints {
  private static final String ACTION = "account:apiovh:me/api/oauth2/client/";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final int MOST_URLS = 20;
  static final String TOO_MANY = "callbackUrls must be a list of at most " + MOST_URLS + " URLs";
  private static final String UNSAFE =
      "callbackUrls must be https URLs without fragment (http on this machine), not ";

  private final OauthClients clients;

  public OauthClientEndpoints(OauthClients clients) {
    this.clients = clients;
  }

  @BodyModel(name = "oauth2.ClientCreation", doc = "An OAuth2 client to be made")
  private record Creation(
      @Doc(value = "How it gets tokens", words = OauthClients.Flow.class) String flow,
      @Doc("Where sign-in may return to; a service account has none")
          @Constraint(message = TOO_MANY, item = UNSAFE, most = MOST_URLS)
          @Nullable List<String> callbackUrls,
      @Doc("Name") String name,
      @Doc("Description") String description) {}

  @BodyModel(
      name = "oauth2.ClientUpdate",
      doc = "Changes to an OAuth2 client; what is absent stays")
  private record Change(
      @Doc("Where sign-in may return to")
          @Constraint(message = TOO_MANY, item = UNSAFE, most = MOST_URLS)
          @Nullable List<String> callbackUrls,
      @Doc("Description") @Nullable String description,
      @Doc("Name") @Nullable String name) {}

  public List<Operation<ControlCall>> operations(ControlAccess access) {
    var all = "/me/api/oauth2/client";
    var one = all + "/{clientId}";
    return List.of(
        Operation.get(all, "List the OAuth2 clients")
            .asks(access.caller(ACTION + "get"))
            .answers(Scalar.STRING.list())
            .by(
                (request, caller) ->
                    Pagination.list(
                        request,
                        clients.list(caller.account()),
                        id -> clients.get(caller.account(), id))),
        Operation.post(all, "Create an OAuth2 client; its secret is shown this once")
            .asks(access.whole(ACTION + "create"))
            .takes(Model.of(Creation.class))
            .answers(Model.of(OauthClients.NewClient.class))
            .by(this::create),
        Operation.get(one, "Get an OAuth2 client")
            .asks(access.caller(ACTION + "get"))
            .answers(Model.of(OauthClients.ClientView.class))
            .by(
                (request, caller) ->
                    Response.json(200, clients.get(caller.account(), request.param("clientId")))),
        Operation.put(one, "Change an OAuth2 client")
            .asks(access.whole(ACTION + "edit"))
            .takes(Model.of(Change.class))
            .by(this::update),
        Operation.delete(one, "Delete an OAuth2 client; its tokens end")
            .asks(access.caller(ACTION + "delete"))
            .by(this::delete));
  }

  private Response create(Request request, Caller caller) throws IOException {
    var body = BodyReader.read(request, Creation.class);
    var flow =
        Arrays.stream(OauthClients.Flow.values())
            .filter(it -> it.name().equals(body.flow()))
            .findFirst()
            .orElseThrow(
                () -> BodyReader.invalid("flow must be AUTHORIZATION_CODE or CLIENT_CREDENTIALS"));
    var urls = safe(Objects.requireNonNullElse(body.callbackUrls(), List.of()));
    if (flow == OauthClients.Flow.AUTHORIZATION_CODE && urls.isEmpty()) {
      throw BodyReader.invalid("flow AUTHORIZATION_CODE needs a callback URL");
    }
    var wanted = new OauthClients.Wanted(body.name(), body.description(), flow, urls);
    return Response.json(200, clients.create(caller.account(), wanted));
  }

  private Response update(Request request, Caller caller) throws IOException {
    var account = caller.account();
    var id = request.param("clientId");
    var body = BodyReader.read(request, Change.class);
    var now = clients.get(account, id);
    clients.update(
        account,
        id,
        new OauthClients.Wanted(
            body.name() == null || body.name().isBlank() ? now.name() : body.name(),
            Objects.requireNonNullElse(body.description(), now.description()),
            now.flow(),
            body.callbackUrls() == null ? now.callbackUrls() : safe(body.callbackUrls())));
    return Response.json(200, null);
  }

  private Response delete(Request request, Caller caller) {
    clients.delete(caller.account(), request.param("clientId"));
    return Response.json(200, null);
  }

  private static List<String> safe(List<String> urls) {
    for (var url : urls) {
      if (!isSafe(url)) {
        throw BodyReader.invalid(UNSAFE + Json.text(url));
      }
    }
    return urls;
  }

  /** RFC 6749 section 3.1.2: absolute, no fragment; plain http only where nobody can listen. */
  private static boolean isSafe(String text) {
    try {
      var url = new URI(text);
      return url.getHost() != null
          && url.getFragment() == null
          && url.getUserInfo() == null
          && ("https".equals(url.getScheme())
              || ("http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost())));
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
