package io.berth.torture.cluster;

import io.berth.client.Client;
import io.berth.client.Endpoint;
import io.berth.e2e.fixtures.Await;
import io.berth.torture.Tally;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An administrator who asks for one garbage collection after the other. Each that was acknowledged
 * is a job that must come to its end, also when the server that had it is killed, and there must be
 * no more of them than were asked for.
 */
final class AskedCollections {
  private static final String PATH = "/api/v2.0/system/gc";
  private static final String MANUAL =
      """
      {"schedule":{"type":"Manual"},"parameters":{}}""";
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Set<String> ENDED = Set.of("Success", "Error", "Stopped");

  private final Client client;
  private final Tally tally;
  private final Patience patience;
  private final List<String> acknowledged = new ArrayList<>();
  private int doubtful;

  AskedCollections(Client client, Tally tally, Patience patience) {
    this.client = client;
    this.tally = tally;
    this.patience = patience;
  }

  /** Asks for one, unless an earlier one goes on, which is refused. */
  void turn() {
    tally.attempt();
    var answer = patience.once(() -> client.post(PATH + "/schedule", MANUAL));
    if (answer.status() == 201) {
      tally.acknowledge();
      acknowledged.add(Endpoint.path(answer.header("Location")));
    } else if (Patience.isAbsent(answer)) {
      doubtful++;
    } else {
      answer.must(409);
    }
    Await.pass(BETWEEN);
  }

  /** Waits for the last of them, and looks at all. */
  void verify() throws Exception {
    for (var path : acknowledged) {
      var status = Await.until("end of " + path, LIMIT, () -> status(path), ENDED::contains);
      if (status.equals("Success")) {
        tally.verify();
      } else {
        tally.lose(path + " ended as " + status);
      }
    }
    var total =
        Integer.parseInt(
            patience
                .ask(() -> client.get(PATH + "?page_size=1"))
                .must(200)
                .header("X-Total-Count"));
    tally.check(
        total >= acknowledged.size() && total <= acknowledged.size() + doubtful,
        "there are %d collections, %d were acknowledged, %d in doubt"
            .formatted(total, acknowledged.size(), doubtful));
  }

  private String status(String path) throws IOException {
    return patience.ask(() -> client.get(path)).must(200).json().path("job_status").asText();
  }

  @Override
  public String toString() {
    return acknowledged.size() + " garbage collections";
  }
}
