package io.berth.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log's level and form, from the settings. */
public final class Logging {
  private static final String APPENDER = "stderr";

  private Logging() {}

  /**
   * Sets the level of our own code, while libraries stay at warnings, and how events are written.
   *
   * @param json true for an object on each line, with the fields of logback's JSON encoder
   */
  public static void configure(String level, boolean json) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.getLogger("io.berth").setLevel(Level.valueOf(level));
      if (json
          && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
              instanceof ConsoleAppender<ILoggingEvent> appender) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMarkers(false);
        encoder.setWithArguments(false);
        encoder.setWithMessage(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        appender.setEncoder(encoder);
      }
    }
  }
}
