package io.berth.control;

import io.berth.control.schema.Operation;
import io.berth.http.Route;
import io.berth.identity.AccountTickets;
import io.berth.identity.AccountUsers;
import io.berth.identity.SignInThrottle;
import io.berth.sql.Database;
import io.berth.sql.Vault;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The ways into the control plane, put together; the parts that others use are its fields. */
final class AccountParts {
  final Callers callers;
  final AuditTrail trail;

  private final SecondFactors secondFactors;
  private final Ground ground;
  private final Accounts accounts;
  private final AccountSessions sessions;
  private final KeyRequests keyRequests;
  private final OauthCodes codes;
  private final CredentialEndpoint credentials;
  private final AccountEndpoints endpoints;
  private final SignInPages signInPages;
  private final List<Route<ControlCall>> pages = new ArrayList<>();

  /** What all of it stands on. */
  record Ground(Database database, Vault vault, SecureRandom random, Clock clock) {}

  AccountParts(
      Ground ground,
      Accounts accounts,
      Applications applications,
      ServiceAccounts serviceAccounts) {
    this.ground = ground;
    this.accounts = accounts;
    var database = ground.database();
    var vault = ground.vault();
    var random = ground.random();
    var clock = ground.clock();
    trail = new AuditTrail(database, clock);
    sessions = new AccountSessions(database, random, clock);
    var throttle = new SignInThrottle(database, clock);
    keyRequests = new KeyRequests(database, random, clock);
    codes = new OauthCodes(database, random, clock);
    secondFactors = new SecondFactors(database, vault, random, clock);
    var signIn = new AccountSignIn(accounts, secondFactors, throttle, vault, clock);
    var browsers = new AccountBrowsers(accounts, sessions, random);
    callers = new Callers(accounts, applications, serviceAccounts, browsers, clock);
    credentials = new CredentialEndpoint(applications, keyRequests);
    endpoints = new AccountEndpoints(accounts, signIn, secondFactors, sessions, browsers);
    signInPages = new SignInPages(browsers, signIn);
    var clients = new OauthConsents(database);
    pages.addAll(signInPages.routes());
    pages.addAll(new KeyPages(signInPages, keyRequests, applications, clock).routes());
    pages.addAll(new AuthorizePages(signInPages, clients, codes).routes());
    pages.addAll(new TokenEndpoint(serviceAccounts, clients, codes).routes());
  }

  /** Lets accounts go on to registries. */
  void open(AccountUsers users, AccountTickets tickets, Predicate<String> ours) {
    pages.add(new RegistryDoor(signInPages, tickets, users, ours).route());
  }

  Ground ground() {
    return ground;
  }

  SecondFactors secondFactors() {
    return secondFactors;
  }

  /** The pages and the token endpoint, which stand outside the documented API. */
  List<Route<ControlCall>> pages() {
    return pages;
  }

  /**
   * The calls of the documented API.
   *
   * @param stopping true when the server goes down
   */
  List<Operation<ControlCall>> operations(ControlAccess access, BooleanSupplier stopping) {
    var operations = new ArrayList<>(endpoints.operations(access));
    operations.add(credentials.operation(access));
    operations.addAll(new AccountAdministration(accounts, ground.random()).operations(access));
    var members = new ProjectMembers(ground.database(), ground.clock());
    operations.addAll(new MemberEndpoints(accounts, members).operations(access));
    operations.addAll(new AuditEndpoints(trail, new JsonLines(stopping)).operations(access));
    return operations;
  }

  /** Forgets what has ended, and what the audit trail keeps no longer; how many. */
  long sweep(Duration retention) {
    return (long) sessions.sweep() + keyRequests.sweep() + codes.sweep() + trail.sweep(retention);
  }
}
