package io.berth.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The table of credentials and routes, from the test resources; how to read it stands in it. */
final class CredentialTable {
  private static final String FILE = "/io/berth/server/credentials.txt";

  /** Routes by their line, such as {@code GET /v1/me}, with the name of who may. */
  private final Map<String, Map<String, String>> routes = new TreeMap<>();

  private final Map<String, Map<String, Set<String>>> sets = new TreeMap<>();

  CredentialTable() {
    var section = "";
    for (var line : read().lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        section = line.substring(1, line.length() - 1);
        routes.put(section, new LinkedHashMap<>());
        sets.put(section, new LinkedHashMap<>());
      } else if (line.contains(" = ")) {
        var parts = line.split(" = ", 2);
        var members = new TreeSet<String>();
        for (var word : Arrays.asList(parts[1].strip().split(" +", -1))) {
          if (word.startsWith("+")) {
            members.addAll(set(section, word.substring(1)));
          } else {
            members.add(word);
          }
        }
        sets(section).put(parts[0].strip(), members);
      } else {
        var words = line.split(" +", -1);
        if (words.length != 3) {
          throw new IllegalStateException("not a line of the table: " + line);
        }
        routes(section).put(words[0] + " " + words[1], words[2]);
      }
    }
  }

  private static String read() {
    try (var in = CredentialTable.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What each route of a section says. */
  Map<String, String> routes(String section) {
    return Objects.requireNonNull(routes.get(section), section);
  }

  private Map<String, Set<String>> sets(String section) {
    return Objects.requireNonNull(sets.get(section), section);
  }

  /** The credentials behind a name. */
  Set<String> set(String section, String name) {
    var found = sets(section).get(name);
    if (found == null) {
      throw new IllegalStateException("the table does not say what " + name + " is");
    }
    return found;
  }
}
