package io.berth.e2e.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.e2e.recordings.Difference.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RulesTest {
  private static final String LIST =
      """
      # a comment
      [better on purpose] Wrong credentials are refused
      Whoever sends a wrong password
      wants to know.
      - GET /projects | status | 200 -> 401 | by *wrong password
      - * | value | .a: 1 -> *

      [not offered yet] Labels
      - * /labels*

      [not yet mended]
      - GET /users | at most 2
      """;

  private final Rules rules = Rules.of(LIST);

  private static Outcome outcome(
      String operation, Caller caller, Response answered, Difference... found) {
    var request = new Exchange.Request("GET", "/x", caller, Map.of(), JsonText.of(""));
    var recorded = new Response(200, Map.of(), JsonText.of(""));
    return new Outcome(new Exchange(1, "", operation, request, recorded), answered, List.of(found));
  }

  private Verdict verdict(String operation, Caller caller, Difference... found) {
    return rules
        .judge(outcome(operation, caller, new Response(200, Map.of(), JsonText.of("")), found))
        .verdict();
  }

  private static Difference status(int answered) {
    return new Difference(Kind.STATUS, "", "200", String.valueOf(answered));
  }

  @Test
  void aRuleIsForItsOperationItsKindItsDetailAndWhomItNames() {
    var stale = new Caller.Account("admin", true);
    assertThat(verdict("GET /projects", stale, status(401))).isEqualTo(Verdict.BETTER);
    assertThat(verdict("GET /projects", stale, status(403))).isEqualTo(Verdict.UNEXPLAINED);
    assertThat(verdict("GET /quotas", stale, status(401))).isEqualTo(Verdict.UNEXPLAINED);
    assertThat(verdict("GET /projects", new Caller.Nobody(), status(401)))
        .isEqualTo(Verdict.UNEXPLAINED);
    assertThat(verdict("GET /x", stale, new Difference(Kind.VALUE, ".a", "1", "2")))
        .isEqualTo(Verdict.BETTER);
    assertThat(verdict("GET /x", stale, new Difference(Kind.VALUE, ".b", "1", "2")))
        .isEqualTo(Verdict.UNEXPLAINED);
  }

  @Test
  void everyDifferenceOfAnAnswerNeedsARule() {
    assertThat(
            verdict(
                "GET /x",
                new Caller.Nobody(),
                new Difference(Kind.VALUE, ".a", "1", "2"),
                new Difference(Kind.VALUE, ".b", "1", "2")))
        .isEqualTo(Verdict.UNEXPLAINED);
  }

  @Test
  void minorDifferencesNeedNone() {
    var words = new Difference(Kind.WORDS, "", "a", "b");
    assertThat(verdict("GET /x", new Caller.Nobody(), words)).isEqualTo(Verdict.MINOR);
    assertThat(verdict("GET /x", new Caller.Nobody())).isEqualTo(Verdict.SAME);
  }

  @Test
  void aFeatureThatIsNotThereIsSaidToBeSo() {
    var nothing =
        new Response(
            404, Map.of(), JsonText.of("{\"errors\":[{\"message\":\"there is nothing at /x\"}]}"));
    var caller = new Caller.Nobody();
    assertThat(rules.judge(outcome("GET /labels/{label_id}", caller, nothing)).verdict())
        .isEqualTo(Verdict.NOT_OFFERED);
    assertThat(verdict("POST /labels", caller, status(405))).isEqualTo(Verdict.NOT_OFFERED);
    assertThat(rules.judge(outcome("GET /x", caller, nothing, status(404))).verdict())
        .isEqualTo(Verdict.UNEXPLAINED);
    assertThat(rules.isNotOffered("GET /labels")).isTrue();
    assertThat(rules.isNotOffered("GET /projects")).isFalse();
  }

  @Test
  void theListComplainsOfWhatNothingNeedsAndOfBoundsThatArePassed() {
    var tally = new Tally();
    var caller = new Caller.Nobody();
    var answered = new Response(200, Map.of(), JsonText.of(""));
    var judged = rules.judge(outcome("GET /users", caller, answered, status(500)));
    assertThat(judged.verdict()).isEqualTo(Verdict.NOT_MENDED);
    tally.add(Scenario.REPRO, List.of(judged, judged));

    assertThat(tally.complaints(rules)).hasSize(3).allMatch(it -> it.startsWith("nothing needs"));
    tally.add(Scenario.REPRO, List.of(judged));
    assertThat(tally.complaints(rules)).contains("GET /users: 3 differ, at most 2 may");
    assertThat(new Tally().complaints(rules)).contains("GET /users is mended: its bound goes");
  }

  @Test
  void boundsFallToWhatWasSeenAndNeverRise() {
    assertThat(Rules.lowered(LIST, _ -> 1)).contains("- GET /users | at most 1\n");
    assertThat(Rules.lowered(LIST, _ -> 7)).isEqualTo(LIST);
    assertThat(Rules.lowered(LIST, _ -> 0))
        .isEqualTo(LIST.replace("- GET /users | at most 2\n", ""));
  }

  @Test
  void aListThatIsWrittenWronglyIsRefused() {
    assertThatThrownBy(() -> Rules.of("- GET /x")).hasMessageContaining("not below a reason");
    assertThatThrownBy(() -> Rules.of("[because] x\n- GET /x")).hasMessageContaining("because");
    assertThatThrownBy(() -> Rules.of("[better on purpose] x\n- GET /x"))
        .hasMessageContaining("sentence");
    assertThatThrownBy(() -> Rules.of("[not yet mended]\n- GET /x")).hasMessageContaining("bound");
  }

  @Test
  void thePageHasTheCountsAndTheReasons() {
    var tally = new Tally();
    var stale = new Caller.Account("admin", true);
    var answered = new Response(401, Map.of(), JsonText.of(""));
    tally.add(
        Scenario.HARBOR_CLI,
        List.of(
            rules.judge(outcome("GET /projects", stale, answered, status(401))),
            rules.judge(outcome("GET /projects", stale, answered))));

    assertThat(new DifferencesPage(tally, rules).text())
        .contains("| harbor-cli | harbor-cli: 186 commands | 2 | 1 | 0 | 1 | 0 | 0 |")
        .contains(
            "### Wrong credentials are refused\nWhoever sends a wrong password wants to know.")
        .contains("by *wrong password`: 1")
        .contains("### Labels")
        .contains("| `GET /projects` | 1 | 0 | 1 | 0 | 0 |");
  }
}
