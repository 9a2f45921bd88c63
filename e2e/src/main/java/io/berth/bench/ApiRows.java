package io.berth.bench;

import io.berth.bench.load.Loads;
import io.berth.bench.load.Sample;
import io.berth.bench.load.SignedCalls;
import io.berth.bench.load.Wrk;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import io.berth.client.Body;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** B8 to B10: lists, tokens, the control API. */
final class ApiRows {
  private static final int TAGS_PER_PUT = 20;

  private ApiRows() {}

  static List<Measurement> all() {
    return List.of(new Lists(), new Tokens(), new Control());
  }

  private record Lists() implements Measurement {
    @Override
    public String id() {
      return "B8";
    }

    @Override
    public List<Row> run(Field field, Scale scale) throws Exception {
      var rows = new ArrayList<Row>();
      var few = tags(field, "bench/few", 1_000);
      rows.add(page("tags page n=100 of 1,000", few, List.of(Target.below(1)), scale));
      var many = tags(field, "bench/many", scale.tags());
      var flat =
          new Target("flat: < 1.5 × of 1,000", it -> it.berth() < 1.5 * rows.getFirst().berth());
      rows.add(
          page(
              "tags page n=100 of %,d".formatted(scale.tags()),
              many,
              List.of(Target.below(1), flat),
              scale));
      rows.add(
          page(
              "catalog page n=100 of %,d repositories".formatted(scale.repositories()),
              repositories(field, scale.repositories()),
              List.of(Target.below(1)),
              scale));
      var referrers = referrers(field);
      rows.add(page("all of 1,000 referrers", referrers, List.of(Target.below(1)), scale));
      rows.add(afterPushes("all of 1,000 referrers, each time after a push", referrers, scale));
      return rows;
    }

    /**
     * Something to ask for.
     *
     * @param list the member of the answer that has the entries
     */
    private record Listed(String path, String list, int entries, Field field) {
      void check() throws IOException {
        try (var client = field.tenant.client()) {
          int found = client.get(path).must(200).json().path(list).size();
          if (found != entries) {
            throw new IllegalStateException(path + " lists " + found + ", not " + entries);
          }
        }
      }
    }

    /** Over one connection the time of a request is the reciprocal of the rate. */
    private Row page(String words, Listed listed, List<Target> targets, Scale scale)
        throws Exception {
      listed.check();
      var wrk = new Wrk(scale.seconds());
      var samples =
          scale
              .warmContest()
              .with(
                  List.of(listed.field().administrator),
                  rival -> {
                    var rate = wrk.run(rival, listed.path(), 1);
                    return new Sample(1_000 / rate.value(), rate.cpuMicros());
                  })
              .run();
      return new Row(id(), words + ", 1 connection", "ms", false, samples, targets);
    }

    /** Nothing the server has kept is true any more: each answer is read from the database. */
    private Row afterPushes(String words, Listed listed, Scale scale) throws Exception {
      var samples =
          scale
              .warmContest()
              .with(
                  List.of(listed.field().administrator),
                  _ -> {
                    var waits = new ArrayList<Long>();
                    long end = System.nanoTime() + scale.time().toNanos();
                    try (var client = listed.field().tenant.client()) {
                      var repository = new Repository(client, "bench/other");
                      for (int i = 0; System.nanoTime() < end; i++) {
                        repository.putManifest("v" + i % 100, manifest()).must(201);
                        long before = System.nanoTime();
                        client.get(listed.path()).must(200);
                        waits.add(System.nanoTime() - before);
                      }
                    }
                    Collections.sort(waits);
                    return new Sample(waits.get(waits.size() / 2) / 1e6, 0);
                  })
              .run();
      return new Row(id(), words + ", 1 connection", "ms", false, samples, List.of());
    }

    private static byte[] manifest() {
      return Content.manifest(piece(), List.of(piece()));
    }

    private static Listed tags(Field field, String name, int count) throws Exception {
      var piece = piece();
      try (var client = field.tenant.client()) {
        var repository = new Repository(client, name);
        repository.push("{}".getBytes(StandardCharsets.UTF_8));
        var manifest = Content.manifest(piece, List.of(piece));
        var path = "/v2/" + name + "/manifests/" + Content.digest(manifest);
        for (int from = 0; from < count; from += TAGS_PER_PUT) {
          var tags =
              IntStream.range(from, Math.min(count, from + TAGS_PER_PUT))
                  .mapToObj("tag=t%06d"::formatted)
                  .collect(Collectors.joining("&"));
          client
              .send(
                  "PUT", path + "?" + tags, Body.of(manifest), "Content-Type: " + Content.MANIFEST)
              .must(201);
        }
      }
      var page = "/v2/" + name + "/tags/list?n=100&last=t%06d".formatted(count / 2);
      return new Listed(page, "tags", 100, field);
    }

