package io.berth.http.routing;

import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What must hold before anybody is asked who they are: a registry's own rules, and the limits of
 * its plan.
 */
@FunctionalInterface
public interface Admission {
  /**
   * @param writes whether the request asks for a change that a read-only registry refuses; see
   *     {@link Route#writes}
   * @throws io.berth.fault.FaultException to refuse
   */
  void admit(Request request, boolean writes) throws Exception;

  /**
   * Asks what {@link #admit} asks, but only of what is in memory, and refuses nothing. What does
   * not say how lets no answer from memory pass.
   *
   * @param next answers where the request is admitted
   * @return empty when it does not know that the request is admitted, or next has no answer;
   *     nothing was done then. Never waits
   */
  default Optional<Response> aroundMemory(
      Request request, boolean writes, Supplier<Optional<Response>> next) {
    return Optional.empty();
  }
}
