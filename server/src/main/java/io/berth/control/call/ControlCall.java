package io.berth.control.call;

import io.berth.control.account.Account;
import io.berth.control.project.CloudProject;
import io.berth.control.registry.ManagedRegistry;
import java.util.Optional;

/**
 * One call of the control API while it is served: what its route's access found out, for the audit
 * trail, which is told of refusals too. Belongs to the request's thread.
 */
public final class ControlCall {
  private String action = "";
  private Optional<Caller> caller = Optional.empty();
  private Optional<CloudProject> project = Optional.empty();
  private Optional<ManagedRegistry> registry = Optional.empty();
  private Optional<SigningIn> signingIn = Optional.empty();

  /**
   * Somebody who is no {@link Caller} yet.
   *
   * @param through how they sign in
   */
  record SigningIn(Account account, String through) {}

  void asks(String iamAction) {
    action = iamAction;
  }

  public void calledBy(Caller proven) {
    caller = Optional.of(proven);
  }

  void in(CloudProject its) {
    project = Optional.of(its);
  }

  void in(ManagedRegistry its) {
    registry = Optional.of(its);
  }

  /** Tells that this account tried to sign in, whether or not it got further. */
  public void signingIn(Account account, String through) {
    signingIn = Optional.of(new SigningIn(account, through));
  }

  /** The action that the route asks for, "" when it asks for none. */
  String action() {
    return action;
  }

  Optional<Caller> caller() {
    return caller;
  }

  Optional<CloudProject> project() {
    return project;
  }

  Optional<ManagedRegistry> registry() {
    return registry;
  }

  Optional<SigningIn> signingIn() {
    return signingIn;
  }
}
