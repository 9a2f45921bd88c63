package io.berth.bench;

import io.berth.bench.load.Wrk;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import io.berth.e2e.fixtures.Postgres;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** B14: pulls of a manifest from a server on PostgreSQL, beside the one on SQLite in turns. */
final class PostgresRow implements Measurement {
  private static final String SQLITE = "SQLite";
  private static final List<Integer> CONNECTIONS = List.of(64, 16);
  private static final double WANTED = 8_000;

  @Override
  public String id() {
    return "B14";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    try (var postgres = new Postgres();
        var process = Field.startBerth(postgres.settings())) {
      var rival = Rival.withToken(process, Field.fill(process), Field.NAME);
      var wrk = new Wrk(scale.seconds());
      var path = "/v2/" + Field.NAME + "/manifests/v1";
      var rows = new ArrayList<Row>();
      for (int connections : CONNECTIONS) {
        var contest = rows.isEmpty() ? scale.warmContest() : scale.contest();
        var samples =
            contest
                .with(Rival.BERTH, () -> wrk.run(rival, path, connections))
                .with(SQLITE, () -> wrk.run(field.berth, path, connections))
                .run();
        rows.add(
            new Row(
                id(),
                "GET manifest by tag on PostgreSQL, " + connections + " connections",
                "req/s",
                true,
                new LinkedHashMap<>(samples),
                List.of(Target.atLeast(WANTED))));
      }
      return rows;
    }
  }
}
