package io.berth.torture.tags;

import io.berth.client.Content;
import io.berth.client.Content.Descriptor;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import io.berth.torture.Arena;
import io.berth.torture.Crew;
import io.berth.torture.Experiment;
import io.berth.torture.Tally;
import io.berth.torture.tags.TagEvent.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * R7. Writers race for one tag, and for many tags of one repository, with reads, deletes by tag and
 * deletes by digest between. The history of each tag must be linearisable, and the list at the end
 * sorted and complete.
 */
public final class TagRaces implements Experiment {
  private static final int WRITERS = 32;

  @Override
  public String id() {
    return "R7";
  }

  @Override
  public String title() {
    return "tag races";
  }

  @Override
  public int weight() {
    return 6;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    int rounds = 0;
    while (rounds == 0 || arena.hasTime()) {
      rounds++;
      var project = arena.project("races");
      race(arena, tally, project + "/hot", 1, arena.size(12, 40));
      race(arena, tally, project + "/wide", arena.size(200, 1_000), arena.size(20, 80));
    }
    tally.note("%d rounds, %d writers".formatted(rounds, WRITERS));
  }

  private static void race(Arena arena, Tally tally, String name, int tags, int turns)
      throws Exception {
    var race = new Race(arena, tally, name, tags);
    var seeds = new Random[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
      seeds[i] = arena.random();
    }
    Crew.run(WRITERS, member -> race.take(seeds[member], turns));
    race.settle();
  }

  /** One repository's race. */
  private static final class Race {
    private final Arena arena;
    private final Tally tally;
    private final String name;
    private final int tags;
    private final Descriptor config;
    private final AtomicInteger marks = new AtomicInteger();
    private final Map<String, ConcurrentLinkedQueue<TagEvent>> events = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentLinkedQueue<String>> written = new ConcurrentHashMap<>();

    Race(Arena arena, Tally tally, String name, int tags) throws IOException {
      this.arena = arena;
      this.tally = tally;
      this.name = name;
      this.tags = tags;
      var bytes = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      this.config = Descriptor.of(Content.CONFIG, bytes);
      try (var client = arena.tenant().client()) {
        new Repository(client, name).push(bytes);
      }
      for (int i = 0; i < tags; i++) {
        events.put("t" + i, new ConcurrentLinkedQueue<>());
        written.put("t" + i, new ConcurrentLinkedQueue<>());
      }
    }

    private ConcurrentLinkedQueue<TagEvent> of(String tag) {
      return events.getOrDefault(tag, new ConcurrentLinkedQueue<>());
    }

    private ConcurrentLinkedQueue<String> writtenTo(String tag) {
      return written.getOrDefault(tag, new ConcurrentLinkedQueue<>());
    }

    void take(Random random, int turns) throws IOException {
      try (var client = arena.tenant().client()) {
        var repository = new Repository(client, name);
        for (int turn = 0; turn < turns; turn++) {
          var tag = "t" + random.nextInt(tags);
          switch (random.nextInt(10)) {
            case 0 -> untag(repository, tag);
            case 1 -> delete(repository, tag);
            case 2, 3, 4 -> read(repository, tag);
            default -> write(repository, tag);
          }
        }
      }
    }

    private void write(Repository repository, String tag) throws IOException {
      var manifest = Content.marked(config, List.of(config), name + " " + marks.incrementAndGet());
      tally.attempt();
      long from = System.nanoTime();
      repository.putManifest(tag, manifest).must(201);
      of(tag).add(new TagEvent(Kind.WRITE, Content.digest(manifest), from, System.nanoTime()));
      writtenTo(tag).add(Content.digest(manifest));
      tally.acknowledge();
    }

    private void read(Repository repository, String tag) throws IOException {
      tally.attempt();
      long from = System.nanoTime();
      var answer = repository.manifest(tag);
      long to = System.nanoTime();
      var value =
          answer.status() == 404 ? TagEvent.ABSENT : Content.digest(answer.must(200).body());
      of(tag).add(new TagEvent(Kind.READ, value, from, to));
    }

    private void untag(Repository repository, String tag) throws IOException {
      tally.attempt();
      long from = System.nanoTime();
      var answer = repository.deleteManifest(tag);
      long to = System.nanoTime();
      if (answer.status() == 404) {
        of(tag).add(new TagEvent(Kind.READ, TagEvent.ABSENT, from, to));
      } else {
        answer.must(202);
        tally.acknowledge();
        of(tag).add(new TagEvent(Kind.UNTAG, TagEvent.ABSENT, from, to));
      }
    }

    private void delete(Repository repository, String tag) throws IOException {
      var digest = writtenTo(tag).poll();
      if (digest == null) {
        return;
      }
      tally.attempt();
      long from = System.nanoTime();
      repository.deleteManifest(digest).must(202);
      of(tag).add(new TagEvent(Kind.DELETE, digest, from, System.nanoTime()));
      tally.acknowledge();
    }

    /** Reads every tag in the quiet after the race, and judges. */
    void settle() throws IOException {
      var present = new TreeSet<String>();
      try (var client = arena.tenant().client()) {
        var repository = new Repository(client, name);
        for (var tag : events.keySet()) {
          read(repository, tag);
          var last = new ArrayList<>(of(tag)).getLast();
          if (!last.value().equals(TagEvent.ABSENT)) {
            present.add(tag);
          }
          judge(tag, new ArrayList<>(of(tag)));
        }
        var listed = list(client);
        tally.check(
            listed.equals(new ArrayList<>(present)),
            "tags of %s: listed %s, there are %s".formatted(name, listed, present));
      }
    }

    private void judge(String tag, List<TagEvent> history) {
      switch (TagHistory.check(history)) {
        case LINEARISABLE -> tally.verify();
        case VIOLATION -> tally.lose(name + ":" + tag + " is not linearisable: " + history);
        case UNDECIDED -> tally.problem(name + ":" + tag + ": history undecided");
      }
    }

    private List<String> list(io.berth.client.Client client) throws IOException {
      var listed = new ArrayList<String>();
      var next = "/v2/" + name + "/tags/list?n=64";
      while (!next.isEmpty()) {
        var page = client.get(next).must(200);
        page.json().path("tags").forEach(tag -> listed.add(tag.asText()));
        var link = page.header("Link");
        next = link.isEmpty() ? "" : Endpoint.path(link.replaceAll("^<|>.*$", ""));
      }
      return listed;
    }
  }
}
