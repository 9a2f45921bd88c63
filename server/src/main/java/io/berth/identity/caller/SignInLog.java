package io.berth.identity.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.audit.AuditLog;
import io.berth.fault.Fault;
import io.berth.http.message.Request;
import io.berth.identity.member.Actor;
import io.berth.identity.provider.Provider;
import io.berth.identity.provider.ProviderLink;
import io.berth.identity.provider.ProviderPerson;
import io.berth.identity.session.SignInEvent;
import io.berth.identity.session.SignInEvent.Outcome;
import io.berth.identity.session.SignInEvent.Way;
import io.berth.identity.session.SignIns;
import io.berth.identity.user.ClientNetwork;
import io.berth.identity.user.User;
import io.berth.tenant.CurrentRequest;
import io.berth.tenant.RegistryId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who tried to sign in, from where, and how it ended: in full in the record of
 * sign-ins, and as Harbor's login and logout in the audit log. Strangers fill neither: answers of a
 * provider to a sign-in that nobody began are counted, and of one network's or registry's many
 * refusals the first are written down and the others counted.
 */
public final class SignInLog {
  private static final Logger LOG = LoggerFactory.getLogger(SignInLog.class);

  private static final int REFUSALS_OF_NETWORK = 200;
  private static final int REFUSALS_OF_REGISTRY = 1_000;
  private static final Duration REFUSALS_IN = Duration.ofHours(1);

  /** A name that was only claimed may be of any length. */
  private static final int LONGEST_NAME = 255;

  private final SignIns events;
  private final AuditLog audit;

  /**
   * Programs present their password with every request; what went well is written down once in ten
   * minutes for each user, address and way.
   */
  private final Cache<Presented, Boolean> presented =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  /** Who is told to wait goes on trying; that is written down once for each name and network. */
  private final Cache<Presented, Boolean> paused =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  private final RateLimit refusals;
  private final LongAdder unrecorded = new LongAdder();
  private final LongAdder unbegun = new LongAdder();
  private final AtomicLong told = new AtomicLong();

  public SignInLog(SignIns events, AuditLog audit, Clock clock) {
    this.events = events;
    this.audit = audit;
    this.refusals = new RateLimit(REFUSALS_OF_NETWORK, REFUSALS_OF_REGISTRY, REFUSALS_IN, clock);
  }

  private record Presented(RegistryId registry, String name, String address, String way) {}

  /** Signed in with a password kept here. */
  public void local(Request request, User user) {
    add(request, Way.PASSWORD, Outcome.SUCCEEDED, null, user.username(), user, user.sysadmin());
  }

  /** Signed in with an account of the control plane. */
  public void account(Request request, User user) {
    add(request, Way.ACCOUNT, Outcome.SUCCEEDED, null, user.username(), user, user.sysadmin());
  }

  /** Refused with a password. */
  public void localRefused(Request request, String username, Fault why) {
    refused(request, Way.PASSWORD, username, why);
  }

  /** A program proved to be somebody. */
  void program(Request request, Actor actor) {
    var registry = CurrentRequest.currentRegistry().id();
    var person = actor instanceof Actor.Person known ? known : null;
    var way = person == null ? actor.getClass().getSimpleName() : person.way().name();
    var now = new Presented(registry, actor.name(), address(request), way);
    if (presented.getIfPresent(now) != null) {
      return;
    }
    if (presented.asMap().putIfAbsent(now, true) == null) {
      add(
          request,
          Way.CREDENTIAL,
          Outcome.SUCCEEDED,
          null,
          actor.name(),
          person == null ? null : person.user(),
          actor.administrator());
    }
  }

  /** A program did not. */
  void programRefused(Request request, String username, Fault why) {
    refused(request, Way.CREDENTIAL, username, why);
  }

  private void refused(Request request, Way way, String username, Fault why) {
    if (isNews(request, way, username, why) && worthWriting(request)) {
      add(request, way, Outcome.REFUSED, why.message(), username, null, false);
    }
  }

  private boolean isNews(Request request, Way way, String username, Fault why) {
    if (!(why instanceof Fault.TooManyRequests)) {
      return true;
    }
    var registry = CurrentRequest.currentRegistry().id();
    var now = new Presented(registry, username, ClientNetwork.of(address(request)), way.name());
    boolean isFirst = paused.asMap().putIfAbsent(now, true) == null;
    if (!isFirst) {
      unrecorded.increment();
    }
    return isFirst;
  }

