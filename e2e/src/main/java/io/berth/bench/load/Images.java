package io.berth.bench.load;

import io.berth.bench.rival.Field;
import io.berth.bench.rival.Rival;
import io.berth.client.Body;
import io.berth.client.Client;
import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The requests of zot's {@code zb}: images of a config and one layer, each pushed into a repository
 * of its own. Unlike there no two layers are the same, so that a server must keep each of them.
 *
 * @param megabytes of the layer
 * @param count of images in a turn, shared among the clients
 */
public record Images(int megabytes, int count) {
  public static final int CLIENTS = 8;
  private static final byte[] CONFIG =
      "{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(StandardCharsets.US_ASCII);
  private static final String TAG = "v1";
  private static final String ACCEPT = "Accept: " + Content.MANIFEST;

  /** Pushes them all; images a second. */
  public Sample push(Rival rival, boolean patch) throws Exception {
    var images = fresh(count);
    var waits = new ConcurrentLinkedQueue<Long>();
    long cpu = rival.cpuMicros();
    long took =
        Loads.together(
            CLIENTS,
            thread -> {
              try (var client = new Client(rival.endpoint(), rival.authorization())) {
                for (int i = thread; i < count; i += CLIENTS) {
                  long before = System.nanoTime();
                  images.get(i).push(client, patch);
                  waits.add(System.nanoTime() - before);
                }
              }
            });
    return Loads.rate(rival, cpu, took, waits, count);
  }

  /** Each client pulls an image of its own again and again; the median time of a pull, in ms. */
  public Sample pull(Rival rival) throws Exception {
    var images = fresh(CLIENTS);
    for (var image : images) {
      try (var client = new Client(rival.endpoint(), rival.authorization())) {
        image.push(client, false);
      }
    }
    var waits = new ConcurrentLinkedQueue<Long>();
    long cpu = rival.cpuMicros();
    Loads.together(
        CLIENTS,
        thread -> {
          try (var client = new Client(rival.endpoint(), rival.authorization())) {
            for (int i = thread; i < count; i += CLIENTS) {
              long before = System.nanoTime();
              images.get(thread).pull(client);
              waits.add(System.nanoTime() - before);
            }
          }
        });
    var all = List.copyOf(waits);
    return new Sample(
        Sample.quantile(all, 0.5),
        (rival.cpuMicros() - cpu) / (double) count,
        Sample.percentile(all));
  }

  private List<Image> fresh(int number) throws IOException {
    var images = new ArrayList<Image>();
    for (int i = 0; i < number; i++) {
      images.add(Image.fresh(megabytes));
    }
    return images;
  }

  private record Image(String repository, Layer layer, Descriptor descriptor) {
    static Image fresh(int megabytes) throws IOException {
      var layer = Layer.fresh(megabytes);
      var hash = Content.sha256();
      try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), hash)) {
        layer.writeTo(out);
      }
      return new Image(
          "bench/images/" + UUID.randomUUID(),
          layer,
          new Descriptor(Content.LAYER, Content.digest(hash.digest(), "sha256"), layer.length()));
    }

    void push(Client client, boolean patch) throws IOException {
      var to = new Repository(client, repository);
      var config = Descriptor.of(Content.CONFIG, CONFIG);
      blob(to, layer, descriptor.digest(), patch);
      blob(to, Body.of(CONFIG), config.digest(), patch);
      to.putManifest(TAG, Content.manifest(config, List.of(descriptor))).must(201);
    }

    private static void blob(Repository to, Body body, String digest, boolean patch)
        throws IOException {
      var location = to.location();
      if (patch) {
        var next = to.patch(location, body).must(202).header("Location");
        to.finish(Endpoint.path(next), digest, Body.of(new byte[0])).must(201);
      } else {
        to.finish(location, digest, body).must(201);
      }
    }

    void pull(Client client) throws IOException {
      var manifest = "/v2/" + repository + "/manifests/" + TAG;
      client.send("HEAD", manifest, Body.NONE, ACCEPT).must(200);
      client.get(manifest, ACCEPT).must(200);
      for (var digest : List.of(Content.digest(CONFIG), descriptor.digest())) {
        var blob = "/v2/" + repository + "/blobs/" + digest;
        client.head(blob).must(200);
        client.get(blob, OutputStream.nullOutputStream()).must(200);
      }
    }
  }

  /** A block again and again, but for its first page. */
  private record Layer(byte[] page, int megabytes) implements Body {
    private static final byte[] BLOCK = Field.block(2);
    private static final int PAGE = 4 << 10;

    static Layer fresh(int megabytes) {
      var page = new byte[PAGE];
      ThreadLocalRandom.current().nextBytes(page);
      return new Layer(page, megabytes);
    }

    @Override
    public long length() {
      return (long) BLOCK.length * megabytes;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      out.write(page);
      out.write(BLOCK, PAGE, BLOCK.length - PAGE);
      for (int i = 1; i < megabytes; i++) {
        out.write(BLOCK);
      }
    }
  }
}
