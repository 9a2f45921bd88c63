package io.berth.identity.oidc;

/** Why a provider could not be used; the message is a sentence for people. */
public final class ProviderException extends Exception {
  private static final long serialVersionUID = 1;

  /** The kinds of trouble that callers treat differently. */
  public enum Kind {
    /** No answer, or an answer that says to come back later. */
    AWAY,
    /** Its certificate is not trusted. */
    CERTIFICATE,
    /** Its address may not be connected to. */
    ADDRESS,
    /** It answers, but not as OpenID Connect says. */
    PROTOCOL,
    /** It refuses what it was asked, such as a code or a refresh token. */
    REFUSED,
    /** A token it issued does not pass the checks. */
    TOKEN
  }

  private final Kind kind;
  private final String message;

  public ProviderException(Kind kind, String message) {
    super(message, null);
    this.kind = kind;
    this.message = message;
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
