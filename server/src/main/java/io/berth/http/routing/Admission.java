package io.berth.http.routing;

import io.berth.http.message.Request;

/**
 * What must hold before anybody is asked who they are: a registry's own rules, and the limits of
 * its plan. A request is admitted once, by {@link #peek} or by {@link #admit}.
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
   * @return whether the request is admitted; nothing was done where not. Never waits
   */
  default boolean peek(Request request, boolean writes) {
    return false;
  }

  /** Admits every request. */
  static Admission everybody() {
    return new Admission() {
      @Override
      public void admit(Request request, boolean writes) {}

      @Override
      public boolean peek(Request request, boolean writes) {
        return true;
      }
    };
  }
}
