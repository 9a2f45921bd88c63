package io.berth.server.command;

import io.berth.server.config.Setting;
import io.berth.server.config.SettingSources;
import io.berth.server.config.SettingSources.Found;
import io.berth.server.config.Settings;
import io.berth.server.lifecycle.RegistryServer;
import io.berth.server.log.Logging;
import io.berth.server.login.TrustedAuthorities;
import io.berth.server.place.DataFolder;
import io.berth.server.rehearsal.FirstRequests;
import io.berth.server.rehearsal.Rehearsal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code rehearse}: a start in a throw-away folder, a few seconds of pushes and pulls, a stop, and
 * a second start on the same data. The build runs it to record what a start loads and where a busy
 * server spends its time; it is not for people.
 */
final class RehearseCommand implements Command {
  private static final List<String> PATHS =
      List.of("/health/ready", "/", "/v1/auth/time", "/v2/", "/api/v2.0/systeminfo", "/metrics");

  private final Duration traffic;

  /**
   * @param traffic how long clients push and pull
   */
  RehearseCommand(Duration traffic) {
    this.traffic = traffic;
  }

  @Override
  public int run(Invocation invocation) throws Exception {
    var folder = Files.createTempDirectory("berth-rehearsal-");
    var flags = Map.of("data", folder.resolve("data").toString(), "port", "0", "tls-port", "-1");
    var values = SettingSources.load(flags, Map.of(), folder, Optional.empty());
    try {
      for (int start = 0; start < 2; start++) {
        var settings = Settings.of(values);
        Logging.configure(settings.logs().level(), settings.logs().json());
        var first = FirstRequests.begin(Clock.systemUTC());
        try (var server = RegistryServer.start(settings);
            var http = client()) {
          first.end();
          ServeCommand.greet(server, invocation.out());
          visit(http, "http://localhost:" + server.addresses().port());
          if (start == 0) {
            var user = user(values);
            new Rehearsal(
                    place(server),
                    user.getOrDefault("username", ""),
                    user.getOrDefault("password", ""))
                .play(traffic);
          }
        }
      }
    } finally {
      DataFolder.deleteAll(folder);
    }
    return 0;
  }

  private static Rehearsal.Place place(RegistryServer server) throws IOException {
    return new Rehearsal.Place(
        URI.create(server.portalUrl().orElseThrow()).getHost(),
        server.addresses().port(),
        server.addresses().tlsPort(),
        TrustedAuthorities.of(Optional.of(Path.of(server.authorityFile()))));
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  /** What {@code credentials demo} prints, by the first word of each line. */
  private static Map<String, String> user(Map<Setting, Found> values) {
    var printed = new ByteArrayOutputStream();
    new CredentialsCommand()
        .run(
            new Invocation(
                values,
                List.of("demo"),
                Map.of(),
                Map.of(),
                new PrintStream(printed, true, StandardCharsets.UTF_8)));
    return printed
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" +", 3))
        .collect(Collectors.toMap(words -> words[0], words -> words[1]));
  }

  private static void visit(HttpClient http, String origin)
      throws IOException, InterruptedException {
    for (var path : PATHS) {
      var request = HttpRequest.newBuilder(URI.create(origin + path));
      var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 500) {
        throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
      }
    }
  }
}
