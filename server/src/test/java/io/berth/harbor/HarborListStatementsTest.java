package io.berth.harbor;

import static io.berth.harbor.HarborCalls.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.sql.Dialect;
import io.berth.testing.StatementLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A list asks the database as often for many rows as for few. On PostgreSQL, where nothing is
 * remembered that could hide a statement.
 */
final class HarborListStatementsTest {
  private static final List<String> LISTS =
      List.of(
          "/projects",
          "/search?q=p",
          "/repositories",
          "/projects/p1/repositories",
          "/projects/p1/artifacts",
          "/projects/p1/repositories/app1/artifacts?with_inherited_accessory=true",
          "/projects/p1/members",
          "/robots?q=Level=project,ProjectID=%1$d",
          "/users/current/permissions?scope=/project/%1$d&relative=true",
          "/projects/p1/logs");

  @TempDir Path folder = Path.of("");

  @Test
  void moreRowsTakeNoMoreStatements() throws IOException {
    try (var harbor = new HarborCalls(Dialect.POSTGRESQL, folder)) {
      // Not the work of a password's hash with every request.
      var token = harbor.call("POST", "/users/current/access-tokens").as("dev");
      var whole = token.json("{'name':'lists','level':'admin'}").json(201).path("token").asText();
      harbor.berth.remember("dev", whole);
      var log = harbor.berth.statements();
      grow(harbor, 1, 2);
      var few = counts(harbor, log);
      grow(harbor, 3, 4);
      var many = counts(harbor, log);

      assertThat(names(harbor.get("/projects").as("dev").json(200), "name")).hasSize(5);
      assertThat(many).isEqualTo(few);
    }
  }

  private static void grow(HarborCalls harbor, int from, int to) {
    for (int i = from; i <= to; i++) {
      harbor.project("dev", "p" + i, false);
      harbor.pushImage("dev", "p" + i + "/app", "v1", "layer");
      var image = harbor.pushImage("dev", "p1/app" + i, "v1", "layer");
      harbor.pushImage("dev", "p1/app1", "v" + i, "layer " + i);
      harbor.pushAccessory("dev", "p1/app" + i, image);
      harbor
          .call("POST", "/usergroups")
          .as("boss")
          .json("{'group_name':'g%d','group_type':3}".formatted(i))
          .text(201);
      harbor
          .call("POST", "/projects/p1/members")
          .as("dev")
          .json("{'role_id':2,'member_group':{'group_name':'g%d','group_type':3}}".formatted(i))
          .text(201);
      harbor
          .call("POST", "/robots")
          .as("dev")
          .json(
              """
              {'name':'r%d','level':'project','duration':7,'permissions':[{'kind':'project',
              'namespace':'p1','access':[{'resource':'repository','action':'pull'}]}]}"""
                  .formatted(i))
          .text(201);
    }
  }

  /** The least of three times, for the server's own jobs ask now and then. */
  private static Map<String, Integer> counts(HarborCalls harbor, StatementLog log) {
    var first = harbor.get("/projects/p1").as("dev").json(200).path("project_id").asLong();
    var counts = new TreeMap<String, Integer>();
    for (var list : LISTS) {
      var path = list.formatted(first);
      harbor.get(path).as("dev").send();
      counts.put(
          list, IntStream.range(0, 3).map(_ -> count(harbor, log, path)).min().orElseThrow());
    }
    return counts;
  }

  private static int count(HarborCalls harbor, StatementLog log, String path) {
    log.take();
    assertThat(harbor.get(path).as("dev").send().statusCode()).as(path).isEqualTo(200);
    return log.take().size();
  }
}
