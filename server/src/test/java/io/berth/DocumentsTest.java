package io.berth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents lead to is there, and whoever looks for a document finds it. */
final class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> SOURCES =
      List.of(
          "server/src",
          "image/src",
          "e2e/src",
          "deploy",
          "portal",
          "dev",
          "berth",
          "mvnw",
          "docker-credential-berth");
  private static final Set<String> MADE = Set.of("node_modules", "target", "dist");
  private static final Pattern SOURCE = Pattern.compile(".*\\.(java|tsx?|mjs|css|sh|sql|xml|c)");

  /** A page below docs/ as comments cite it, with headings of it, if any. */
  private static final Pattern CITED =
      Pattern.compile("\\bdocs/[\\w./-]*\\w((?:(?:,| and|) ?#[\\w-]+)*)");

  private static final Pattern HEADING = Pattern.compile("#([\\w-]+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\n]*`");

  /** Names of classes as documents write them: {@code `Users`}, {@code `Users.find`}. */
  private static final Pattern CLASS =
      Pattern.compile("`([A-Z]\\w*[a-z]\\w*)(?:\\.\\w+)*(?:\\(\\))?`");

  /** Capitalised words of the same look that are no classes of ours. */
  private static final Set<String> NO_CLASSES =
      Set.of("Bearer", "Expect", "HttpURLConnection", "Location", "Range", "ResultSet", "VmHWM");

  private record Place(String page, String heading) {}

  @Test
  void everyPlaceInTheDocumentsThatCodeCitesIsThere() throws IOException {
    var cited = new TreeSet<String>();
    for (var source : sources()) {
      for (var found : CITED.matcher(comments(source)).results().toList()) {
        var page = found.group().replaceFirst("(?:,| and|) ?#.*", "");
        assertThat(ROOT.resolve(page)).as("cited in %s", source).exists();
        HEADING
            .matcher(found.group(1))
            .results()
            .forEach(
                heading ->
                    assertThat(headings(ROOT.resolve(page)))
                        .as("%s, cited in %s", page, source)
                        .contains(heading.group(1)));
        cited.add(page);
      }
    }

    assertThat(cited).hasSizeGreaterThan(6);
  }

  @Test
  void noCommentCitesWhatIsNotHere() throws IOException {
    var elsewhere = Pattern.compile("(?<!docs/reference/)\\bcontracts/|\\(sections? \\d");

    for (var source : sources()) {
      assertThat(elsewhere.matcher(comments(source)).results().map(MatchResult::group))
          .as("citations in %s that nobody can follow", source)
          .isEmpty();
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (var page : pages()) {
      for (var link : links(page)) {
        var to = place(page, link);
        assertThat(Path.of(to.page())).as("%s in %s", link, page).exists();
        if (!to.heading().isEmpty()) {
          assertThat(headings(Path.of(to.page())))
              .as("%s in %s", link, page)
              .contains(to.heading());
        }
      }
    }
  }

  @Test
  void everyPageIsReachedFromTheReadme() throws IOException {
    var reached = new HashSet<Path>();
    var next = new ArrayDeque<Path>(List.of(ROOT.resolve("README.md").normalize()));
    while (!next.isEmpty()) {
      var page = next.remove();
      if (reached.add(page)) {
        for (var link : links(page)) {
          var to = Path.of(place(page, link).page()).normalize();
          if (to.toString().endsWith(".md")) {
            next.add(to);
          }
        }
      }
    }

    assertThat(reached).containsAll(pages().stream().map(Path::normalize).toList());
  }

  @Test
  void theClassesThatTheWalksAndTheRulesNameAreThere() throws IOException {
    var classes = classes();
    var pages = new TreeSet<Path>();
    for (var page : pages()) {
      if (page.toString().contains("docs/internals")) {
        pages.add(page);
      }
    }
    pages.add(ROOT.resolve("INVARIANTS.md"));
    pages.add(ROOT.resolve("DEVELOPING.md"));

    for (var page : pages) {
      var named =
          CLASS
              .matcher(Files.readString(page))
              .results()
              .map(found -> found.group(1))
              .filter(name -> !NO_CLASSES.contains(name))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(classes).as("classes that %s names", page).containsAll(named);
    }
    assertThat(CLASS.matcher(Files.readString(ROOT.resolve("docs/internals/walks.md"))).results())
        .hasSizeGreaterThan(30);
  }

  /** A heading says how many hops follow; a hop that names a method names one that is there. */
  @Test
  void theWalksCountTheirHops() throws IOException {
    var walks = Files.readString(ROOT.resolve("docs/internals/walks.md"));
    var heading = Pattern.compile("(?m)^## (.*): (\\d+) hops$");
    var hop = Pattern.compile("(?m)^(\\d+)\\. ");
    var method = Pattern.compile("`([A-Z]\\w*)\\.([a-z]\\w*)`");

    var found = heading.matcher(walks).results().toList();
    assertThat(found).hasSize(4);
    for (int i = 0; i < found.size(); i++) {
      int end = i + 1 < found.size() ? found.get(i + 1).start() : walks.length();
      var list = walks.substring(found.get(i).end(), end);
      assertThat(hop.matcher(list).results().map(it -> Integer.valueOf(it.group(1))))
          .as(found.get(i).group(1))
          .containsExactlyElementsOf(IntStream.rangeClosed(1, hops(found.get(i))).boxed().toList());
    }
    // Nobody makes these longer without saying so here.
    assertThat(hops(found.get(0))).as("from the socket to the file").isLessThanOrEqualTo(8);
    assertThat(hops(found.get(1))).as("from the socket to the manifest").isLessThanOrEqualTo(7);
    var texts = new TreeMap<String, String>();
    for (var source : sources()) {
      if (source.startsWith(ROOT.resolve("server/src/main"))) {
        texts.put(String.valueOf(source.getFileName()), Files.readString(source));
      }
    }
    assertThat(method.matcher(walks).results())
        .allSatisfy(
            named ->
                assertThat(texts.get(named.group(1) + ".java"))
                    .as(named.group())
                    .containsPattern("\\b" + named.group(2) + "\\("));
  }

  private static int hops(MatchResult heading) {
    return Integer.parseInt(heading.group(2));
  }

  private static Set<String> classes() throws IOException {
    var declared = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
    var names = new TreeSet<String>();
    for (var source : sources()) {
      var text = Files.readString(source);
      declared.matcher(text).results().forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  private static List<Path> sources() throws IOException {
    var all = new TreeSet<Path>();
    for (var place : SOURCES) {
      Files.walkFileTree(
          ROOT.resolve(place),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return MADE.contains(String.valueOf(folder.getFileName()))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              var name = String.valueOf(file.getFileName());
              if (SOURCE.matcher(name).matches() || !name.contains(".")) {
                all.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    }
    assertThat(all).hasSizeGreaterThan(800);
    return List.copyOf(all);
  }

  /** A file as one line, in which a comment that goes on in the next line is in one piece. */
  private static String comments(Path source) throws IOException {
    return Files.readString(source).replaceAll("\\s*\\n\\s*(?:\\*|//|#)?\\s*", " ");
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(root, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static List<String> links(Path page) throws IOException {
    return LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  private static Place place(Path page, String link) {
    int sharp = link.indexOf('#');
    var file = sharp < 0 ? link : link.substring(0, sharp);
    return new Place(
        file.isEmpty() ? page.toString() : page.resolveSibling(file).normalize().toString(),
        sharp < 0 ? "" : link.substring(sharp + 1));
  }

  /** The headings of a page as links name them. */
  private static Set<String> headings(Path page) {
    try {
      return Files.readString(page)
          .lines()
          .filter(line -> line.startsWith("#"))
          .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
          .map(line -> line.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
