package io.berth.bench;

import io.berth.clients.NotHere;
import io.berth.clients.Tools;
import java.util.ArrayList;
import java.util.List;

/**
 * B23: whole images are pushed and pulled, eight at a time: by a client of ours, and by zot's
 * {@code zb} where it is found. That one follows no Location with a query, so of the peers only zot
 * can be asked by it.
 */
final class ImageRows implements Measurement {
  private static final List<Integer> MEGABYTES = List.of(1, 10);
  private static final List<Target> PUSH =
      List.of(Target.times(1.5, Peers.DISTRIBUTION), Target.times(1, Peers.ZOT));

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
        rows.addAll(ours(field, peers, megabytes, scale));
      }
      var zot = peers.stream().filter(it -> it.name().equals(Peers.ZOT)).toList();
      try {
        var zb = new Zb(Tools.asFound(System.err).program(Zb.NAME));
        for (int megabytes : MEGABYTES) {
          rows.addAll(byZb(zb, field, zot, megabytes, scale));
        }
      } catch (NotHere e) {
        System.err.println("bench: B23 without zb: " + e.getMessage());
      }
      return rows;
    } finally {
      field.peers.stop();
    }
  }

  private List<Row> ours(Field field, List<Rival> peers, int megabytes, Scale scale)
      throws Exception {
    var images = new Images(megabytes, scale.images(megabytes));
    return List.of(
        row(
            "push of images of %d MiB, POST + PUT".formatted(megabytes),
            field,
            peers,
            scale,
            it -> images.push(it, false)),
        row(
            "push of images of %d MiB, POST + PATCH + PUT".formatted(megabytes),
            field,
            peers,
            scale,
            it -> images.push(it, true)),
        row(
            "pull of images of %d MiB, median".formatted(megabytes),
            field,
            peers,
            scale,
            images::pull));
  }

  private List<Row> byZb(Zb zb, Field field, List<Rival> zot, int megabytes, Scale scale)
      throws Exception {
    int count = scale.images(megabytes);
    var rows = new ArrayList<Row>();
    rows.add(
        row(
            "push of images of %d MiB by zb, POST + PUT".formatted(megabytes),
            field,
            zot,
            scale,
            it -> zb.run(it, "Push Monolith %dMB".formatted(megabytes), count)));
    rows.add(
        row(
            "pull of images of %d MiB by zb, median".formatted(megabytes),
            field,
            zot,
            scale,
            it -> zb.run(it, "Pull %dMB".formatted(megabytes), count)));
    return rows;
  }

  private Row row(
      String words, Field field, List<Rival> peers, Scale scale, Contest.Measure measure)
      throws Exception {
    var samples =
        scale
            .warmContest()
            .with(List.of(field.administrator), measure)
            .withReady(peers, measure)
            .run();
    boolean push = words.startsWith("push");
    return new Row(
        id(),
        words + ", %d at a time, with Basic".formatted(Images.CLIENTS),
        push ? "images/s" : "ms",
        push,
        samples,
        push ? PUSH : List.of(Target.times(1, Peers.OLAREG)));
  }
}
