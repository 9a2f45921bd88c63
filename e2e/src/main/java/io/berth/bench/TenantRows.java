package io.berth.bench;

import io.berth.bench.load.Sample;
import io.berth.bench.load.Wrk;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import io.berth.e2e.fixtures.Postgres;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * B17: tokens and manifests from a server on PostgreSQL that has ever more registries. The counts
 * follow each other, since what was made is not taken away again.
 */
final class TenantRows implements Measurement {
  private static final String FIRST = "1 registry";
  private static final int SOME = 100;
  private static final int CONNECTIONS = 16;
  private static final double FLAT = 0.9;

  @Override
  public String id() {
    return "B17";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    var tokens = new LinkedHashMap<String, List<Sample>>();
    var manifests = new LinkedHashMap<String, List<Sample>>();
    int many = 10 * Math.max(SOME, scale.registries() / 10);
    try (var postgres = new Postgres();
        var process = Field.startBerth(postgres.settings())) {
      var tenant = Field.fill(process);
      var administrator = Rival.administrator(process, tenant);
      var puller = Rival.withToken(process, tenant, Field.NAME);
      var manifest = "/v2/" + Field.NAME + "/manifests/v1";
      var wrk = new Wrk(scale.seconds());
      int there = 1;
      for (int count : List.of(1, SOME, many)) {
        ManyRegistries.create(process, count - there);
        there = count;
        var name = count == many ? Rival.BERTH : count == 1 ? FIRST : SOME + " registries";
        add(scale, tokens, name, () -> wrk.run(administrator, ApiRows.TOKEN, CONNECTIONS));
        add(scale, manifests, name, () -> wrk.run(puller, manifest, CONNECTIONS));
      }
    }
    return List.of(row("token service", many, tokens), row("GET manifest by tag", many, manifests));
  }

  private static void add(
      Scale scale, SequencedMap<String, List<Sample>> samples, String name, Contest.Trial trial)
      throws Exception {
    // What was compiled for the first stays so.
    var contest = samples.isEmpty() ? scale.warmContest() : scale.contest();
    samples.putAll(contest.with(name, trial).run());
  }

  private Row row(String words, int registries, SequencedMap<String, List<Sample>> samples) {
    return new Row(
        id(),
        "%s on PostgreSQL, %d connections, among %,d registries"
            .formatted(words, CONNECTIONS, registries),
        "req/s",
        true,
        samples,
        List.of(Target.times(FLAT, FIRST)));
  }
}
