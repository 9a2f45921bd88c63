package io.berth.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.berth.sql.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Patterns and inputs made to keep the server busy, which a matcher that goes back would look at
 * for hours. The limits of time are far above what any of them takes.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
final class PatternAttackTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();
  private static final String LONG_NAME = "a".repeat(190);

  @Parameter Dialect dialect = Dialect.SQLITE;
  private Tenant tenant;

  @BeforeEach
  void start() throws IOException {
    tenant =
        new Tenant(RunningBerth.shared(dialect), "patterns-" + ACCOUNTS.incrementAndGet(), "work");
    tenant.user("dev");
    tenant.project("team", false);
    tenant.image("team/" + LONG_NAME, "v1", "a layer");
  }

  private void member(String pattern) {
    tenant.role("few");
    tenant
        .at("boss", "POST", Tenant.API + "/projects/team/members")
        .json(
            "{'role_id':%s,'repository_pattern':'%s','member_user':{'username':'dev'}}"
                .formatted(tenant.made.get("role.few"), pattern))
        .text(201);
  }

  @Test
  void aRolesPatternOfManyStarsCostsNothing() {
    member("*a".repeat(126) + "*b");
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int i = 0; i < 10; i++) {
            tenant.at("dev", "GET", "/v2/team/" + LONG_NAME + "/manifests/v1").text(401);
            assertThat(tenant.at("dev", "GET", Tenant.API + "/repositories").json(200)).isEmpty();
            assertThat(
                    tenant.at("dev", "GET", Tenant.API + "/projects/team/repositories").json(200))
                .isEmpty();
          }
        });
  }

  @Test
  void listsAndPullsUnderstandAPatternAlike() {
    member("*a".repeat(126) + "*");
    assertThat(tenant.at("dev", "GET", Tenant.API + "/repositories").json(200)).hasSize(1);
  }

  @Test
  void aGroupFilterThatCannotBeMatchedInOnePassIsRefusedByBothApis() {
    for (var filter : List.of("((a{1000}){1000}){1000}", "(?=a)b", "(a)\\\\1", "a".repeat(1_001))) {
      var refusal =
          tenant
              .owned("POST", "/openIdConnect")
              .json(
                  ("{'deleteUsers':true,'provider':{'name':'n','endpoint':'https://id.test',"
                          + "'clientId':'c','clientSecret':'s','scope':'openid',"
                          + "'groupFilter':'%s'}}")
                      .formatted(filter))
              .text(400);
      assertThat(refusal).contains("groupFilter ");
      assertThat(
              tenant
                  .at("boss", "POST", Tenant.API + "/oidc-providers")
                  .json(
                      ("{'alias':'x','name':'n','endpoint':'https://id.test','client_id':'c',"
                              + "'client_secret':'s','scope':'openid','group_filter':'%s'}")
                          .formatted(filter))
                  .text(400))
          .contains("group_filter ");
    }
  }

  @Test
  void aRangeOfSpacesIsLookedAtOnce() {
    var blob = "/v2/team/" + LONG_NAME + "/blobs/" + Tenant.digest(Tenant.CONFIG);
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int i = 0; i < 100; i++) {
            tenant
                .at("boss", "GET", blob)
                .header("Range", "bytes=" + " ".repeat(14_000) + "1" + " ".repeat(14_000))
                .text(200);
          }
        });
  }

  @Test
  void scopesAreBoundedAndAnActionNamedTwiceIsNoError() {
    var token = "/service/token?service=harbor-registry&scope=";
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          for (int i = 0; i < 20; i++) {
            tenant.at("boss", "GET", token + "(".repeat(15_000) + ":a:b").text(200);
          }
        });
    tenant.at("boss", "GET", token + "repository:team/app:pull,pull,push").text(200);
    assertThat(tenant.at("boss", "GET", token + "a:b:c+".repeat(201)).text(400))
        .contains("at most 200 scopes");
  }

  @Test
  void aSortOfThousandsOfFieldsIsOneOfEach() {
    var artifacts = Tenant.API + "/projects/team/repositories/" + LONG_NAME + "/artifacts?sort=";
    assertThat(tenant.at("boss", "GET", artifacts + "id,-id,".repeat(2_000)).json(200)).hasSize(1);
  }

  @Test
  void aTrustsConditionsAreShort() {
    tenant.robot("team", "ci");
    var trusts = Tenant.API + "/robots/" + tenant.made.get("robot.ci") + "/trusts";
    for (var condition : List.of(List.of("a.".repeat(300), "x"), List.of("a", "*".repeat(501)))) {
      assertThat(
              tenant
                  .at("boss", "POST", trusts)
                  .json(
                      "{'issuer':'https://ci.test','audience':'berth','claims':{'%s':'%s'}}"
                          .formatted(condition.getFirst(), condition.getLast() + "x"))
                  .text(400))
          .contains("at most 500 characters");
    }
  }

  @Test
  void anAddressOfColonsIsRefusedAtOnce() {
    assertTimeoutPreemptively(
        LIMIT,
        () ->
            tenant
                .owned("PUT", "/ipRestrictions/registry")
                .json("[{'ipBlock':'%s'}]".formatted("a:".repeat(450_000)))
                .text(400));
  }
}
