package io.berth.control.account;

import io.berth.fault.FaultException;
import io.berth.identity.proof.GuessableSecret;
import io.berth.identity.proof.SignInThrottle;
import io.berth.secret.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Proves that somebody is an account: its password and, where one is enabled, a code of its second
 * factor. Failures of either slow further tries down.
 */
public final class AccountSignIn {
  private static final String TICKET = "account_sign_in.ticket";
  private static final Duration TICKET_LIFE = Duration.ofMinutes(5);

  private final Accounts accounts;
  private final SecondFactors secondFactors;
  private final SignInThrottle throttle;
  private final Vault vault;
  private final Clock clock;

  public AccountSignIn(
      Accounts accounts,
      SecondFactors secondFactors,
      SignInThrottle throttle,
      Vault vault,
      Clock clock) {
    this.accounts = accounts;
    this.secondFactors = secondFactors;
    this.throttle = throttle;
    this.vault = vault;
    this.clock = clock;
  }

  /** What came of a try. */
  public sealed interface Outcome {}

  public record Proven(Account account) implements Outcome {}

  /** The password was right; the ticket goes with the code to {@link #code}. */
  public record CodeNeeded(String ticket) implements Outcome {}

  /**
   * Name and password do not belong together, or the ticket is too old.
   *
   * @param account the one that was tried, when it exists
   */
  public record Refused(Optional<Account> account) implements Outcome {}

  /** The code is wrong; the ticket still holds. */
  public record CodeRefused(String ticket, Account account) implements Outcome {}

  /**
   * The first step.
   *
   * @throws FaultException TooManyRequests while a pause lasts
   */
  public Outcome password(String name, String password, String address) {
    var account = verified(name, password, address);
    if (account.isEmpty()) {
      return new Refused(accounts.findByName(name));
    }
    return secondFactors.enabled(account.get())
        ? new CodeNeeded(ticket(account.get()))
        : new Proven(account.get());
  }

  /**
   * The second step, for accounts with a second factor.
   *
   * @param code of the authenticator, or a recovery code
   * @throws FaultException TooManyRequests while a pause lasts
   */
  public Outcome code(String ticket, String code, String address) {
    var account = holder(ticket);
    if (account.isEmpty()) {
      return new Refused(Optional.empty());
    }
    return isCode(account.get(), code, address)
        ? new Proven(account.get())
        : new CodeRefused(ticket, account.get());
  }

  /**
   * Whether this is the password of an account that is signed in and asked once more.
   *
   * @throws FaultException TooManyRequests while a pause lasts
   */
  public boolean isPassword(Account account, String password, String address) {
    return verified(account.name(), password, address).isPresent();
  }

  private Optional<Account> verified(String name, String password, String address) {
    return throttle.judge(
        GuessableSecret.account(name), address, () -> accounts.verify(name, password));
  }

  /**
   * Whether this is a code of the account's authenticator or a recovery code; it is used up then.
   *
   * @throws FaultException TooManyRequests while a pause lasts
   */
  public boolean isCode(Account account, String code, String address) {
    return throttle.isRight(
        GuessableSecret.factor(account.id()), address, () -> secondFactors.take(account, code));
  }

  /**
   * Lets the enrolled authenticator count, proven by a code of it.
   *
   * @return the recovery codes, shown once; absent when the code is wrong or nothing was enrolled
   * @throws FaultException TooManyRequests while a pause lasts
   */
  public Optional<List<String>> enable(Account account, String code, String address) {
    return throttle.judge(
        GuessableSecret.factor(account.id()), address, () -> secondFactors.enable(account, code));
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
