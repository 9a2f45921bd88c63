package io.berth.harbor.retention;

import static io.berth.harbor.HarborCalls.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import io.berth.testing.Await;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules of retention that name labels. */
@ParameterizedClass
@EnumSource(Dialect.class)
final class RetentionByLabelTest {
  @Parameter Dialect dialect = Dialect.SQLITE;
  private HarborCalls harbor;
  private long project;

  @BeforeEach
  void start() throws IOException {
    harbor = new HarborCalls(dialect);
    harbor.project("dev", "team", false);
    project = harbor.get("/projects/team").as("dev").json(200).path("project_id").asLong();
    for (var tag : new String[] {"one", "two", "three"}) {
      harbor.pushImage("dev", "team/app", tag, "layer of " + tag);
    }
  }

  @AfterEach
  void stop() {
    harbor.close();
  }

  private String label(String user, String body) {
    var made = harbor.call("POST", "/labels").as(user).json(body).send();
    assertThat(made.statusCode()).as(new String(made.body(), UTF_8)).isEqualTo(201);
    return header(made, "Location").replaceFirst(".*/", "");
  }

  private void mark(String tag, String label) {
    harbor
        .call("POST", "/projects/team/repositories/app/artifacts/" + tag + "/labels")
        .as("dev")
        .json("{'id':" + label + "}")
        .text(200);
  }

  private String policy(String decoration, String labels) {
    return "{'algorithm':'or','rules':[{'action':'retain','template':'always','params':{},"
        + "'tag_selectors':[{'kind':'label','decoration':'%s','pattern':'%s'}],"
            .formatted(decoration, labels)
        + "'scope_selectors':{'repository':[{'kind':'doublestar','decoration':'repoMatches',"
        + "'pattern':'**'}]}}],'trigger':{'kind':'Schedule','settings':{'cron':''}},"
        + "'scope':{'level':'project','ref':%d}}".formatted(project);
  }

  private Set<String> going(String decoration, String labels) {
    var going = new TreeSet<String>();
    var shown =
        harbor
            .call("POST", "/retentions/preview")
            .as("dev")
            .json(policy(decoration, labels))
            .json(200);
    for (var artifact : shown.path("repositories").path(0).path("artifacts")) {
      if (artifact.path("retention").asText().equals("DEL")) {
        artifact.path("tags").forEach(tag -> going.add(tag.asText()));
      }
    }
    return going;
  }

  private JsonNode run(String policy, boolean dry) throws Exception {
    var asked =
        harbor
            .call("POST", policy + "/executions")
            .as("dev")
            .json("{'dry_run':" + dry + "}")
            .send();
    assertThat(asked.statusCode()).isEqualTo(201);
    var id = header(asked, "Location").replaceFirst(".*/", "");
    return Await.until(
        "the run is over",
        () -> {
          for (var execution : harbor.get(policy + "/executions").as("dev").json(200)) {
            if (execution.path("id").asText().equals(id)) {
              return execution;
            }
          }
          throw new AssertionError("no execution " + id);
        },
        it -> !it.path("status").asText().matches("Pending|Running"));
  }

  private Set<String> tags() {
    var tags = new TreeSet<String>();
    var path = "/projects/team/repositories/app/artifacts?page_size=100";
    for (var artifact : harbor.get(path).as("dev").json(200)) {
      artifact.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    }
    return tags;
  }

  @Test
  void theyKeepWhatHasAllOfTheLabelsOrNoneOfThem() {
    var own = label("dev", "{'name':'approved','scope':'p','project_id':%d}".formatted(project));
    var global = label("boss", "{'name':'for ever','scope':'g'}");
    mark("one", own);
    mark("one", global);
    mark("two", own);

    assertThat(going("withLabels", "approved")).containsExactly("three");
    assertThat(going("withLabels", "approved, for ever")).containsExactly("three", "two");
    assertThat(going("withoutLabels", "for ever")).containsExactly("one");
    assertThat(going("withoutLabels", "approved,for ever")).containsExactly("one", "two");
  }

  @Test
  void aRunDecidesAsThePreviewAndReadsBackAsItWasSent() throws Exception {
    mark("two", label("dev", "{'name':'keep','scope':'p','project_id':%d}".formatted(project)));
    var made =
        harbor.call("POST", "/retentions").as("dev").json(policy("withLabels", "keep")).send();
    var policy = header(made, "Location").substring(HarborCalls.API.length());
    assertThat(harbor.get(policy).as("dev").json(200).at("/rules/0/tag_selectors/0").toString())
        .isEqualTo("{\"kind\":\"label\",\"decoration\":\"withLabels\",\"pattern\":\"keep\"}");

    assertThat(run(policy, true).path("deleted").asInt()).isEqualTo(2);
    var real = run(policy, false);

    assertThat(real.path("deleted").asInt()).isEqualTo(2);
    assertThat(real.path("freed_bytes").asLong()).isPositive();
    assertThat(tags()).containsExactly("two");
  }

  @Test
  void aLabelThatIsNotThereIsNamedByNoRuleAndOneThatGoesStopsTheRuns() throws Exception {
    for (var path : new String[] {"/retentions", "/retentions/preview"}) {
      assertThat(harbor.call("POST", path).as("dev").json(policy("withLabels", "kep")).text(400))
          .contains("no label of the project or the registry is called kep");
    }
    assertThat(harbor.call("POST", "/retentions").as("dev").json(policy("", "kep")).text(400))
        .contains("withLabels or withoutLabels");
    assertThat(
            harbor.call("POST", "/retentions").as("dev").json(policy("withLabels", " ,")).text(400))
        .contains("separated by commas");
    var label = label("dev", "{'name':'keep','scope':'p','project_id':%d}".formatted(project));
    mark("two", label);
    var made =
        harbor.call("POST", "/retentions").as("dev").json(policy("withLabels", "keep")).send();
    var policy = header(made, "Location").substring(HarborCalls.API.length());
    harbor.call("DELETE", "/labels/" + label).as("dev").text(200);

    assertThat(run(policy, false).path("status").asText()).isEqualTo("Error");
    assertThat(tags()).containsExactly("one", "three", "two");
  }
}
