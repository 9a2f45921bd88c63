package io.berth.harbor;

import static io.berth.harbor.HarborCalls.code;
import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import io.berth.testing.FakeProvider;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups at the API: name, type and provider decide which one is meant. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class HarborGroupsTest {
  private final HarborCalls harbor;
  private FakeProvider first;
  private FakeProvider second;

  HarborGroupsTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
    first = FakeProvider.http(Clock.systemUTC());
    second = FakeProvider.http(Clock.systemUTC());
    harbor.project("boss", "team", false);
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private HttpCall post(String path, String body) {
    return harbor.call("POST", path).as("boss").json(body);
  }

  private HttpCall member(String group) {
    return post("/projects/team/members", "{'role_id':1,'member_group':{%s}}".formatted(group));
  }

  private void provider(String alias, FakeProvider provider) {
    post(
            "/oidc-providers",
            "{'alias':'%s','name':'The %s','endpoint':'%s','client_id':'harbor','client_secret':'s'}"
                .formatted(alias, alias, provider.issuer()))
        .text(201);
  }

  @Test
  void aMemberGroupOfLdapOrOfAnHttpProxyMeansAProvidersGroup() {
    post("/usergroups", "{'group_name':'admins','group_type':3}").text(201);
    assertThat(member("'group_name':'admins','group_type':1").send().statusCode()).isEqualTo(201);
    // The same group once more.
    assertThat(code(member("'group_name':'admins','group_type':2").send()))
        .isEqualTo("409 CONFLICT");
    assertThat(harbor.get("/usergroups").as("boss").json(200)).hasSize(1);
  }

  @Test
  void aNameThatALocalGroupAndOneOfTheProviderShareNeedsItsType() {
    post("/usergroups", "{'group_name':'admins','group_type':3}").text(201);
    post("/usergroups", "{'group_name':'admins','group_type':4}").text(201);

    assertThat(member("'group_name':'admins'").text(400)).contains("say which with group_type");
    member("'group_name':'admins','group_type':4").text(201);
    member("'group_name':'admins','group_type':3").text(201);
    var groups = harbor.get("/usergroups?group_name=admins").as("boss").json(200);
    assertThat(names(groups, "group_type")).containsExactlyInAnyOrder("3", "4");
  }

  @Test
  void aGroupBelongsToTheProviderThatIsNamed() {
    provider("one", first);
    // A client of Harbor names no provider: the only one is meant.
    post("/usergroups", "{'group_name':'admins','group_type':3}").text(201);
    provider("two", second);
    post("/usergroups", "{'group_name':'admins','group_type':3,'provider':'two'}").text(201);
    assertThat(code(post("/usergroups", "{'group_name':'admins','provider':'one'}").send()))
        .isEqualTo("409 CONFLICT");
    assertThat(code(post("/usergroups", "{'group_name':'x','provider':'three'}").send()))
        .startsWith("404 ");

    member("'group_name':'admins','group_type':3,'provider':'two'").text(201);
    var members = harbor.get("/projects/team/members?entityname=admins").as("boss").json(200);
    assertThat(names(members, "provider")).containsExactly("two");
    assertThat(names(members, "provider_name")).containsExactly("The two");
    var found = harbor.get("/usergroups/search?groupname=admins").as("boss").json(200);
    assertThat(names(found, "provider")).containsExactlyInAnyOrder("one", "two");

    harbor.call("DELETE", "/oidc-providers/two").as("boss").text(200);
    assertThat(names(harbor.get("/usergroups").as("boss").json(200), "provider"))
        .containsExactly("one");
    assertThat(harbor.get("/projects/team/members?entityname=admins").as("boss").json(200))
        .isEmpty();
  }
}
