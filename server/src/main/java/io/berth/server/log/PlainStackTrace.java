package io.berth.server.log;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.berth.http.message.LogText;

/**
 * A log event's exception with each of its messages on one line, whatever a client put into them;
 * {@code logback.xml} names it.
 */
public final class PlainStackTrace extends ThrowableHandlingConverter {
  @Override
  public String convert(ILoggingEvent event) {
    var text = new StringBuilder();
    if (event.getThrowableProxy() != null) {
      append(text, "", "", event.getThrowableProxy());
    }
    return text.toString();
  }

  private static void append(
      StringBuilder text, String indent, String caption, IThrowableProxy thrown) {
    var message = thrown.getMessage() == null ? "" : ": " + LogText.plain(thrown.getMessage());
    text.append(indent).append(caption).append(thrown.getClassName()).append(message).append('\n');
    if (thrown.isCyclic()) {
      return;
    }
    var frames = thrown.getStackTraceElementProxyArray();
    for (int i = 0; i < frames.length - thrown.getCommonFrames(); i++) {
      text.append(indent).append('\t').append(frames[i]).append('\n');
    }
    for (var suppressed : thrown.getSuppressed()) {
      append(text, indent + "\t", "Suppressed: ", suppressed);
    }
    if (thrown.getCause() != null) {
      append(text, indent, "Caused by: ", thrown.getCause());
    }
  }
}
