package io.berth.control;

import io.berth.fault.FaultException;
import io.berth.sql.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Proves that somebody is an account: its password and, where one is enabled, a code of its second
 * factor. Failures of either slow further tries down.
 */
final class AccountSignIn {
  private static final String TICKET = "account_sign_in.ticket";
  private static final Duration TICKET_LIFE = Duration.ofMinutes(5);

  private final Accounts accounts;
  private final SecondFactors secondFactors;
  private final SignInLocks locks;
  private final Vault vault;
  private final Clock clock;

  AccountSignIn(
      Accounts accounts, SecondFactors secondFactors, SignInLocks locks, Vault vault, Clock clock) {
    this.accounts = accounts;
    this.secondFactors = secondFactors;
    this.locks = locks;
    this.vault = vault;
    this.clock = clock;
  }

  /** What came of a try. */
  sealed interface Outcome {}

  record Proven(Account account) implements Outcome {}

  /** The password was right; the ticket goes with the code to {@link #code}. */
  record CodeNeeded(String ticket) implements Outcome {}

  /**
   * Name and password do not belong together, or the ticket is too old.
   *
   * @param account the one that was tried, when it exists
   */
  record Refused(Optional<Account> account) implements Outcome {}

  /** The code is wrong; the ticket still holds. */
  record CodeRefused(String ticket, Account account) implements Outcome {}

  /**
   * The first step.
   *
   * @throws FaultException TooManyRequests while a pause lasts
   */
  Outcome password(String name, String password, String address) {
    locks.check(name, address);
    var account = accounts.verify(name, password);
    if (account.isEmpty()) {
      locks.failed(name, address);
      return new Refused(accounts.findByName(name));
    }
    if (secondFactors.enabled(account.get())) {
      return new CodeNeeded(ticket(account.get()));
    }
    locks.succeeded(name, address);
    return new Proven(account.get());
  }

  /**
   * The second step, for accounts with a second factor.
   *
   * @param code of the authenticator, or a recovery code
   * @throws FaultException TooManyRequests while a pause lasts
   */
  Outcome code(String ticket, String code, String address) {
    var account = holder(ticket);
    if (account.isEmpty()) {
      return new Refused(Optional.empty());
    }
    var name = account.get().name();
    locks.check(name, address);
    if (!secondFactors.take(account.get(), code)) {
      locks.failed(name, address);
      return new CodeRefused(ticket, account.get());
    }
    locks.succeeded(name, address);
    return new Proven(account.get());
  }

  private String ticket(Account account) {
    var text = account.id() + " " + clock.instant().plus(TICKET_LIFE).getEpochSecond();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.seal(TICKET, text));
  }

  private Optional<Account> holder(String ticket) {
    try {
      var sealed = Base64.getUrlDecoder().decode(ticket.getBytes(StandardCharsets.US_ASCII));
      var parts = vault.openText(TICKET, sealed).split(" ", 2);
      return Long.parseLong(parts[1]) < clock.instant().getEpochSecond()
          ? Optional.empty()
          : accounts.find(Long.parseLong(parts[0])).filter(Account::enabled);
    } catch (IllegalArgumentException | IllegalStateException _) {
      return Optional.empty();
    }
  }
}
