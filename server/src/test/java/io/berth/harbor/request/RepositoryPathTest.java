package io.berth.harbor.request;

import static io.berth.harbor.HarborCalls.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Repositories as paths name them. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class RepositoryPathTest {
  private static final String TEAM = "/projects/team/repositories/";
  private final HarborCalls harbor;

  RepositoryPathTest(Dialect dialect) throws IOException {
    harbor = new HarborCalls(dialect);
    harbor.project("dev", "team", false);
    harbor.pushImage("dev", "team/deep/app", "v1", "layer");
  }

  @Test
  void aNameIsFoundEncodedOnceOrTwiceAndWithSlashesTooMany() {
    for (var name :
        List.of("deep%2Fapp", "deep%252Fapp", "%2Fdeep%2Fapp", "deep%252F%252Fapp%2F")) {
      var found = harbor.get(TEAM + name).as("dev").json(200);
      assertThat(found.path("name").asText()).as(name).isEqualTo("team/deep/app");
      assertThat(harbor.get(TEAM + name + "/artifacts").as("dev").json(200)).as(name).hasSize(1);
      harbor.get(TEAM + name + "/artifacts/v1").as("dev").text(200);
    }
  }

  @Test
  void whatNoRepositoryCanBeCalledIsNotThere() {
    for (var name : List.of("APP", "deep%25252Fapp", "a%2500b", "-", "x".repeat(300), "%2F")) {
      assertThat(code(harbor.get(TEAM + name).as("dev").send()))
          .as(name)
          .isEqualTo("404 NOT_FOUND");
      assertThat(harbor.get(TEAM + name + "/artifacts").as("dev").json(200)).as(name).isEmpty();
      for (var below :
          List.of("/artifacts/v1", "/artifacts/v1/tags", "/artifacts/v1/accessories")) {
        assertThat(code(harbor.get(TEAM + name + below).as("dev").send()))
            .as(name + below)
            .isEqualTo("404 NOT_FOUND");
      }
      assertThat(code(harbor.call("DELETE", TEAM + name).as("dev").send()))
          .as(name)
          .isEqualTo("404 NOT_FOUND");
      assertThat(code(harbor.get(TEAM + name + "/artifacts").send())).isEqualTo("401 UNAUTHORIZED");
    }
  }

  @Test
  void andNoCopyIsCalledSo() {
    for (var name : List.of("APP", "deep%25252Fapp", "x".repeat(300))) {
      var copy = harbor.call("POST", TEAM + name + "/artifacts?from=team/deep/app:v1").as("dev");
      assertThat(code(copy.send())).as(name).isEqualTo("400 BAD_REQUEST");
    }
  }
}
