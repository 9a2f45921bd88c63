package io.berth.e2e.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Workspace;
import io.berth.e2e.recordings.Rules.Judgement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What clients asked a real Harbor is asked here, each recording in a fresh registry, and answered
 * as by Harbor but for what the list of differences gives a reason for.
 *
 * <p>{@code -Dberth.recording=matrix-lists} plays that one alone and prints what differs; {@code
 * -Dberth.lines=90-110} plays it up to there and prints these lines only.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
final class HarborRecordingsTest {
  private static final String ONLY = System.getProperty("berth.recording", "");
  private static final int TOLD = 20;
  private static final Path LIST =
      Workspace.MODULE.resolve("src/test/resources/io/berth/e2e/recordings/" + Rules.FILE);

  private final BerthProcess berth = BerthProcess.start(Map.of());
  private final Rules rules = Rules.read();
  private final Tally tally = new Tally();

  HarborRecordingsTest() throws IOException {
    FreshRegistry.passNumbers(berth);
  }

  @Test
  void listsHaveThePagesTheOrderAndTheRowsThatWereAskedFor() throws IOException {
    play(Scenario.MATRIX_LISTS);
  }

  @Test
  void creationsAndChangesAreTakenAndRefusedAlike() throws IOException {
    play(Scenario.MATRIX_CREATE);
  }

  @Test
  void configurationCopiesAndDeletionsDoTheSame() throws IOException {
    play(Scenario.MATRIX_CONFIG);
  }

  @Test
  void everyoneMayWhatHeMayInHarbor() throws IOException {
    play(Scenario.MATRIX_ROLES);
  }

  @Test
  void methodsPathsAndHeadersMeanTheSame() throws IOException {
    play(Scenario.MATRIX_HEADERS);
  }

  @Test
  void aFormSignsInAndASessionNeedsItsToken() throws IOException {
    play(Scenario.MATRIX_SESSION);
  }

  @Test
  void terraformTakesEveryResourceThroughItsLife() throws IOException {
    play(Scenario.TERRAFORM_LIFECYCLE);
  }

  @Test
  void terraformTakesProjectsThroughTheirLife() throws IOException {
    play(Scenario.TERRAFORM_PROJECTS);
  }

  @Test
  void terraformsOwnTestsAreAnswered() throws IOException {
    play(Scenario.TERRAFORM_ACCEPTANCE);
  }

  @Test
  void theCommandsOfHarborCliAreAnswered() throws IOException {
    play(Scenario.HARBOR_CLI);
  }

  @Test
  void theCallsOfPythonsClientAreAnswered() throws IOException {
    play(Scenario.HARBORAPI);
  }

  @Test
  void theCallsOfGosClientAreAnswered() throws IOException {
    play(Scenario.GO_CLIENT);
  }

  @Test
  void knownFaultsAreNotHere() throws IOException {
    play(Scenario.REPRO);
  }

  private void play(Scenario scenario) throws IOException {
    Assumptions.assumeTrue(ONLY.isEmpty() || ONLY.equals(scenario.file()));
    var lines = Lines.asked();
    var judgements = new ArrayList<Judgement>();
    try (var player = FreshRegistry.on(berth, scenario.file(), rules)) {
      var comparison = new AnswerComparison(player.bindings());
      for (var exchange : Recording.read(scenario.file())) {
        if (exchange.number() > lines.last()) {
          break;
        }
        var answered = player.play(exchange);
        if (exchange.isBeside()) {
          assertThat(answered.status()).as(exchange.toString()).isLessThan(300);
          continue;
        }
        judgements.add(
            rules.judge(
                new Outcome(exchange, answered, comparison.differences(exchange, answered))));
      }
    }
    keep(scenario, judgements);
    if (ONLY.isEmpty()) {
      tally.add(scenario, judgements);
    } else {
      judgements.stream()
          .filter(lines::has)
          .map(HarborRecordingsTest::told)
          .forEach(System.out::println);
    }
    var unexplained =
        judgements.stream().filter(it -> it.verdict() == Verdict.UNEXPLAINED).toList();
    if (!unexplained.isEmpty()) {
      fail(
          "%d exchanges of %s differ without a reason in %s:\n%s"
              .formatted(
                  unexplained.size(),
                  scenario.file(),
                  Rules.FILE,
                  unexplained.stream()
                      .limit(TOLD)
                      .map(it -> it.outcome().told())
                      .collect(Collectors.joining("\n"))));
    }
  }

  /** All that is not the same, for whoever looks afterwards. */
  private static void keep(Scenario scenario, List<Judgement> judgements) throws IOException {
    var folder = Files.createDirectories(Workspace.MODULE.resolve("target/recordings"));
    Files.writeString(
        folder.resolve(scenario.file() + ".txt"),
        judgements.stream()
            .filter(it -> it.verdict() != Verdict.SAME)
            .map(HarborRecordingsTest::told)
            .collect(Collectors.joining("\n")));
  }

  private static String told(Judgement judgement) {
    return "[" + judgement.verdict() + "] " + judgement.outcome().told();
  }

  /** Only after a whole run that found nothing unexplained can be said what is superfluous. */
  @AfterAll
  void theListAndThePageSayWhatWasSeen() throws IOException {
    berth.close();
    if (!tally.isWhole() || tally.all().of(Verdict.UNEXPLAINED) > 0) {
      return;
    }
    var list = rules;
    if (Boolean.getBoolean("berth.write-reference")) {
      var lowered = Rules.lowered(Recording.text(Rules.FILE), tally::notMended);
      Files.writeString(LIST, lowered);
      list = Rules.of(lowered);
    }
    new DifferencesPage(tally, list).compare();
    assertThat(tally.complaints(list)).isEmpty();
    System.out.println(
        "recordings: " + tally.all().of(Verdict.NOT_MENDED) + " exchanges are not yet mended");
  }
}
