package io.berth.bench;

import io.berth.bench.load.Sample;
import io.berth.bench.rival.Rival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Measures rivals in turns, so that whatever else the machine does hits all of them; before, each
 * is tried for as long as it may warm up, once at least, which does not count. Who compiles nothing
 * while it runs is tried once.
 */
final class Contest {
  private final int rounds;
  private final Duration warmUp;
  private final SequencedMap<String, Trial> trials = new LinkedHashMap<>();
  private final Set<String> ready = new HashSet<>();

  /** One turn of one rival. */
  interface Trial {
    Sample run() throws Exception;
  }

  /** What a trial measures about a rival. */
  interface Measure {
    Sample of(Rival rival) throws Exception;
  }

  /**
   * @param rounds that count
   * @param warmUp how long each is tried before
   */
  Contest(int rounds, Duration warmUp) {
    this.rounds = rounds;
    this.warmUp = warmUp;
  }

  Contest with(List<Rival> rivals, Measure measure) {
    for (var rival : rivals) {
      with(rival.name(), () -> measure.of(rival));
    }
    return this;
  }

  /** Rivals that compile nothing while they run. */
  Contest withReady(List<Rival> rivals, Measure measure) {
    rivals.forEach(rival -> ready.add(rival.name()));
    return with(rivals, measure);
  }

  Contest with(String name, Trial trial) {
    trials.put(name, trial);
    return this;
  }

  SequencedMap<String, List<Sample>> run() throws Exception {
    var samples = new LinkedHashMap<String, List<Sample>>();
    for (var trial : trials.entrySet()) {
      warmUp(trial.getValue(), ready.contains(trial.getKey()) ? Duration.ZERO : warmUp);
    }
    for (int round = 0; round < rounds; round++) {
      for (var trial : trials.entrySet()) {
        samples
            .computeIfAbsent(trial.getKey(), name -> new ArrayList<>())
            .add(trial.getValue().run());
      }
    }
    return samples;
  }

  private static void warmUp(Trial trial, Duration time) throws Exception {
    long from = System.nanoTime();
    do {
      trial.run();
    } while (System.nanoTime() - from < time.toNanos());
  }
}