    private static Descriptor piece() {
      return Descriptor.of(Content.CONFIG, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static Listed repositories(Field field, int count) throws Exception {
      var digest = piece().digest();
      Loads.together(
          8,
          thread -> {
            try (var client = field.tenant.client()) {
              for (int i = thread; i < count; i += 8) {
                var repository = new Repository(client, "bench/r%05d".formatted(i));
                repository.mount(digest, Field.NAME).must(201);
                repository.putManifest("v1", manifest()).must(201);
              }
            }
          });
      var page = "/v2/_catalog?n=100&last=bench/r%05d".formatted(count / 2);
      return new Listed(page, "repositories", 100, field);
    }

    private static Listed referrers(Field field) throws IOException {
      var piece = piece();
      try (var client = field.tenant.client()) {
        var repository = new Repository(client, "bench/few");
        var subject = Content.manifest(piece, List.of(piece));
        var descriptor = Descriptor.of(Content.MANIFEST, subject);
        for (int i = 0; i < 1_000; i++) {
          var manifest = Content.referrer(piece, List.of(), descriptor, "application/x.n" + i);
          repository.putManifest(Content.digest(manifest), manifest).must(201);
        }
        new Repository(client, "bench/other").mount(piece.digest(), "bench/few").must(201);
        var path = "/v2/bench/few/referrers/" + descriptor.digest();
        return new Listed(path, "manifests", 1_000, field);
      }
    }
  }

  /** Where a client gets a token for the image. */
  static final String TOKEN =
      "/service/token?service=harbor-registry&scope=repository:" + Field.NAME + ":pull,push";

  private record Tokens() implements Measurement {
    @Override
    public String id() {
      return "B9";
    }

    @Override
    public List<Row> run(Field field, Scale scale) throws Exception {
      var rows = new ArrayList<Row>();
      rows.add(cold(field));
      var wrk = new Wrk(scale.seconds());
      var samples =
          scale
              .warmContest()
              .with(List.of(field.administrator), rival -> wrk.run(rival, TOKEN, 16))
              .run();
      rows.add(
          new Row(
              id(),
              "token service, basic credentials, 16 connections",
              "req/s",
              true,
              samples,
              List.of(Target.atLeast(5_000))));
      return rows;
    }

    /** The first sign-in of fresh people: the password is really hashed. */
    private Row cold(Field field) throws IOException {
      var samples = new ArrayList<Sample>();
      for (int i = 0; i < 5; i++) {
        try (var person = field.tenant.createPerson("cold-" + i + "-" + System.nanoTime())) {
          long cpu = field.berth.cpuMicros();
          long before = System.nanoTime();
          person.get("/v2/").must(200);
          samples.add(
              new Sample(
                  (System.nanoTime() - before) / 1e6, field.berth.cpuMicros() - (double) cpu));
        }
      }
      var all = new LinkedHashMap<String, List<Sample>>();
      all.put(Rival.BERTH, samples);
      return new Row(
          id(),
          "first sign-in with a password, 1 connection",
          "ms",
          false,
          all,
          List.of(Target.below(500)));
    }
  }

  private record Control() implements Measurement {
    @Override
    public String id() {
      return "B10";
    }

    @Override
    public List<Row> run(Field field, Scale scale) throws Exception {
      var calls = new SignedCalls(field.process);
      var control =
          new Rival(Rival.BERTH, Endpoint.local(field.process.port()), 0, "", field.process.pid());
      // Two virtual machines that compile what they run: nobody has gone this way before.
      Loads.repeat(control, 16, scale.time().multipliedBy(10), new ArrayList<>(), calls::get);
      var samples =
          scale
              .contest()
              .with(
                  List.of(control),
                  rival -> Loads.repeat(rival, 16, scale.time(), new ArrayList<>(), calls::get))
              .run();
      return List.of(
          new Row(
              id(),
              "control API GET registry, signed, 16 connections",
              "req/s",
              true,
              samples,
              List.of(Target.atLeast(5_000))));
    }
  }
}
