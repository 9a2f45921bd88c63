package io.berth.control.api.me;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.security.RunningBerth;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What OVHcloud's clients ask beside registries, in the requests they send. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class OvhClientCallsTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  private RunningBerth berth;

  @BeforeEach
  void start() throws IOException {
    berth = RunningBerth.shared(dialect);
  }

  private HttpCall call(String method, String path) {
    return berth.call(method, "/1.0" + path).as("key");
  }

  // ---------------------------------------------------------------- account

  @Test
  void meHasAllMembersOfThePublishedModel() {
    var me = call("GET", "/me").json(200);
    assertThat(names(me))
        .contains(
            "address",
            "area",
            "birthCity",
            "birthDay",
            "city",
            "corporationType",
            "country",
            "currency",
            "customerCode",
            "email",
            "fax",
            "firstname",
            "italianSDI",
            "language",
            "legalform",
            "name",
            "nationalIdentificationNumber",
            "nichandle",
            "organisation",
            "ovhCompany",
            "ovhSubsidiary",
            "phone",
            "phoneCountry",
            "sex",
            "spareEmail",
            "state",
            "vat",
            "zip",
            "companyNationalIdentificationNumber");
    assertThat(me.path("vat").isNull()).isTrue();
    assertThat(me.path("currency").path("code").asText()).isEqualTo("EUR");
  }

  @Test
  void anAccountUserLivesThroughTerraformsCalls() {
    var login = "u" + UUID.randomUUID().toString().substring(0, 12);
    call("POST", "/me/identity/user")
        .json(
            "{'description':'made by a plan','email':'%s@example.test','group':'DEFAULT','login':'%s','password':'Long-enough-7-words'}"
                .formatted(login, login))
        .json(200);
    var one = "/me/identity/user/" + login;
    var made = call("GET", one).json(200);
    assertThat(made.path("description").asText()).isEqualTo("made by a plan");
    assertThat(made.path("email").asText()).isEqualTo(login + "@example.test");
    assertThat(made.path("group").asText()).isEqualTo("DEFAULT");
    assertThat(made.path("status").asText()).isEqualTo("OK");
    assertThat(made.path("urn").asText()).startsWith("urn:v1:eu:identity:user:").endsWith(login);
    for (var time : List.of("creation", "lastUpdate", "passwordLastUpdate")) {
      assertThat(made.path(time).asText()).as(time).matches("20\\d\\d-.*Z");
    }

    call("PUT", one)
        .json(
            "{'description':'changed','email':'new-%s@example.test','group':'ADMIN'}"
                .formatted(login))
        .json(200);
    var changed = call("GET", one).json(200);
    assertThat(changed.path("description").asText()).isEqualTo("changed");
    assertThat(changed.path("email").asText()).isEqualTo("new-" + login + "@example.test");
    assertThat(changed.path("group").asText()).isEqualTo("ADMIN");
    assertThat(changed.path("passwordLastUpdate")).isEqualTo(made.path("passwordLastUpdate"));

    call("DELETE", one).json(200);
    call("GET", one).json(404);
    call("DELETE", one).json(404);
    assertThat(call("GET", "/me/identity/user").json(200).toString()).doesNotContain(login);
  }

  @Test
  void anAccountUserNeedsNoEmail() {
    var login = "u" + UUID.randomUUID().toString().substring(0, 12);
    var made = call("POST", "/me/identity/user").json("{'login':'%s'}".formatted(login)).json(200);
    assertThat(made.path("email").asText()).isEqualTo(login + "@account.invalid");
    call("DELETE", "/me/identity/user/" + login).json(200);
  }

  @Test
  void nobodyDeletesTheirOwnAccountOrOneThatOwnsAProjectAlone() {
    var own = call("GET", "/me").json(200).path("nichandle").asText();
    assertThat(call("DELETE", "/me/identity/user/" + own).json(409).path("errorCode").asText())
        .isEqualTo("OWN_ACCOUNT");
    var login = "u" + UUID.randomUUID().toString().substring(0, 12);
    call("POST", "/me/identity/user").json("{'login':'%s'}".formatted(login)).json(200);
    var members = berth.project() + "/member";
    berth
        .call("POST", members)
        .as("root")
        .json("{'account':'%s','role':'owner'}".formatted(login))
        .json(200);
    // Two own the project, so that one may go.
    call("DELETE", "/me/identity/user/" + login).json(200);
    assertThat(berth.call("GET", members).as("root").json(200).toString()).doesNotContain(login);
  }

  // ---------------------------------------------------------------- cloud project

  @Test
  void aCloudProjectHasItsIamBlockAndTakesADescription() {
    var path = berth.project().substring(3);
    var project = call("GET", path).json(200);
    var id = project.path("project_id").asText();
    var iam = project.path("iam");
    assertThat(iam.path("urn").asText()).isEqualTo("urn:v1:eu:resource:publicCloudProject:" + id);
    assertThat(iam.path("id").asText()).matches("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");
    assertThat(iam.path("tags").isObject()).isTrue();
    var before = project.path("description").asText();

    assertThat(
            call("PUT", path)
                .json("{'description':'renamed','manualQuota':false}")
                .json(200)
                .isNull())
        .isTrue();
    assertThat(call("GET", path).json(200).path("description").asText()).isEqualTo("renamed");
    assertThat(call("PUT", path).json("{'manualQuota':true}").json(400).path("message").asText())
        .contains("manualQuota");
    call("PUT", path).json("{'description':'%s'}".formatted(before)).json(200);
  }

  // ---------------------------------------------------------------- queries and bodies

  @Test
  void aQueryOfNullIsAbsent() {
    // python-ovh writes None so.
    var all = call("GET", "/me/api/credential").json(200);
    assertThat(call("GET", "/me/api/credential?applicationId=null&status=null").json(200))
        .isEqualTo(all);
    var plans = berth.project().substring(3) + "/capabilities/productAvailability";
    assertThat(call("GET", plans + "?product=null&planCode=null").json(200).path("plans"))
        .isNotEmpty();
    call("GET", "/me/audit?limit=null&from=null&follow=null").json(200);
    call("GET", "/me/audit?follow=yes").json(400);
  }

  @Test
  void aServiceAccountNeedsNoCallbackUrls() {
    var made =
        call("POST", "/me/api/oauth2/client")
            .json("{'flow':'CLIENT_CREDENTIALS','name':'ci','description':'builds'}")
            .json(200);
    var one = "/me/api/oauth2/client/" + made.path("clientId").asText();
    assertThat(call("GET", one).json(200).path("callbackUrls")).isEmpty();
    call("DELETE", one).json(200);
    call("POST", "/me/api/oauth2/client")
        .json("{'flow':'AUTHORIZATION_CODE','name':'app','description':'asks'}")
        .json(400);
  }

  // ---------------------------------------------------------------- paths

  @Test
  void aSlashAtTheEndOfAPathChangesNothing() {
    var project = berth.project().substring(3);
    for (var path :
        List.of("/me", "/cloud/project", project, project + "/containerRegistry", "/auth/time")) {
      assertThat(call("GET", path + "/").send().statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aSignedCallThatIsNotServedIsRefusedInOvhcloudsForm() {
    for (var path : List.of("/v2/iam/policy", "/v2/publicCloud/project", "/v2/location")) {
      var answer = berth.call("GET", path).as("key");
      var error = answer.json(404);
      assertThat(error.path("class").asText()).as(path).isEqualTo("Client::NotFound");
      assertThat(error.path("message").asText()).contains("does not serve GET " + path);
      assertThat(answer.send().headers().firstValue("X-OVH-QUERYID")).isPresent();
    }
    for (var path : List.of("/order/cart", "/me/identity/group", "/cloud/project/x/kube")) {
      var error = call("GET", path).json(404);
      assertThat(error.path("message").asText()).as(path).contains("Got an invalid (or empty) URL");
      assertThat(error.path("message").asText()).contains(path);
    }
    assertThat(berth.call("GET", "/v2/").json(401).path("errors").isArray()).isTrue();
  }

  // ---------------------------------------------------------------- pages

  @Test
  void aListComesInPagesOfObjectsWhereTheHeadersAskForThem() {
    var login = "p" + UUID.randomUUID().toString().substring(0, 12);
    var logins = List.of(login + "-1", login + "-2", login + "-3");
    logins.forEach(
        one -> call("POST", "/me/identity/user").json("{'login':'%s'}".formatted(one)).json(200));
    var answer =
        call("GET", "/me/identity/user")
            .header("X-Pagination-Mode", "CachedObjectList-Pages")
            .header("X-Pagination-Filter", "login:like=" + login + "%25")
            .header("X-Pagination-Sort", "login")
            .header("X-Pagination-Sort-Order", "DESC")
            .header("X-Pagination-Size", "2")
            .header("X-Pagination-Number", "1");
    var page = answer.json(200);
    assertThat(texts(page, "login")).containsExactly(login + "-3", login + "-2");
    var headers = answer.send().headers();
    assertThat(headers.firstValue("X-Pagination-Elements")).hasValue("3");
    assertThat(headers.firstValue("X-Pagination-Total")).hasValue("2");
    assertThat(headers.firstValue("X-OVH-QUERYID")).isPresent();
    var ids = call("GET", "/me/identity/user").header("X-Pagination-Size", "1").json(200);
    assertThat(ids).hasSize(1);
    assertThat(ids.path(0).isTextual()).isTrue();
    for (var wrong :
        List.of("Mode:Cursor", "Size:0", "Number:x", "Filter:login", "Sort-Order:UP")) {
      var words = wrong.split(":", -1);
      var refused =
          call("GET", "/me/identity/user")
              .header("X-Pagination-Sort", "login")
              .header("X-Pagination-" + words[0], words[1]);
      assertThat(refused.json(400).path("message").asText()).as(wrong).contains("X-Pagination-");
    }
    logins.forEach(one -> call("DELETE", "/me/identity/user/" + one).json(200));
  }

  @Test
  void everyListOfIdsListsObjectsToo() {
    for (var path :
        List.of(
            "/cloud/project", "/me/api/application", "/me/api/credential", "/me/identity/user")) {
      var ids = call("GET", path).json(200);
      var objects =
          call("GET", path).header("X-Pagination-Mode", "CachedObjectList-Pages").json(200);
      assertThat(objects).as(path).hasSameSizeAs(ids);
      assertThat(objects.path(0).isObject()).as(path).isTrue();
    }
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> texts(JsonNode list, String name) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.path(name).asText()));
    return texts;
  }
}
