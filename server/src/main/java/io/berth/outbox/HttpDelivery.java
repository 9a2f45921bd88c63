package io.berth.outbox;

import io.berth.outbound.OutboundCall;
import io.berth.outbound.OutboundException;
import java.io.IOException;

/** A call that a status from 200 to 299 answers. */
public record HttpDelivery(OutboundCall call, MessageSender.Line line)
    implements MessageSender.Delivery {
  /** Without path and query, which may be secrets. */
  @Override
  public String place() {
    return call.method() + " " + call.uri().getScheme() + "://" + call.uri().getRawAuthority();
  }

  @Override
  public void bring() throws IOException {
    var answer = line.send(call);
    if (answer.status() < 200 || answer.status() >= 300) {
      throw new IOException(
          answer.told()
              ? "the receiver answered " + answer.status()
              : OutboundException.silence(call.uri(), "a receiver"));
    }
  }
}
