package io.berth.http.routing;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.time.Duration;

/**
 * Told of each answer of an API but those to requests that were not admitted. Answers from memory
 * are told like all others, so it never waits.
 */
@FunctionalInterface
public interface AnswerLog {
  /**
   * @param caller the name, "" when nobody was found
   * @param time from the admission to the answer, which is still to be written
   */
  void answered(Request request, String caller, Response response, Duration time);
}
