package io.berth.oci;

import static io.berth.oci.OciClient.header;
import static io.berth.oci.OciClient.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.harbor.HarborCalls;
import io.berth.http.message.Method;
import io.berth.http.routing.Route;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is refused and does what the challenge says is let in. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class ChallengesTest {
  private static final Pattern VALUE = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final String IMAGE_CONFIG = "{\"os\":\"linux\",\"architecture\":\"amd64\"}";

  private final HarborCalls harbor;

  ChallengesTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
  }

  @BeforeEach
  void push() {
    harbor.project("dev", "team", false);
    harbor.project("dev", "other", false);
    harbor.pushImage("dev", "team/app", "v1", "layer");
    harbor.pushImage("dev", "other/app", "v1", "layer");
  }

  private static String value(HttpResponse<byte[]> answer, String name) {
    return VALUE
        .matcher(header(answer, "WWW-Authenticate"))
        .results()
        .filter(found -> found.group(1).equals(name))
        .map(found -> found.group(2))
        .findFirst()
        .orElse("");
  }

  /** A registry token for what a challenge names, got as clients get it. */
  private String token(HttpResponse<byte[]> challenge) {
    var realm = value(challenge, "realm");
    assertThat(realm).endsWith("/service/token");
    var query = "?service=" + value(challenge, "service");
    for (var scope : value(challenge, "scope").split(" ", -1)) {
      query += scope.isEmpty() ? "" : "&scope=" + scope;
    }
    return harbor
        .berth
        .call("GET", "/service/token" + query)
        .as("dev")
        .json(200)
        .path("token")
        .asText();
  }

  private HttpCall request(Route<?> route) {
    var digest = Digest.of(Digest.Algorithm.SHA256, IMAGE_CONFIG.getBytes(UTF_8)).toString();
    var upload =
        header(
            harbor.berth.call("POST", "/v2/team/app/blobs/uploads/").as("dev").send(), "Location");
    var path =
        route
            .template()
            .replace("{name+}", "team/app")
            .replace("{digest}", digest)
            .replace("{reference}", "v1")
            .replace("{id}", upload.substring(upload.lastIndexOf('/') + 1));
    if (route.template().endsWith("/blobs/uploads/")) {
      path += "?mount=" + digest + "&from=other/app";
    }
    if (route.method() == Method.PUT && route.template().endsWith("{id}")) {
      path += "?digest=" + Digest.of(Digest.Algorithm.SHA256, new byte[0]);
    }
    var call = harbor.berth.call(route.method().name(), path);
    return route.template().contains("/manifests/") && route.method() == Method.PUT
        ? call.header("Content-Type", MediaType.OCI_MANIFEST).body(HarborCalls.image("layer"))
        : call;
  }

  @Test
  void whoeverFollowsTheChallengeOfARouteSucceeds() {
    for (var route : harbor.berth.routes("oci")) {
      var what = route.method() + " " + route.template();
      harbor.pushImage("dev", "team/app", "v1", "layer");
      var refused = request(route).send();
      assertThat(refused.statusCode()).as(what).isEqualTo(401);
      var let = request(route).header("Authorization", "Bearer " + token(refused)).send();
      assertThat(let.statusCode()).as(what + ": " + text(let)).isNotIn(401, 403);
      assertThat(let.statusCode()).as(what + ": " + text(let)).isLessThan(500);
    }
  }

  /** And where a token for something else is brought, the next one may be got and is enough. */
  @Test
  void aTokenThatDoesNotReachIsToldSoAndTheNextOneDoes() {
    var known = harbor.berth.call("GET", "/service/token?service=harbor-registry").as("dev");
    var empty = "Bearer " + known.json(200).path("token").asText();
    for (var route : harbor.berth.routes("oci")) {
      var what = route.method() + " " + route.template();
      harbor.pushImage("dev", "team/app", "v1", "layer");
      var refused = request(route).header("Authorization", empty).send();
      if (refused.statusCode() == 401) {
        assertThat(value(refused, "error")).as(what).isEqualTo("insufficient_scope");
        // docker shows this and not the body.
        if (route.method() != Method.HEAD) {
          assertThat(text(refused).replace("\\\"", "'"))
              .contains("\"message\":\"" + value(refused, "error_description") + "\"");
        }
        assertThat(value(refused, "error_description")).as(what).isNotEmpty();
        var let = request(route).header("Authorization", "Bearer " + token(refused)).send();
        assertThat(let.statusCode()).as(what + ": " + text(let)).isNotIn(401, 403);
      }
    }
  }

  /** Clients keep the token of their first push; the official conformance program is one. */
  @Test
  void theTokenOfAPushIsRenewedForAMountAndIsThenEnoughForAnyOfThatSource() {
    var digest = Digest.of(Digest.Algorithm.SHA256, "layer".getBytes(UTF_8));
    var uploads = "/v2/team/second/blobs/uploads/";
    var first = token(harbor.berth.call("POST", uploads).send());
    var mount = uploads + "?mount=" + digest + "&from=other/app";
    var refused =
        harbor.berth.call("POST", mount).header("Authorization", "Bearer " + first).send();
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(value(refused, "error")).isEqualTo("insufficient_scope");
    assertThat(value(refused, "scope"))
        .isEqualTo("repository:team/second:pull,push repository:other/app:pull");

    var both = "Bearer " + token(refused);
    for (var again : new String[] {mount, uploads + "?mount=" + digest}) {
      var mounted = harbor.berth.call("POST", again).header("Authorization", both).send();
      assertThat(mounted.statusCode()).as(again + ": " + text(mounted)).isEqualTo(201);
    }
  }

  /** podman search: containers/image asks again only when it reads this error. */
  @Test
  void theCatalogsSecondChallengeNamesItsScope() {
    var first = harbor.berth.call("GET", "/v2/").send();
    var refused =
        harbor
            .berth
            .call("GET", "/v2/_catalog")
            .header("Authorization", "Bearer " + token(first))
            .send();
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(value(refused, "error")).isEqualTo("insufficient_scope");
    assertThat(value(refused, "scope")).isEqualTo("registry:catalog:*");
  }

  @Test
  void aTokenThatIsNoneIsCalledInvalid() {
    var refused =
        harbor
            .berth
            .call("GET", "/v2/team/app/tags/list")
            .header("Authorization", "Bearer x")
            .send();
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(value(refused, "error")).isEqualTo("invalid_token");
  }

  /** Some programs write this when they were given neither name nor password. */
  @Test
  void anEmptyNameAndPasswordAreNoCredentials() {
    var nobody = "Basic Og==";
    harbor.project("dev", "open", true);
    harbor.pushImage("dev", "open/app", "v1", "layer");
    var refused =
        harbor
            .berth
            .call("GET", "/v2/open/app/manifests/v1")
            .header("Authorization", nobody)
            .send();
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(header(refused, "WWW-Authenticate")).startsWith("Bearer ");
    var token =
        harbor
            .berth
            .call("GET", "/service/token?service=harbor-registry&scope=" + value(refused, "scope"))
            .header("Authorization", nobody)
            .json(200)
            .path("token")
            .asText();
    harbor
        .berth
        .call("GET", "/v2/open/app/manifests/v1")
        .header("Authorization", "Bearer " + token)
        .text(200);
    harbor.get("/projects").header("Authorization", nobody).json(200);
  }

  /** The specification has no other answer for what is not there. */
  @Test
  void whatNothingCanBeCalledIsUnknown() {
    for (var reference :
        new String[] {
          "-bad", ".bad", "a%20b", "sha256:zz", "sha256:ABC", "md5:00", "x".repeat(129)
        }) {
      for (var method : new String[] {"HEAD", "GET", "DELETE"}) {
        var answer =
            harbor.berth.call(method, "/v2/team/app/manifests/" + reference).as("dev").send();
        assertThat(answer.statusCode()).as(method + " " + reference).isEqualTo(404);
        if (!method.equals("HEAD")) {
          assertThat(text(answer)).contains("MANIFEST_UNKNOWN");
        }
      }
    }
  }

  @Test
  void anAccessTokenIsABearerToEveryPath() {
    var made =
        harbor
            .call("POST", "/users/current/access-tokens")
            .as("dev")
            .json("{'name':'ci','level':'push'}")
            .json(201);
    var bearer = "Bearer " + made.path("token").asText();
    harbor.berth.call("GET", "/v2/team/app/tags/list").header("Authorization", bearer).text(200);
    harbor.get("/projects/team/repositories").header("Authorization", bearer).json(200);
    harbor
        .berth
        .call("GET", "/service/token?service=harbor-registry&scope=repository:team/app:pull")
        .header("Authorization", bearer)
        .json(200);
    harbor
        .berth
        .call("GET", "/v2/team/app/tags/list")
        .header("Authorization", bearer + "x")
        .text(401);
  }
}
