package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.control.schema.Scalar;
import io.berth.http.Json;
import io.berth.http.Request;
import io.berth.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code /me/api/oauth2/client}: service accounts and other OAuth2 clients (section 2.2). */
public final class OauthClientEndpoints {
  private static final String ACTION = "account:apiovh:me/api/oauth2/client/";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final OauthClients clients;

  public OauthClientEndpoints(OauthClients clients) {
    this.clients = clients;
  }

  List<Operation<ControlCall>> operations(ControlAccess access) {
    var all = "/me/api/oauth2/client";
    var one = all + "/{clientId}";
    return List.of(
        Operation.get(all, "List the OAuth2 clients")
            .asks(access.caller(ACTION + "get"))
            .answers(Scalar.STRING.list())
            .by((request, caller) -> Response.json(200, clients.list(caller.account()))),
        Operation.post(all, "Create an OAuth2 client; its secret is shown this once")
            .asks(access.whole(ACTION + "create"))
            .takes(AccountModels.CLIENT_CREATION)
            .answers(AccountModels.CLIENT_CREATED)
            .by(this::create),
        Operation.get(one, "Get an OAuth2 client")
            .asks(access.caller(ACTION + "get"))
            .answers(AccountModels.CLIENT)
            .by(
                (request, caller) ->
                    Response.json(200, clients.get(caller.account(), request.param("clientId")))),
        Operation.put(one, "Change an OAuth2 client")
            .asks(access.whole(ACTION + "edit"))
            .takes(AccountModels.CLIENT_UPDATE)
            .by(this::update),
        Operation.delete(one, "Delete an OAuth2 client; its tokens end")
            .asks(access.caller(ACTION + "delete"))
            .by(this::delete));
  }

  private Response create(Request request, Caller caller) throws IOException {
    var body = Fields.of(Json.tree(request));
    var flow =
        Arrays.stream(OauthClients.Flow.values())
            .filter(it -> it.name().equals(body.required("flow")))
            .findFirst()
            .orElseThrow(
                () -> Fields.invalid("flow must be AUTHORIZATION_CODE or CLIENT_CREDENTIALS"));
    var urls =
        urls(body).orElseThrow(() -> Fields.invalid("callbackUrls is required, empty or not"));
    if (flow == OauthClients.Flow.AUTHORIZATION_CODE && urls.isEmpty()) {
      throw Fields.invalid("flow AUTHORIZATION_CODE needs a callback URL");
    }
    var wanted =
        new OauthClients.Wanted(body.required("name"), body.required("description"), flow, urls);
    return Response.json(200, clients.create(caller.account(), wanted));
  }

  private Response update(Request request, Caller caller) throws IOException {
    var account = caller.account();
    var id = request.param("clientId");
    var body = Fields.of(Json.tree(request));
    var now = clients.get(account, id);
    clients.update(
        account,
        id,
        new OauthClients.Wanted(
            body.text("name").filter(name -> !name.isBlank()).orElse(now.name()),
            body.text("description").orElse(now.description()),
            now.flow(),
            urls(body).orElse(now.callbackUrls())));
    return Response.json(200, null);
  }

  private Response delete(Request request, Caller caller) {
    clients.delete(caller.account(), request.param("clientId"));
    return Response.json(200, null);
  }

  private static Optional<List<String>> urls(Fields body) {
    var list = body.object().path("callbackUrls");
    if (list.isMissingNode() || list.isNull()) {
      return Optional.empty();
    }
    if (!list.isArray() || list.size() > 20) {
      throw Fields.invalid("callbackUrls must be a list of at most 20 URLs");
    }
    var urls = new ArrayList<String>();
    for (var node : list) {
      if (!node.isTextual() || !isSafe(node.asText())) {
        throw Fields.invalid(
            "callbackUrls must be https URLs without fragment (http on this machine), not " + node);
      }
      urls.add(node.asText());
    }
    return Optional.of(urls);
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
