package io.berth.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.message.Json;
import io.berth.server.command.CommandTree;
import io.berth.server.lifecycle.RegistryServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says works is served, and what it says does not yet is not. */
final class ReadmeTest {
  private static final Pattern SIGN = Pattern.compile("`([^`]+)`");

  @TempDir Path temp;

  @Test
  void whatWorksIsThereAndWhatDoesNotYetIsNot() throws IOException, InterruptedException {
    var readme = Files.readString(Path.of("../README.md"));
    var works = rows(readme, "| works | seen at |");
    var notYet = rows(readme, "| not yet | asked at |");
    assertThat(works).hasSizeGreaterThan(8);
    assertThat(notYet).isNotEmpty();

    try (var server = RegistryServer.start(settings());
        var client = HttpClient.newHttpClient()) {
      for (var row : works) {
        for (var sign : signs(row)) {
          assertThat(served(client, server, sign)).as("%s: %s", row, sign).isTrue();
        }
      }
      for (var row : notYet) {
        for (var sign : signs(row)) {
          assertThat(served(client, server, sign) && !isMarkedAbsent(sign))
              .as("%s: %s", row, sign)
              .isFalse();
        }
      }
    }
  }

  private boolean served(HttpClient client, RegistryServer server, String sign)
      throws IOException, InterruptedException {
    if (sign.startsWith("./berth ")) {
      var spec = new CommandTree().root();
      for (var word : sign.substring("./berth ".length()).split(" ", -1)) {
        var next = spec.subcommands().get(word);
        if (next == null) {
          return false;
        }
        spec = next.getCommandSpec();
      }
      return true;
    }
    if (sign.startsWith("--")) {
      var words = sign.substring(2).split(" ", 2);
      try {
        settings(words[0], words[1]);
        return true;
      } catch (UsageException _) {
        return false;
      }
    }
    // Pages of the portal stand at the registry's own host.
    var registry = URI.create(server.made().orElseThrow().registries().getFirst().url());
    return answers(client, server, "localhost", sign)
        || answers(client, server, registry.getHost(), sign);
  }

  private static boolean answers(HttpClient client, RegistryServer server, String host, String path)
      throws IOException, InterruptedException {
    int port = server.addresses().port();
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Host", host + ":" + port)
            .build();
    var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    // Without the portal's files, as when classes were compiled alone, its routes are there still.
    return answer.statusCode() != 404 || answer.body().contains("in this build's portal");
  }

  /** Whether Harbor's document says that what stands at a path is answered but not offered. */
  private static boolean isMarkedAbsent(String path) throws IOException {
    var document = Files.readString(Path.of("src/main/resources/api/harbor-openapi.json"));
    var place = path.replaceFirst("/projects/[^/]+", "/projects/{project}");
    var operations = Json.tree(document.getBytes(UTF_8)).path("paths").path(place);
    return operations.properties().stream()
        .anyMatch(operation -> operation.getValue().path("x-not-offered-yet").asBoolean());
  }

  private Settings settings() throws IOException {
    return settings("data", temp.resolve("data").toString());
  }

  private Settings settings(String name, String value) throws IOException {
    var all = new java.util.HashMap<>(Map.of("port", "0", "tls-port", "0"));
    all.put("data", temp.resolve("data").toString());
    all.put(name, value);
    return Settings.of(SettingSources.load(all, Map.of(), temp, Optional.empty()));
  }

  private static List<String> rows(String readme, String head) {
    int start = readme.indexOf(head);
    assertThat(start).as(head).isPositive();
    return readme.substring(start).lines().skip(2).takeWhile(line -> line.startsWith("|")).toList();
  }

  /** The second column's: the first may speak of anything. */
  private static List<String> signs(String row) {
    var signs =
        SIGN.matcher(row.substring(row.indexOf("|", 1)))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(signs).as(row).isNotEmpty();
    return signs;
  }
}
