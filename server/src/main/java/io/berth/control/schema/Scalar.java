package io.berth.control.schema;

/** A type without parts. */
public record Scalar(String name) implements Type {
  /** What an operation answers that answers {@code null}. */
  static final Scalar VOID = new Scalar("void");

  public static final Scalar BOOLEAN = new Scalar("boolean");
  public static final Scalar LONG = new Scalar("long");
  static final Scalar DOUBLE = new Scalar("double");
  public static final Scalar STRING = new Scalar("string");

  /** A secret; clients hide what is typed. */
  static final Scalar PASSWORD = new Scalar("password");

  static final Scalar UUID = new Scalar("uuid");

  /** RFC 3339, in UTC. */
  public static final Scalar DATETIME = new Scalar("datetime");

  /** An address, IPv4 or IPv6. */
  static final Scalar IP = new Scalar("ip");

  /** A block of addresses in CIDR notation. */
  static final Scalar IP_BLOCK = new Scalar("ipBlock");
}
