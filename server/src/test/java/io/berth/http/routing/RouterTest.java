package io.berth.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.message.Method;
import io.berth.http.message.Response;
import io.berth.http.routing.CallerFilter.Anybody;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RouterTest {
  private static final Access<Anybody, Anybody> OPEN = Access.open("test");

  private final Router router =
      new Router(
          List.of(
              api("pages", Api.Surface.REGISTRY, "", "GET /", "GET /files/**"),
              api(
                  "oci",
                  Api.Surface.REGISTRY,
                  "/v2",
                  "GET /v2/",
                  "GET /v2/{name+}/manifests/{reference}",
                  "PUT /v2/{name+}/manifests/{reference}",
                  "POST /v2/{name+}/blobs/uploads/",
                  "GET /v2/{name+}/blobs/{digest}",
                  "PATCH /v2/{name+}/blobs/uploads/{id}"),
              api(
                  "harbor",
                  Api.Surface.REGISTRY,
                  "/api/v2.0",
                  "GET /api/v2.0/users/{id}",
                  "GET /api/v2.0/users/current",
                  "DELETE /api/v2.0/users/{id}"),
              api("root", Api.Surface.CONTROL, "", "GET /")));

  @Test
  public void aNameMayHaveSeveralSegments() {
    assertThat(params(Method.GET, "/v2/a/b/c/manifests/1.0"))
        .containsEntry("name", "a/b/c")
        .containsEntry("reference", "1.0");
  }

  @Test
  public void aNameMayContainTheWordsOfATemplate() {
    assertThat(params(Method.GET, "/v2/a/manifests/b/manifests/c"))
        .containsEntry("name", "a/manifests/b")
        .containsEntry("reference", "c");
  }

  @Test
  public void anEncodedSlashStaysInsideItsSegment() {
    assertThat(params(Method.GET, "/api/v2.0/users/a%252Fb")).containsEntry("id", "a%252Fb");
  }

  @Test
  public void aLiteralSegmentWinsOverAParameter() {
    assertThat(template(Method.GET, "/api/v2.0/users/current"))
        .isEqualTo("/api/v2.0/users/current");
  }

  @Test
  public void aMoreExactTemplateThatTakesOtherMethodsDoesNotHideALooserOne() {
    assertThat(template(Method.DELETE, "/api/v2.0/users/current"))
        .isEqualTo("/api/v2.0/users/{id}");
  }

  @Test
  public void theLongestPrefixOwnsAPathThatNoRouteTakes() {
    assertThat(find(Method.GET, "/v2/a/nothing")).isInstanceOf(Router.Nothing.class);
    assertThat(find(Method.GET, "/v2/a/nothing").api().name()).isEqualTo("oci");
    assertThat(find(Method.GET, "/v2x").api().name()).isEqualTo("pages");
  }

  @Test
  public void otherMethodsOfAPathAreNamed() {
    var found = find(Method.DELETE, "/v2/a/manifests/1");

    assertThat(found).isInstanceOf(Router.OtherMethods.class);
    assertThat(((Router.OtherMethods<?>) found).allowed())
        .containsExactly(Method.GET, Method.HEAD, Method.PUT);
  }

  @Test
  public void headIsServedByTheGetRoute() {
    assertThat(template(Method.HEAD, "/v2/a/manifests/1"))
        .isEqualTo("/v2/{name+}/manifests/{reference}");
  }

  @Test
  public void anEmptySegmentIsNoParameter() {
    assertThat(find(Method.PATCH, "/v2/a/blobs/uploads/")).isNotInstanceOf(Router.Matched.class);
    assertThat(find(Method.GET, "/v2//manifests/1")).isNotInstanceOf(Router.Matched.class);
  }

  @Test
  public void aWildTemplateTakesEverythingBelow() {
    assertThat(template(Method.GET, "/files/a/b")).isEqualTo("/files/**");
  }

  @Test
  public void theControlHostPrefersItsOwnPageAtTheSamePlace() {
    var surfaces = List.of(Api.Surface.CONTROL, Api.Surface.REGISTRY);

    assertThat(router.find(surfaces, Method.GET, "/").orElseThrow().api().name()).isEqualTo("root");
    assertThat(router.find(surfaces, Method.GET, "/v2/").orElseThrow().api().name())
        .isEqualTo("oci");
  }

  @Test
  public void anUnknownHostHasNoPaths() {
    assertThat(router.find(List.of(Api.Surface.ANY), Method.GET, "/v2/")).isEmpty();
  }

  private Router.Found<?> find(Method method, String path) {
    return router.find(List.of(Api.Surface.REGISTRY), method, path).orElseThrow();
  }

  private Map<String, String> params(Method method, String path) {
    return ((Router.Matched<?>) find(method, path)).params();
  }

  private String template(Method method, String path) {
    return ((Router.Matched<?>) find(method, path)).route().template();
  }

  private static Api<Anybody> api(
      String name, Api.Surface surface, String prefix, String... routes) {
    var list =
        List.of(routes).stream()
            .map(line -> line.split(" ", 2))
            .map(
                parts ->
                    new Route.Place(Method.valueOf(parts[0]), parts[1])
                        .asks(OPEN)
                        .by(_ -> Response.of(200)))
            .toList();
    return new Api<>(
        name, surface, List.of(prefix), list, new PlainFaults(), CallerFilter.anybody(), 1024);
  }
}
