package io.berth.clients.container;

import io.berth.clients.Score;
import io.berth.clients.Stand;
import io.berth.e2e.fixtures.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The {@code junit.xml} of a conformance program. What it skipped it was not shown. */
final class ConformanceReport {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private ConformanceReport() {}

  /**
   * Runs the program, which writes its report into that folder, and counts the test cases.
   *
   * @param others ends of the names of those that are skipped because their counterpart ran
   */
  static void of(
      Path program,
      Stand stand,
      Map<String, String> variables,
      Path results,
      List<String> others,
      Score score)
      throws ParserConfigurationException, SAXException, IOException {
    var outcome =
        Command.of(program.toString())
            .in(stand.home())
            .with(stand.environment(variables))
            .within(LIMIT)
            .run();
    var report = results.resolve("junit.xml");
    if (!Files.exists(report)) {
      throw new AssertionError("no junit.xml: " + outcome.out() + outcome.err());
    }
    count(report, others, score);
  }

  private static void count(Path file, List<String> others, Score score)
      throws ParserConfigurationException, SAXException, IOException {
    var cases = read(file).getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      var one = (Element) cases.item(i);
      var operation = one.getAttribute("name");
      if (said(one, "failure") instanceof Element failure) {
        score.wrong(operation, words(failure));
      } else if (said(one, "error") instanceof Element error) {
        score.wrong(operation, words(error));
      } else if (said(one, "skipped") instanceof Element skipped) {
        if (others.stream().anyMatch(operation::endsWith)) {
          continue;
        }
        score.notThere(operation, ("skipped: " + words(skipped)).strip());
      } else {
        score.right(operation);
      }
    }
  }

  private static Object said(Element one, String tag) {
    var all = one.getElementsByTagName(tag);
    return all.getLength() == 0 ? tag : all.item(0);
  }

  private static String words(Element element) {
    return (element.getAttribute("message") + " " + element.getTextContent()).strip();
  }

  private static Document read(Path file)
      throws ParserConfigurationException, SAXException, IOException {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(file.toFile());
  }
}
