package io.berth.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.security.RegistryBrowser;
import io.berth.sql.Dialect;
import io.berth.testing.HttpCall;
import java.io.IOException;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever has a credential that ends tries to come to one that does not. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class EndlessCredentialsTest {
  private static final String TRUST =
      "{'issuer':'http://127.0.0.1:1','audience':'a','claims':{'sub':'me'}}";

  private final HarborCalls harbor;

  EndlessCredentialsTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
    harbor.project("dev", "team", false);
  }

  private static String robot(String name, String duration, String more) {
    return "{'name':'%s','level':'project',%s'permissions':[{'kind':'project','namespace':'team',"
            .formatted(name, duration)
        + "'access':[{'resource':'repository','action':'pull'}%s]}]}".formatted(more);
  }

  private static String shorter(String duration) {
    return robot("robot$team+shorter", "'duration':" + duration + ",", "");
  }

  private static String lasting(String disable, String more) {
    return robot("robot$team+lasting", "'duration':-1," + disable, more);
  }

  private static String power() {
    var all = new StringBuilder();
    for (var action : new String[] {"create", "read", "list", "delete"}) {
      all.append(",{'resource':'robot','action':'%s'}".formatted(action));
    }
    return all.toString();
  }

  private JsonNode made(String body) {
    return harbor.call("POST", "/robots").as("dev").json(body).json(201);
  }

  /** What must not be had by a caller whose end is that of a day or a week. */
  private void triesAll(BiFunction<String, String, HttpCall> caller, String who) {
    for (var duration : new String[] {"'duration':-1,", "'duration':40,"}) {
      assertThat(caller.apply("POST", "/robots").json(robot("made", duration, "")).text(403))
          .as(duration)
          .contains(who + " of this request ends at 2");
    }
    caller.apply("POST", "/robots").json(robot("made", "'duration':0,", "")).text(400);
    caller.apply("POST", "/robots").json(robot("made", "'duration':99999999999999,", "")).text(400);
  }

  private void triesToChange(BiFunction<String, String, HttpCall> caller, String path) {
    assertThat(caller.apply("PATCH", path).json("{}").text(403)).contains("ends at");
    assertThat(caller.apply("PATCH", path).json("{'secret':'Chosen-12345'}").text(403))
        .contains("ends at");
    assertThat(caller.apply("POST", path + "/trusts").json(TRUST).text(403)).contains("ends at");
  }

  @Test
  void anAccessTokenOfOneDayMakesNoRobotThatLivesLonger() {
    var lasting = "/robots/" + made(robot("lasting", "'duration':-1,", "")).path("id").asText();
    var shorter = "/robots/" + made(robot("shorter", "'duration':1,", "")).path("id").asText();
    for (var scope : new String[] {"", ",'projects':['team']"}) {
      var token =
          new RegistryBrowser(harbor.berth)
              .signIn("dev", harbor.berth.passwordOf("dev"))
              .call("POST", "/api/v2.0/users/current/access-tokens")
              .json(
                  "{'name':'t%s','level':'admin','expires_in_days':2%s}"
                      .formatted(scope.length(), scope))
              .json(201)
              .path("token")
              .asText();
      BiFunction<String, String, HttpCall> caller =
          (method, path) -> harbor.call(method, path).header("Authorization", "Bearer " + token);
      triesAll(caller, "the access token");
      triesToChange(caller, lasting);
      assertThat(caller.apply("PUT", shorter).json(shorter("-1")).text(403)).contains("ends at");
      assertThat(caller.apply("PUT", shorter).json(shorter("40")).text(403)).contains("ends at");
      assertThat(
              caller
                  .apply("PUT", lasting)
                  .json(lasting("", ",{'resource':'repository','action':'push'}"))
                  .text(403))
          .contains("ends at");
      caller.apply("PUT", lasting).json(lasting("'disable':true,", "")).text(200);
      assertThat(caller.apply("PUT", lasting).json(lasting("'disable':false,", "")).text(403))
          .contains("ends at");
      caller.apply("PATCH", shorter).json("{}").text(200);
      var one = caller.apply("POST", "/robots").json(robot("one", "'duration':1,", "")).json(201);
      caller.apply("DELETE", "/robots/" + one.path("id").asText()).text(200);
    }
    harbor.call("PATCH", lasting).as("dev").json("{}").text(200);
    harbor.call("PUT", shorter).as("dev").json(shorter("-1")).text(200);
  }

  @Test
  void aRobotThatEndsMakesNoneThatLivesLonger() {
    var ending = made(robot("ending", "'duration':7,", power()));
    BiFunction<String, String, HttpCall> caller =
        (method, path) ->
            harbor
                .call(method, path)
                .basic(ending.path("name").asText(), ending.path("secret").asText());
    triesAll(caller, "the robot account");
    caller.apply("POST", "/robots").json(robot("shorter", "'duration':6,", "")).text(201);

    var forever = made(robot("forever", "'duration':-1,", power()));
    harbor
        .call("POST", "/robots")
        .basic(forever.path("name").asText(), forever.path("secret").asText())
        .json(robot("more", "'duration':-1,", ""))
        .text(201);
  }
}
