package io.berth.harbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import io.berth.testing.RightsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The table of rights over HTTP, on the routes that change nothing: who reads what. */
final class HarborRightsTest {
  private static final Map<String, String> ROUTES =
      Map.ofEntries(
          Map.entry("/projects/P", "project:read"),
          Map.entry("/projects/P/summary", "project:read"),
          Map.entry("/projects/P/members", "member:list"),
          Map.entry("/projects/P/metadatas/public", "metadata:read"),
          Map.entry("/projects/P/metadatas/", "metadata:list"),
          Map.entry("/projects/P/logs", "log:list"),
          Map.entry("/projects/P/auditlog-exts", "log:list"),
          Map.entry("/projects/P/_deletable", "project:delete"),
          Map.entry("/projects/P/repositories", "repository:list"),
          Map.entry("/projects/P/repositories/app", "repository:read"),
          Map.entry("/projects/P/repositories/app/artifacts", "artifact:list"),
          Map.entry("/projects/P/repositories/app/artifacts/v1", "artifact:read"),
          Map.entry("/projects/P/repositories/app/artifacts/v1/tags", "tag:list"),
          Map.entry("/projects/P/repositories/app/artifacts/v1/accessories", "accessory:list"));

  /** Harbor's role numbers. */
  private static final Map<Character, Integer> ROLES =
      Map.of('A', 1, 'D', 2, 'G', 3, 'M', 4, 'L', 5);

  @TempDir Path folder = Path.of("");
  private HarborCalls harbor;
  private final Map<String, Character> callers = new LinkedHashMap<>();

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(Dialect.SQLITE, folder);
    for (var project : List.of("closed", "open")) {
      harbor.project("boss", project, project.equals("open"));
      harbor.pushImage("boss", project + "/app", "v1", "layer");
    }
    callers.put("boss", '*');
    callers.put("dev", '-');
    ROLES.forEach(
        (letter, role) -> {
          var name = "role" + role;
          harbor.berth.user("boss", name);
          callers.put(name, letter);
          for (var project : List.of("closed", "open")) {
            harbor
                .call("POST", "/projects/" + project + "/members")
                .as("boss")
                .json("{'role_id':%d,'member_user':{'username':'%s'}}".formatted(role, name))
                .text(201);
          }
        });
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  @TestFactory
  Stream<DynamicTest> everyRouteAnswersWhomTheTableNames() {
    var tests = new ArrayList<DynamicTest>();
    ROUTES.forEach(
        (route, permission) -> {
          for (var project : List.of("closed", "open")) {
            var path = route.replace("P", project);
            var line = RightsTable.line(permission);
            var open = project.equals("open") && line.open();
            callers.forEach(
                (caller, role) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            path + " " + caller,
                            () ->
                                assertThat(harbor.get(path).as(caller).send().statusCode())
                                    .isEqualTo(
                                        open || role == '*' || line.allows(role) ? 200 : 403))));
            tests.add(
                DynamicTest.dynamicTest(
                    path + " anonymous",
                    () ->
                        assertThat(harbor.get(path).send().statusCode())
                            .isEqualTo(open ? 200 : 401)));
          }
        });
    return tests.stream();
  }
}
