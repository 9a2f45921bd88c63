package io.berth.server.login;

/** A user name and the secret that goes with it. */
public record Credential(String username, String secret) {
  @Override
  public String toString() {
    return "Credential[" + username + "]";
  }
}
