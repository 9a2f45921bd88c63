package io.berth.bench;

import io.berth.bench.load.Loads;
import io.berth.bench.load.Sample;
import io.berth.bench.load.Wrk;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import io.berth.client.Tenant;
import io.berth.e2e.fixtures.BerthProcess;
import io.berth.e2e.fixtures.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** B13: the same requests, alone on the server and among thousands of registries. */
final class ManyRegistries implements Measurement {
  private static final String ALONE = "one registry";

  @Override
  public String id() {
    return "B13";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    var pullsAlone = pulls(field, scale);
    var pushesAlone = pushes(field, scale);
    create(field.process, scale.registries());
    return List.of(
        row("GET manifest by tag, 64 connections", "req/s", scale, pulls(field, scale), pullsAlone),
        row("small images, 8 clients", "images/s", scale, pushes(field, scale), pushesAlone));
  }

  private Row row(String words, String unit, Scale scale, List<Sample> among, List<Sample> alone) {
    var samples = new LinkedHashMap<String, List<Sample>>();
    samples.put(Rival.BERTH, among);
    samples.put(ALONE, alone);
    return new Row(
        id(),
        words + ", among %,d registries".formatted(scale.registries()),
        unit,
        true,
        samples,
        List.of(Target.times(0.9, ALONE)));
  }

  private static List<Sample> pulls(Field field, Scale scale) throws Exception {
    var wrk = new Wrk(scale.seconds());
    var path = "/v2/" + Field.NAME + "/manifests/v1";
    return only(scale.contest().with(List.of(field.berth), it -> wrk.run(it, path, 64)));
  }

  private static List<Sample> pushes(Field field, Scale scale) throws Exception {
    return only(
        scale
            .contest()
            .with(
                List.of(field.berth),
                it -> Loads.repeat(it, 8, scale.time(), new ArrayList<>(), Loads::image)));
  }

  private static List<Sample> only(Contest contest) throws Exception {
    return contest.run().firstEntry().getValue();
  }

  /** So many more registries, eight at a time. */
  static void create(BerthProcess process, int count) throws Exception {
    var path = "/v1/cloud/project/" + process.bootstrap().serviceName() + "/containerRegistry";
    Loads.together(
        8,
        thread -> {
          try (var control = Tenant.control(process)) {
            for (int i = thread; i < count; i += 8) {
              var body = Json.write(Map.of("name", "many-" + i, "region", "GRA"));
              control.post(path, body).must(200);
            }
          }
        });
  }
}
