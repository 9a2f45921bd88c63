package io.berth.image;

/** Why there is no image, in words for whoever asked for one. */
final class ImageException extends Exception {
  private static final long serialVersionUID = 1;

  ImageException(String message) {
    super(message);
  }

  ImageException(String message, Throwable cause) {
    super(message, cause);
  }
}
