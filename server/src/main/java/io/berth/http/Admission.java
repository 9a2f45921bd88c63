package io.berth.http;

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
}
