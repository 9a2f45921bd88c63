package io.berth.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Measures rivals in turns, so that whatever else the machine does hits all of them; the first turn
 * warms up and does not count.
 */
final class Contest {
  private final int rounds;
  private final SequencedMap<String, Trial> trials = new LinkedHashMap<>();

  /** One turn of one rival. */
  interface Trial {
    Sample run() throws Exception;
  }

  /** What a trial measures about a rival. */
  interface Measure {
    Sample of(Rival rival) throws Exception;
  }

  Contest(int rounds) {
    this.rounds = rounds;
  }

  Contest with(List<Rival> rivals, Measure measure) {
    for (var rival : rivals) {
      with(rival.name(), () -> measure.of(rival));
    }
    return this;
  }

  Contest with(String name, Trial trial) {
    trials.put(name, trial);
    return this;
  }

  SequencedMap<String, List<Sample>> run() throws Exception {
    var samples = new LinkedHashMap<String, List<Sample>>();
    for (int round = 0; round <= rounds; round++) {
      for (var trial : trials.entrySet()) {
        var sample = trial.getValue().run();
        var kept = samples.computeIfAbsent(trial.getKey(), name -> new ArrayList<>());
        if (round > 0) {
          kept.add(sample);
        }
      }
    }
    return samples;
  }
}
