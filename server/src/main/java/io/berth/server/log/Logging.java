package io.berth.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** The log's level, from the settings. */
public final class Logging {
  private Logging() {}

  /** Sets the level of our own code; libraries stay at warnings. */
  public static void level(String word) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("io.berth").setLevel(Level.valueOf(word));
    }
  }
}
