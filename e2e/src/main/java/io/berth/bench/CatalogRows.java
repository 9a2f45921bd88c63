package io.berth.bench;

import io.berth.bench.load.Loads;
import io.berth.bench.load.Sample;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import io.berth.client.Client;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.Await;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * B18: what a server on PostgreSQL does in a large catalog, beside one in a small catalog that is
 * made the same way: 100 images in each of 100 repositories of each project. The rows are written
 * by SQL ({@code catalog.sql}) before the server starts, and the size of each table is told.
 */
final class CatalogRows implements Measurement {
  private static final int SMALL = 1;
  private static final int EACH = 100;
  private static final int CLIENTS = 8;
  private static final double FLAT = 0.8;
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** As large as a large catalog's would be set up: all indexes of the small one fit anyway. */
  private static final List<String> POSTGRESQL = List.of("shared_buffers=1GB", "max_wal_size=4GB");

  @Override
  public String id() {
    return "B18";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    if (!Postgres.isInstalled()) {
      System.err.println("bench: without B18: PostgreSQL is not installed");
      return List.of();
    }
    try (var small = Side.start(SMALL);
        var large = Side.start(scale.catalogProjects())) {
      large.tellSizes();
      var rows = new ArrayList<Row>();
      rows.add(
          row(scale, small, large, "GET manifest by a tag of chance", "req/s", Side::manifest));
      rows.add(
          row(scale, small, large, "page of 100 tags", "req/s", get("/v2/%s/tags/list?n=100")));
      rows.add(
          row(
              scale,
              small,
              large,
              "first 15 artifacts of a repository, Harbor's API",
              "req/s",
              (side, client, _) ->
                  client.get(side.artifacts() + "?page_size=15&with_tag=true").must(200)));
      rows.add(
          row(
              scale,
              small,
              large,
              "first 15 repositories of the registry, Harbor's API",
              "req/s",
              get("/api/v2.0/repositories?page_size=15")));
      rows.add(
          row(
              scale,
              small,
              large,
              "push of an image",
              "images/s",
              (_, client, number) -> Loads.image(client, number)));
      rows.add(collection(small, large));
      return rows;
    }
  }

  private interface Ask {
    void run(Side side, Client client, int number) throws Exception;
  }

  private static Ask get(String path) {
    return (side, client, _) -> client.get(path.formatted(side.repository())).must(200);
  }

  private Row row(Scale scale, Side small, Side large, String words, String unit, Ask ask)
      throws Exception {
    var samples =
        scale
            .warmContest()
            .with(Rival.BERTH, () -> large.repeat(scale, ask))
            .with(small.name(), () -> small.repeat(scale, ask))
            .run();
    var of = "%s, %d clients, among %,d manifests".formatted(words, CLIENTS, large.manifests());
    return new Row(id(), of, unit, true, samples, List.of(Target.times(FLAT, small.name())));
  }

  /** How long it takes to free what a repository of a hundred images held. */
  private Row collection(Side small, Side large) throws IOException {
    var samples = new LinkedHashMap<String, List<Sample>>();
    samples.put(Rival.BERTH, List.of(new Sample(large.collect(), 0)));
    samples.put(small.name(), List.of(new Sample(small.collect(), 0)));
    return new Row(
        id(),
        "collection of what a repository of 100 images held, among %,d manifests"
            .formatted(large.manifests()),
        "ms",
        false,
        samples,
        List.of(Target.times(FLAT, small.name())));
  }

  /** A server and its tables. */
  private record Side(
      Postgres postgres, BerthProcess berth, Tenant tenant, Rival rival, int projects)
      implements AutoCloseable {
    static Side start(int projects) throws IOException {
      var postgres = new Postgres(POSTGRESQL);
      var settings = new HashMap<>(postgres.settings());
      settings.put("BERTH_GC_GRACE", GRACE.toSeconds() + "s");
      settings.put("BERTH_GC_INTERVAL", "1h");
      settings.put("BERTH_SCRUB_RATE", "0"); // it would find that the blobs are rows only
      var berth = Field.startBerth(settings);
      var tenant = Field.fill(berth);
      berth.stop();
      postgres.sql(sql().replace(":projects", String.valueOf(projects)));
      postgres.sql("VACUUM ANALYZE");
      berth.startAgain();
      return new Side(postgres, berth, tenant, Rival.administrator(berth, tenant), projects);
    }

    private static String sql() {
      try (var in = CatalogRows.class.getResourceAsStream("catalog.sql")) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    int manifests() {
      return projects * EACH * EACH;
    }

    String name() {
      return "%,d manifests".formatted(manifests());
    }

    private String project() {
      return "scale-" + (1 + ThreadLocalRandom.current().nextInt(projects));
    }

    private static int any() {
      return 1 + ThreadLocalRandom.current().nextInt(EACH - 1); // the last one gets collected
    }

    String repository() {
      return project() + "/app-" + any();
    }

    String artifacts() {
      return "/api/v2.0/projects/%s/repositories/app-%d/artifacts".formatted(project(), any());
    }

    void manifest(Client client, int number) throws IOException {
      client.get("/v2/" + repository() + "/manifests/v" + any()).must(200);
    }

    Sample repeat(Scale scale, Ask ask) throws Exception {
      return Loads.repeat(
          rival,
          CLIENTS,
          scale.time(),
          new ArrayList<>(),
          (client, number) -> ask.run(this, client, number));
    }

    double collect() throws IOException {
      try (var client = tenant.client()) {
        client.delete("/api/v2.0/projects/scale-1/repositories/app-100").must(200);
      }
      Await.pass(GRACE.multipliedBy(2));
      long before = System.nanoTime();
      berth.command("gc").ok();
      return (System.nanoTime() - before) / 1e6;
    }

    /** Rows, and bytes of rows and of indexes, of the tables that have most. */
    void tellSizes() throws IOException {
      System.err.printf("bench: %,d manifests: table | rows | MiB | MiB of indexes%n", manifests());
      System.err.println(
          postgres.sql(
              """
              SELECT relname, reltuples::bigint, pg_table_size(oid) >> 20, pg_indexes_size(oid) >> 20
              FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
              ORDER BY pg_total_relation_size(oid) DESC LIMIT 9
              """));
    }

    @Override
    public void close() {
      berth.close();
      postgres.close();
    }
  }
}
