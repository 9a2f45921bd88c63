package io.berth.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.berth.server.config.Settings.Listeners;
import io.berth.server.config.UsageException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * {@code health}: asks the server with these settings whether it is ready, and prints what it
 * answered. Ends with 0 when it is, and with 1 when it is not or nobody answers within five
 * seconds: what container engines take as a probe.
 */
final class HealthCommand implements Command {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Override
  public int run(Invocation invocation) throws InterruptedException {
    var ready = ready(invocation.settings().listeners());
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(ready).timeout(PATIENCE).build(),
              BodyHandlers.ofString(UTF_8));
      invocation.out().println(answer.body().strip());
      return answer.statusCode() == 200 ? 0 : 1;
    } catch (IOException e) {
      invocation.out().println("no answer from " + ready + ": " + e);
      return 1;
    }
  }

  /** Where a process of the same machine reaches the server that listens so. */
  private static URI ready(Listeners listeners) {
    if (listeners.port() == 0) {
      throw new UsageException(
          "port 0 is whichever was free: say the port that the server printed, with --port");
    }
    var host =
        switch (listeners.address()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "[::1]";
          case String address when address.contains(":") -> "[" + address + "]";
          case String address -> address;
        };
    return URI.create("http://" + host + ":" + listeners.port() + "/health/ready");
  }
}
