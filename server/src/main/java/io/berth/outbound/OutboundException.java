package io.berth.outbound;

import java.io.IOException;
import java.net.URI;

/** Why a call did not get its answer. The message is the whole truth, for the server's log. */
public final class OutboundException extends IOException {
  private static final long serialVersionUID = 1;

  /** The kinds of trouble that callers treat differently. */
  public enum Kind {
    /** The URL is not one that is ever asked. */
    URL,
    /** There is no host of the name. */
    NAME,
    /** The address may not be connected to. */
    ADDRESS,
    /** Nobody takes the connection, or it breaks. */
    AWAY,
    /** The deadline passed. */
    LATE,
    /** So many calls to the place are under way that another is not begun. */
    BUSY,
    /** Its certificate is not trusted, or the authorities to trust are no use. */
    CERTIFICATE,
    /** What answers does not speak TLS, or not HTTP, or says too much. */
    PROTOCOL
  }

  private final Kind kind;
  private final String place;
  private final boolean told;

  OutboundException(Kind kind, String place, String message, boolean told) {
    super(message, null);
    this.kind = kind;
    this.place = place;
    this.told = told;
  }

  public Kind kind() {
    return kind;
  }

  boolean isTold() {
    return told;
  }

  /**
   * What whoever named the place may be told: the reason where it draws no map of networks that are
   * not public, else one sentence whatever happened.
   *
   * @param role what the place was asked as, such as "a provider"
   */
  public String told(String role) {
    return told ? String.valueOf(getMessage()) : silence(place, role);
  }

  /** The one sentence, for an answer whose status may not be told. */
  public static String silence(URI uri, String role) {
    return silence(Destination.of(uri).toString(), role);
  }

  private static String silence(String place, String role) {
    return place
        + " did not answer as "
        + role
        + "; is the name right, is something of that kind there, and does the setting"
        + " outbound-networks allow its address?";
  }
}
