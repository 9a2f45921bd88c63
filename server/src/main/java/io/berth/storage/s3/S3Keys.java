package io.berth.storage.s3;

/** An access key and the secret that belongs to it. */
public record S3Keys(String accessKey, String secretKey) {
  @Override
  public String toString() {
    return accessKey;
  }
}
