package io.berth.bench;

import io.berth.bench.load.Images;
import io.berth.bench.load.Sample;
import io.berth.bench.load.Zb;
import io.berth.bench.rival.Field;
import io.berth.bench.rival.Peers;
import io.berth.bench.rival.Rival;
import io.berth.clients.NotHere;
import io.berth.clients.Tools;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/**
 * B23: whole images are pushed and pulled, eight at a time: by a client of ours, and by zot's
 * {@code zb} where it is found. That one drops the query of a Location, so of the peers only zot
 * understands it.
 */
final class ImageRows implements Measurement {
  private static final List<Integer> MEGABYTES = List.of(1, 10);
  private static final Target AS_ZOT = Target.times(1, Peers.ZOT);
  private static final List<Target> PUSH = List.of(Target.times(1.5, Peers.DISTRIBUTION), AS_ZOT);
  private static final List<Target> PULL = List.of(Target.times(1, Peers.OLAREG));

  @Override
  public String id() {
    return "B23";
  }

  @Override
  public List<Row> run(Field field, Scale scale) throws Exception {
    try {
      var peers = field.peers.start(false);
      var rows = new ArrayList<Row>();
      for (int megabytes : MEGABYTES) {
        rows.addAll(ours(new Turns(field, scale, peers), megabytes));
      }
      var zot = peers.stream().filter(it -> it.name().equals(Peers.ZOT)).toList();
      rows.addAll(byZb(new Turns(field, scale, zot), System.err));
      return rows;
    } finally {
      field.peers.stop();
    }
  }

  /** Berth, asked with name and password, and peers in turns. */
  private record Turns(Field field, Scale scale, List<Rival> peers) {
    SequencedMap<String, List<Sample>> of(Contest.Measure measure) throws Exception {
      return scale
          .warmContest()
          .with(List.of(field.administrator), measure)
          .withReady(peers, measure)
          .run();
    }
  }

  private List<Row> ours(Turns turns, int megabytes) throws Exception {
    var images = new Images(megabytes, turns.scale().images(megabytes));
    return List.of(
        push(megabytes, "POST + PUT", turns.of(it -> images.push(it, false)), PUSH),
        push(megabytes, "POST + PATCH + PUT", turns.of(it -> images.push(it, true)), PUSH),
        pull(megabytes, "", turns.of(images::pull), PULL));
  }

  private List<Row> byZb(Turns turns, PrintStream talk) throws Exception {
    var rows = new ArrayList<Row>();
    try {
      var zb = new Zb(Tools.asFound(talk).program(Zb.NAME));
      for (int megabytes : MEGABYTES) {
        int count = turns.scale().images(megabytes);
        var pushes = turns.of(it -> zb.run(it, "Push Monolith %dMB".formatted(megabytes), count));
        var pulls = turns.of(it -> zb.run(it, "Pull %dMB".formatted(megabytes), count));
        rows.add(push(megabytes, "POST + PUT, by zb", pushes, List.of(AS_ZOT)));
        rows.add(pull(megabytes, ", by zb", pulls, List.of()));
      }
    } catch (NotHere e) {
      talk.println("bench: without zb: " + e.getMessage());
    }
    return rows;
  }

  private Row push(
      int megabytes, String way, SequencedMap<String, List<Sample>> samples, List<Target> targets) {
    var words =
        "push of images with a layer of %d MiB, %d at a time with Basic, %s"
            .formatted(megabytes, Images.CLIENTS, way);
    return new Row(id(), words, "images/s", true, samples, targets);
  }

  private Row pull(
      int megabytes, String way, SequencedMap<String, List<Sample>> samples, List<Target> targets) {
    var words =
        "median pull of an image with a layer of %d MiB, %d at a time with Basic%s"
            .formatted(megabytes, Images.CLIENTS, way);
    return new Row(id(), words, "ms", false, samples, targets);
  }
}
