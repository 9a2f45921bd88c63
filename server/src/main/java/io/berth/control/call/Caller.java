package io.berth.control.call;

import io.berth.control.account.Account;
import io.berth.control.account.AccountSession;
import io.berth.control.account.ServiceAccounts;
import io.berth.control.application.ConsumerKey;
import java.util.Optional;

/**
 * Who is calling the control API, proven.
 *
 * @param credential of a signed call
 * @param session of a browser
 * @param client the OAuth2 client of an access token
 */
public record Caller(
    Account account,
    Way way,
    Optional<ConsumerKey> credential,
    Optional<AccountSession> session,
    Optional<String> client) {
  /** How the caller proved it; the words of {@code /auth/details}. */
  public enum Way {
    ACCOUNT("account"),
    OAUTH2("oauth2_client_credentials");

    private final String word;

    Way(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** Whether the caller may do all that its account may: only consumer keys may be less. */
  boolean isWhole() {
    return credential.map(ConsumerKey::isWhole).orElse(true);
  }

  /** What the account used, for the audit trail. */
  String through() {
    return credential
        .map(key -> "consumer key " + key.id() + " of application " + key.applicationId())
        .or(() -> session.map(browser -> "session " + browser.id()))
        .or(() -> client.map(id -> "OAuth2 client " + id))
        .orElse("");
  }

  static Caller signed(Account account, ConsumerKey credential) {
    return new Caller(
        account, Way.ACCOUNT, Optional.of(credential), Optional.empty(), Optional.empty());
  }

  public static Caller browsing(Account account, AccountSession session) {
    return new Caller(
        account, Way.ACCOUNT, Optional.empty(), Optional.of(session), Optional.empty());
  }

  /** With a token of the code flow the account itself calls; with any other, the client does. */
  static Caller holding(Account account, ServiceAccounts.Holder holder) {
    return new Caller(
        account,
        holder.byCode() ? Way.ACCOUNT : Way.OAUTH2,
        Optional.empty(),
        Optional.empty(),
        Optional.of(holder.clientId()));
  }
}