  private boolean worthWriting(Request request) {
    var registry = CurrentRequest.currentRegistry().id();
    boolean isWorth = refusals.take(registry, address(request));
    if (!isWorth) {
      unrecorded.increment();
    }
    return isWorth;
  }

  /** Somebody came as if from a provider, with nothing that this server gave them before. */
  public void nobodyBegan() {
    unbegun.increment();
  }

  /** Refusals that were counted and not written down. */
  public long unrecorded() {
    return unrecorded.sum();
  }

  /** Answers of a provider to a sign-in that nobody began. */
  public long unbegun() {
    return unbegun.sum();
  }

  /** Says in the log how much was counted since the last time; for every minute. */
  public long tell() {
    long all = unrecorded() + unbegun();
    long more = all - told.getAndSet(all);
    if (more > 0) {
      LOG.warn(
          "{} refused tries to sign in were counted and not recorded one by one; {} since the start,"
              + " and {} answers to a sign-in that nobody began",
          more,
          unrecorded(),
          unbegun());
    }
    return more;
  }

  /** A provider vouched for somebody who signed in, was added to a user, or is to choose a name. */
  public void person(
      Request request,
      Provider provider,
      ProviderPerson person,
      Outcome outcome,
      @Nullable User user) {
    var name = user == null ? person.usernameHint() : user.username();
    var admin = provider.settings().isAdministrator(person.knownGroups());
    var note = person.refreshToken() == null ? ProviderLink.NO_REFRESH_TOKEN : null;
    record(request, event(request, provider, person, outcome, note, name, user, admin));
  }

  /**
   * A sign-in through a provider was refused.
   *
   * @param person null when the provider vouched for nobody
   */
  public void refused(
      Request request, Provider provider, @Nullable ProviderPerson person, String reason) {
    if (!worthWriting(request)) {
      return;
    }
    record(
        request,
        event(
            request,
            provider,
            person,
            Outcome.REFUSED,
            reason,
            person == null ? null : person.usernameHint(),
            null,
            false));
  }

  private static SignInEvent event(
      Request request,
      Provider provider,
      @Nullable ProviderPerson person,
      Outcome outcome,
      @Nullable String reason,
      @Nullable String name,
      @Nullable User user,
      boolean admin) {
    return new SignInEvent(
        0,
        Instant.EPOCH,
        Way.PROVIDER,
        outcome,
        reason,
        provider.alias(),
        person == null ? provider.settings().endpoint() : person.issuer(),
        person == null ? null : person.subject(),
        name,
        user == null ? null : user.id(),
        person == null ? List.of() : person.knownGroups(),
        admin || (user != null && user.sysadmin()),
        person == null ? null : SignIns.masked(person.claims()),
        address(request),
        agent(request));
  }

  private void add(
      Request request,
      Way way,
      Outcome outcome,
      @Nullable String reason,
      String name,
      @Nullable User user,
      boolean admin) {
    record(
        request,
        new SignInEvent(
            0,
            Instant.EPOCH,
            way,
            outcome,
            reason,
            null,
            null,
            null,
            name,
            user == null ? null : user.id(),
            List.of(),
            admin,
            null,
            address(request),
            agent(request)));
  }

  /** Somebody signed out in a browser. */
  public void signedOut(Request request, String username) {
    audit(request, username, "logout", "logout user: " + username, true);
  }

  private void record(Request request, SignInEvent event) {
    events.record(CurrentRequest.currentRegistry().id(), event);
    var name = event.username() == null ? "" : event.username();
    var way = " (" + event.way().name().toLowerCase(Locale.ROOT) + ")";
    switch (event.outcome()) {
      case SUCCEEDED -> audit(request, name, "login", "login user: " + name + way, true);
      case REFUSED ->
          audit(request, name, "login", "login user: " + name + way + ": " + event.reason(), false);
      case LINKED ->
          audit(request, name, "update", "update user: " + name + " has another way in", true);
      case ONBOARDING -> {} // not in yet
    }
  }

  private void audit(
      Request request, String username, String operation, String description, boolean succeeded) {
    var shown = username.length() <= LONGEST_NAME ? username : username.substring(0, LONGEST_NAME);
    audit.write(
        new AuditLog.Event(
            CurrentRequest.currentRegistry().id(),
            null,
            shown,
            shown,
            "user",
            operation,
            description,
            succeeded,
            new AuditLog.Origin(address(request), agent(request))));
  }

  private static String address(Request request) {
    return request.remoteAddress().getHostAddress();
  }

  private static String agent(Request request) {
    var agent = request.header("User-Agent");
    return agent == null ? "" : agent;
  }
}
