package io.berth.ops.backup;

/** A backup cannot be taken, read or restored as asked; the message says why and what to do. */
public final class BackupRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BackupRefused(String message) {
    super(message);
  }
}
