package io.berth.server.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.berth.http.message.LogText;

/**
 * A log event's message on one line, whatever a client put into it; {@code logback.xml} names it.
 */
public final class PlainMessage extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return LogText.plain(event.getFormattedMessage());
  }
}
