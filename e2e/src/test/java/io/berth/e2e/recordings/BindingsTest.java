package io.berth.e2e.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class BindingsTest {
  private final Bindings bindings = new Bindings();

  private static Exchange exchange(String target, Response recorded) {
    var request =
        new Exchange.Request("POST", target, new Caller.Nobody(), Map.of(), JsonText.of(""));
    return new Exchange(1, "", "POST " + target, request, recorded);
  }

  private void learn(String target, String recorded, String answered) {
    bindings.learn(
        exchange(target, new Response(200, Map.of(), JsonText.of(recorded))),
        new Response(200, Map.of(), JsonText.of(answered)));
  }

  private void learnLocation(String target, String recorded, String answered) {
    bindings.learn(
        exchange(target, new Response(201, Map.of("location", recorded), JsonText.of(""))),
        new Response(201, Map.of("location", answered), JsonText.of("")));
  }

  @Test
  void whatAnAnswerShowsIsCalledSoFromThenOn() {
    assertThat(bindings.target("/api/v2.0/projects/5/members/8")).endsWith("/projects/5/members/8");

    learn("/api/v2.0/projects/team", "{\"project_id\":5}", "{\"project_id\":9}");
    learnLocation(
        "/api/v2.0/projects/5/members",
        "/api/v2.0/projects/5/members/8",
        "http://localhost:1/api/v2.0/projects/9/members/3");

    assertThat(bindings.target("/api/v2.0/projects/5/members/8?page=5"))
        .isEqualTo("/api/v2.0/projects/9/members/3?page=5");
    assertThat(bindings.target("/api/v2.0/users/5")).isEqualTo("/api/v2.0/users/5");
  }

  @Test
  void theFirstNameOfAThingStays() {
    learn(
        "/api/v2.0/users",
        "[{\"username\":\"a\",\"user_id\":3}]",
        "[{\"username\":\"a\",\"user_id\":4}]");
    learn(
        "/api/v2.0/users",
        "[{\"username\":\"a\",\"user_id\":3}]",
        "[{\"username\":\"a\",\"user_id\":6}]");

    assertThat(bindings.target("/api/v2.0/users/3")).isEqualTo("/api/v2.0/users/4");
  }

  @Test
  void whatWasNotMadeHereIsNotSomebodyElses() {
    learnLocation("/api/v2.0/labels", "/api/v2.0/labels/2", "");

    assertThat(bindings.target("/api/v2.0/labels/2")).isEqualTo("/api/v2.0/labels/900000002");
  }

  @Test
  void idsInQueriesAndBodiesAreTranslated() {
    learn("/api/v2.0/projects/team", "{\"project_id\":5}", "{\"project_id\":9}");
    learn("/api/v2.0/registries/1", "{\"id\":1}", "{\"id\":70}");

    assertThat(bindings.target("/api/v2.0/labels?scope=p&project_id=5"))
        .isEqualTo("/api/v2.0/labels?scope=p&project_id=9");
    assertThat(bindings.target("/api/v2.0/x?q=ProjectID%3D5")).endsWith("q=ProjectID%3D9");
    var body = "{\"project_id\":\"5\",\"dest_registry\":{\"id\":1},\"id\":1,\"n\":5}";
    assertThat(bindings.body(JsonText.of(body), "policies").toString())
        .isEqualTo("{\"project_id\":\"9\",\"dest_registry\":{\"id\":70},\"id\":1,\"n\":5}");
  }

  @Test
  void idsInConditionsAreTranslatedInAllForms() {
    learn("/api/v2.0/projects/team", "{\"project_id\":5}", "{\"project_id\":9}");
    learn("/api/v2.0/robots/3", "{\"id\":3}", "{\"id\":70}");

    assertThat(bindings.target("/x?q=project_id%3D5")).isEqualTo("/x?q=project_id%3D9");
    assertThat(bindings.target("/x?q=project_id%3D%7B5%205%7D&page=5"))
        .isEqualTo("/x?q=project_id%3D%7B9%209%7D&page=5");
    assertThat(bindings.target("/x?q=Level%253Dproject%252CProjectID%253D5%252Cname%253D5"))
        .isEqualTo("/x?q=Level%253Dproject%252CProjectID%253D9%252Cname%253D5");
    assertThat(bindings.target("/x?q=Level=project,ProjectID=5,size=5")).endsWith("=9,size=5");
    assertThat(bindings.target("/robots?q=id%3D%5B1~3%5D")).isEqualTo("/robots?q=id%3D%5B1~70%5D");
    assertThat(bindings.target("/x/tags?q=id%3D3")).isEqualTo("/x/tags?q=id%3D3");
  }

  @Test
  void anUploadGoesOnWhereThisServerSaid() {
    learnLocation(
        "/v2/team/app/blobs/uploads/",
        "http://localhost:1/v2/team/app/blobs/uploads/aaa?_state=b",
        "/v2/team/app/blobs/uploads/ccc");

    assertThat(bindings.target("/v2/team/app/blobs/uploads/aaa?_state=b&digest=sha256:d"))
        .isEqualTo("/v2/team/app/blobs/uploads/ccc?digest=sha256:d");
  }
}
