package io.berth.server.log;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.berth.http.message.TraceContext;

/**
 * The trace that a log event's request belongs to, where its client said one; {@code logback.xml}
 * names it.
 */
public final class TraceId extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    var id = event.getMDCPropertyMap().get(TraceContext.LOGGED_AS);
    return id == null ? "" : " trace-id=" + id;
  }
}
