package io.berth.identity.user;

import io.berth.secret.Vault;
import io.berth.tenant.RegistryId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser carries between a registry's host and the control host while an account signs in
 * to the registry. Sealed: only this server and others with its key make and read it. The ticket
 * names the host that asked, one of this server's own names, so that the browser is sent back there
 * and nowhere else; the code is for one registry and for the browser that began.
 */
public final class AccountTickets {
  /** How long a person may take to sign in. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration CODE_LIFE = Duration.ofMinutes(1);
  private static final String TICKET = "account_door.ticket";
  private static final String CODE = "account_door.code";

  private final Vault vault;
  private final Clock clock;

  public AccountTickets(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * A registry's question who somebody is.
   *
   * @param place scheme and authority under which the browser sees the registry
   * @param state names the try to the browser that began it; letters, digits, - and _
   */
  public record Question(RegistryId registry, String place, String state) {}

  /** The answer: an account that proved itself. */
  public record Answer(RegistryId registry, long account, String state, Instant until) {}

  /** A ticket for the control host. */
  public String ask(Question question) {
    return seal(
        TICKET,
        PATIENCE,
        question.registry().value() + " " + question.state() + " " + question.place());
  }

  /** The question of a ticket; empty when it is not one of ours or too old. */
  public Optional<Question> question(String ticket) {
    return open(TICKET, ticket)
        .map(parts -> new Question(new RegistryId(parts[1]), parts[3], parts[2]));
  }

  /** A code for the registry that asked. */
  public String answer(Question question, long account) {
    return seal(
        CODE, CODE_LIFE, question.registry().value() + " " + question.state() + " " + account);
  }

  /** The answer in a code; empty when it is not one of ours or too old. */
  public Optional<Answer> answered(String code) {
    return open(CODE, code)
        .map(
            parts ->
                new Answer(
                    new RegistryId(parts[1]),
                    Long.parseLong(parts[3]),
                    parts[2],
                    Instant.ofEpochSecond(Long.parseLong(parts[0]))));
  }

  private String seal(String purpose, Duration life, String text) {
    var sealed = vault.seal(purpose, clock.instant().plus(life).getEpochSecond() + " " + text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private Optional<String[]> open(String purpose, String sealed) {
    try {
      var bytes = Base64.getUrlDecoder().decode(sealed.getBytes(StandardCharsets.ISO_8859_1));
      var parts = vault.openText(purpose, bytes).split(" ", 4);
      return Long.parseLong(parts[0]) < clock.instant().getEpochSecond()
          ? Optional.empty()
          : Optional.of(parts);
    } catch (IllegalArgumentException | IllegalStateException _) {
      return Optional.empty();
    }
  }
}
