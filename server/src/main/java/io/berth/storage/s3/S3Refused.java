package io.berth.storage.s3;

import java.io.IOException;

/** The store will not do this as it is configured, now or later; the message says why. */
public final class S3Refused extends IOException {
  private static final long serialVersionUID = 1L;

  S3Refused(String message) {
    super(message);
  }
}
