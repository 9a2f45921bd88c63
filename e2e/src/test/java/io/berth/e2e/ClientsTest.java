package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.clients.Clients;
import io.berth.clients.Program;
import io.berth.clients.ProgramTable;
import io.berth.clients.Score.Verdict;
import io.berth.clients.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The quick programs that are on this machine; {@code ./berth clients} runs all and installs. */
final class ClientsTest {
  @Test
  void noProgramDoesAnythingWrongAndThePageSaysWhatTheyDid() {
    var programs = Clients.ALL.stream().filter(Program::isQuick).toList();

    var scores = Clients.run(programs, Tools.asFound(System.err), System.err);

    var skipped =
        scores.entrySet().stream()
            .filter(it -> !it.getValue().skipped().isEmpty())
            .map(it -> it.getKey() + " (" + it.getValue().skipped() + ")")
            .collect(Collectors.joining(", "));
    System.err.println("clients: skipped: " + (skipped.isEmpty() ? "none" : skipped));
    var wrong =
        scores.entrySet().stream()
            .flatMap(
                it ->
                    it.getValue().operations().stream()
                        .filter(one -> one.verdict() == Verdict.WRONG)
                        .map(one -> it.getKey() + ": " + one.name() + ": " + one.reason()))
            .toList();
    assertThat(wrong).isEmpty();
    assertThat(scores)
        .allSatisfy((name, score) -> assertThat(score.needlessMarks()).as(name).isEmpty());
    if (Boolean.getBoolean("berth.write-reference")) {
      ProgramTable.write(scores);
    }
    assertThat(ProgramTable.differences(scores)).isEmpty();
  }

  @Test
  void wrongUsageSaysWhatIsWrong() throws IOException {
    assertThat(refusal("nosuch")).contains("nosuch").contains("crane");
    assertThat(refusal("--junit")).contains("--junit").contains("usage:");
  }

  private static String refusal(String... words) throws IOException {
    var talk = new ByteArrayOutputStream();
    var print = new PrintStream(talk, true, StandardCharsets.UTF_8);
    assertThat(Clients.run(System.out, print, words)).isEqualTo(2);
    return talk.toString(StandardCharsets.UTF_8);
  }
}
