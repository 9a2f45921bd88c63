package io.berth.storage.s3;

import java.io.IOException;

/** The parts of an upload are no more: it was committed or cancelled elsewhere. */
final class UploadGone extends IOException {
  private static final long serialVersionUID = 1L;
}
