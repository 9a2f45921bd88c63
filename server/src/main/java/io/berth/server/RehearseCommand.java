package io.berth.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code rehearse}: a start in a throw-away folder, a few requests, a stop, and a second start on
 * the same data. The build runs it to record what a start loads; it is not for people.
 */
final class RehearseCommand implements Command {
  private static final List<String> PATHS =
      List.of("/health/ready", "/", "/v1/auth/time", "/v2/", "/api/v2.0/systeminfo", "/metrics");

  @Override
  public int run(Invocation invocation) throws Exception {
    var folder = Files.createTempDirectory("berth-rehearsal-");
    var flags = Map.of("data", folder.resolve("data").toString(), "port", "0", "tls-port", "-1");
    var settings = Settings.of(SettingSources.load(flags, Map.of(), folder, Optional.empty()));
    try {
      for (int start = 0; start < 2; start++) {
        try (var server = RegistryServer.start(settings)) {
          ServeCommand.greet(server, invocation.out());
          visit(server);
        }
      }
    } finally {
      DataFolder.deleteAll(folder);
    }
    return 0;
  }

  private static void visit(RegistryServer server) throws IOException, InterruptedException {
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build()) {
      for (var path : PATHS) {
        var request =
            HttpRequest.newBuilder(
                URI.create("http://localhost:" + server.addresses().port() + path));
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
          throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
      }
    }
  }
}
