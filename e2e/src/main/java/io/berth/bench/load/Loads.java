package io.berth.bench.load;

import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.e2e.fixtures.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** What the rivals are asked to do, other than by wrk. */
public final class Loads {
  private static final int CHUNK = 16;

  private Loads() {}

  /** The ways in which a blob is pushed. */
  public enum Way {
    STREAMED("streamed PATCH"),
    WHOLE("POST + PUT"),
    CHUNKS("16 MiB chunks");

    private final String words;

    Way(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** One of several threads' work. */
  public interface Work {
    void run(int thread) throws Exception;
  }

  /** Runs so many at once and waits for all; the time in nanoseconds. */
  public static long together(int threads, Work work) throws Exception {
    try (var pool = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var running = new ArrayList<Future<?>>();
      long before = System.nanoTime();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        running.add(
            pool.submit(
                () -> {
                  work.run(thread);
                  return null;
                }));
      }
      for (var one : running) {
        try {
          one.get();
        } catch (ExecutionException e) {
          throw new IOException("a client failed", e.getCause());
        }
      }
      return System.nanoTime() - before;
    }
  }

  /** The same, and how long each of them took: its time is added to the waits. */
  private static long together(int threads, Queue<Long> waits, Work work) throws Exception {
    return together(
        threads,
        thread -> {
          long before = System.nanoTime();
          work.run(thread);
          waits.add(System.nanoTime() - before);
        });
  }

  /** Downloads over plain HTTP; MB/s over all streams, processor time per MB. */
  public static Sample download(Rival rival, String digest, int megabytes, int streams)
      throws Exception {
    var waits = new ConcurrentLinkedQueue<Long>();
    long cpu = rival.cpuMicros();
    long time =
        together(
            streams,
            waits,
            _ -> {
              try (var client = new Client(rival.endpoint(), rival.authorization())) {
                client
                    .get("/v2/" + Field.NAME + "/blobs/" + digest, OutputStream.nullOutputStream())
                    .must(200);
              }
            });
    return rate(rival, cpu, time, waits, (double) megabytes * streams);
  }

  /** The same over TLS 1.3, with curl. */
  public static Sample secureDownload(Rival rival, String digest, int megabytes, int streams)
      throws Exception {
    var host = rival.endpoint().authority().replaceAll(":.*$", "");
    var command =
        Command.of(
            "curl",
            "-sSfk",
            "--http1.1",
            "--tlsv1.3",
            "-o",
            "/dev/null",
            "-H",
            "Authorization: " + rival.authorization(),
            "--resolve",
            host + ":" + rival.tlsPort() + ":127.0.0.1",
            "https://" + host + ":" + rival.tlsPort() + "/v2/" + Field.NAME + "/blobs/" + digest);
    var waits = new ConcurrentLinkedQueue<Long>();
    long cpu = rival.cpuMicros();
    long time = together(streams, waits, _ -> command.run().ok());
    return rate(rival, cpu, time, waits, (double) megabytes * streams);
  }

  public static Sample rate(
      Rival rival, long cpuBefore, long nanos, Collection<Long> waits, double amount)
      throws IOException {
    return new Sample(
        amount / (nanos / 1e9),
        (rival.cpuMicros() - cpuBefore) / amount,
        waits.isEmpty() ? 0 : Sample.percentile(List.copyOf(waits)));
  }

  /** Pushes a blob per stream, the same ones each time; MB/s over all streams. */
  public static Sample push(Rival rival, Way way, int megabytes, int streams) throws Exception {
    var blocks = new byte[streams][];
    var digests = new String[streams];
    for (int i = 0; i < streams; i++) {
      blocks[i] = Field.block(1_000 + i);
      digests[i] = Field.digest(blocks[i], megabytes);
    }
    var waits = new ConcurrentLinkedQueue<Long>();
    long cpu = rival.cpuMicros();
    long time =
        together(
            streams,
            waits,
            i -> {
              try (var client = new Client(rival.endpoint(), rival.authorization())) {
                if (rival.name().equals("sink")) {
                  sink(client, way, blocks[i], megabytes);
                } else {
                  var repository = new Repository(client, Field.NAME);
                  push(repository, way, blocks[i], megabytes, digests[i]);
                }
              }
            });
    return rate(rival, cpu, time, waits, (double) megabytes * streams);
  }

  private static void sink(Client client, Way way, byte[] block, int megabytes) throws IOException {
    int each = way == Way.CHUNKS ? CHUNK : megabytes;
    for (int sent = 0; sent < megabytes; sent += each) {
      client.send("PUT", "/", Body.repeated(block, each, way == Way.STREAMED)).must(201);
    }
  }

  private static void push(
      Repository repository, Way way, byte[] block, int megabytes, String digest)
      throws IOException {
    var location = repository.location();
    var none = Body.of(new byte[0]);
    switch (way) {
      case STREAMED -> {
        var answer = repository.patch(location, Body.repeated(block, megabytes, true)).must(202);
        repository.finish(Endpoint.path(answer.header("Location")), digest, none).must(201);
      }
      case WHOLE ->
          repository.finish(location, digest, Body.repeated(block, megabytes, false)).must(201);
      case CHUNKS -> {
        for (long sent = 0; sent < megabytes; sent += CHUNK) {
          var range =
              "Content-Range: " + sent * block.length + "-" + ((sent + CHUNK) * block.length - 1);
          var answer = repository.patch(location, Body.repeated(block, CHUNK, false), range);
          location = Endpoint.path(answer.must(202).header("Location"));
        }
        repository.finish(location, digest, none).must(201);
      }
    }
  }

  /** One request after another by each of so many clients until time is over; operations/s. */
  public static Sample repeat(
      Rival rival, int clients, Duration time, List<Long> waits, Operation operation)
      throws Exception {
    var all = new ConcurrentLinkedQueue<Long>();
    long cpu = rival.cpuMicros();
    long end = System.nanoTime() + time.toNanos();
    long took =
        together(
            clients,
            i -> {
              try (var client = new Client(rival.endpoint(), rival.authorization())) {
                while (System.nanoTime() < end) {
                  long before = System.nanoTime();
                  operation.run(client, i);
                  all.add(System.nanoTime() - before);
                }
              }
            });
    waits.addAll(all);
    return rate(rival, cpu, took, all, all.size());
  }

  /** What {@link #repeat} repeats. */
  public interface Operation {
    void run(Client client, int number) throws Exception;
  }

  /** A blob of one KiB that was never there before. */
  public static void smallBlob(Client client, int number) throws IOException {
    new Repository(client, Field.NAME).push(noise(1_024));
  }

  /** Config, two layers, manifest and tag. */
  public static void image(Client client, int number) throws IOException {
    var repository = new Repository(client, Field.NAME);
    var config = noise(300);
    var layers = List.of(noise(4_096), noise(16_384));
    repository.push(config);
    for (var layer : layers) {
      repository.push(layer);
    }
    var manifest =
        Content.manifest(
            Descriptor.of(Content.CONFIG, config),
            layers.stream().map(it -> Descriptor.of(Content.LAYER, it)).toList());
    repository.putManifest("image-" + number, manifest).must(201);
  }

  private static byte[] noise(int size) {
    var bytes = new byte[size];
    var chance = ThreadLocalRandom.current();
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.remaining() >= 8) {
      buffer.putLong(chance.nextLong());
    }
    return bytes;
  }
}
