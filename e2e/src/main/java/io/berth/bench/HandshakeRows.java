package io.berth.bench;

import io.berth.bench.load.Handshakes;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import java.util.ArrayList;
import java.util.List;

/** B24: TLS handshakes, in full and resumed, beside nginx with the same certificate. */
final class HandshakeRows implements Measurement {
  private static final int CLIENTS = 8;

  @Override
  public String id() {
    return "B24";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    var rows = new ArrayList<Row>();
    try {
      var others = new ArrayList<>(List.of(field.nginx));
      others.addAll(field.peers.start(true));
      for (var version : List.of("TLSv1.3", "TLSv1.2")) {
        for (boolean resumed : List.of(false, true)) {
          var handshakes = new Handshakes(version, resumed);
          Contest.Measure measure = it -> handshakes.run(it, CLIENTS, scale.time());
          var samples =
              scale
                  .warmContest()
                  .with(List.of(field.berth), measure)
                  .withReady(able(handshakes, others), measure)
                  .run();
          rows.add(new Row(id(), words(version, resumed), "1/s", true, samples, List.of()));
        }
      }
    } finally {
      field.peers.stop();
    }
    return rows;
  }

  /** Servers in Go name no lifetime of a ticket of TLS 1.2, and Java's client keeps none such. */
  private static List<Rival> able(Handshakes handshakes, List<Rival> rivals) throws Exception {
    var able = new ArrayList<Rival>();
    for (var rival : rivals) {
      if (handshakes.possible(rival)) {
        able.add(rival);
      } else {
        System.err.println("bench: B24 without " + rival.name() + ": no session was resumed");
      }
    }
    return able;
  }

  private static String words(String version, boolean resumed) {
    return "a new connection, %s %s handshake and GET /v2/ without credentials, %d at a time"
        .formatted(resumed ? "resumed" : "full", version.replace("v", " "), CLIENTS);
  }
}
