package io.berth.http;

import io.berth.fault.Fault;

/** Renders a refusal in one API's envelope. */
public interface FaultRenderer {
  Response render(Fault fault, Request request);

  /** The answer to a bug: 500 in the API's envelope, naming the request id and nothing else. */
  Response renderUnexpected(Request request);
}
