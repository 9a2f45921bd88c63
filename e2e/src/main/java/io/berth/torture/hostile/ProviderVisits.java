package io.berth.torture.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Browsers on their way to a provider. Each request has a time-out, and closing waits for none:
 * {@link HttpClient#close} waits for every answer, also for those of a provider that is gone.
 */
final class ProviderVisits implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /**
   * Where the provider sends the browser from here, "" when nowhere.
   *
   * @throws IOException when it does not answer in time
   */
  String sentOnFrom(URI place) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(place).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.discarding())
        .headers()
        .firstValue("Location")
        .orElse("");
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
