package io.berth.clients;

import io.berth.clients.Score.Operation;
import io.berth.e2e.fixtures.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The results as JUnit's XML, a file a program, for whatever shows such. */
final class JunitReport {
  static final Path FOLDER = Workspace.MODULE.resolve("target/clients");

  private JunitReport() {}

  static void write(Path folder, Map<String, Score> scores) throws IOException {
    Files.createDirectories(folder);
    for (var entry : scores.entrySet()) {
      Files.writeString(
          folder.resolve("TEST-" + entry.getKey() + ".xml"),
          suite(entry.getKey(), entry.getValue()));
    }
  }

  private static String suite(String program, Score score) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    var counts = score.counts();
    int skipped = score.skipped().isEmpty() ? 0 : 1;
    xml.append(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n"
            .formatted(
                escaped(program),
                score.operations().size() + skipped,
                counts.getOrDefault(Score.Verdict.WRONG, 0L),
                counts.getOrDefault(Score.Verdict.NOT_THERE, 0L) + skipped));
    if (skipped == 1) {
      xml.append(
          testCase(program, "run", "<skipped message=\"" + escaped(score.skipped()) + "\"/>"));
    }
    score.operations().forEach(it -> xml.append(testCase(program, it.name(), inside(it))));
    return xml.append("</testsuite>\n").toString();
  }

  private static String testCase(String program, String name, String inside) {
    return "  <testcase classname=\"%s\" name=\"%s\">%s</testcase>\n"
        .formatted(escaped(program), escaped(name), inside);
  }

  private static String inside(Operation operation) {
    return switch (operation.verdict()) {
      case RIGHT -> "";
      case WRONG -> "<failure>" + escaped(operation.reason()) + "</failure>";
      case NOT_THERE -> "<skipped message=\"" + escaped(operation.reason()) + "\"/>";
    };
  }

  /** Without what XML cannot hold. */
  private static String escaped(String text) {
    return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;");
  }
}
