package io.berth.http.engine;

import io.berth.http.message.Method;
import java.time.Duration;

/** Told of every request that was answered, for metrics. */
@FunctionalInterface
public interface Observer {
  /**
   * @param api the API's name, "none" when no API took the path
   * @param bytes how many bytes of body were sent
   */
  void served(String api, Method method, int status, long bytes, Duration time);
}
