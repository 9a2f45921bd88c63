package io.berth.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** An object store of a test's own, on loopback. */
public interface ObjectServer extends AutoCloseable {
  Duration PATIENCE = Duration.ofSeconds(5);

  URI endpoint();

  S3Keys keys();

  @Override
  void close();

  /** For what a test does to a bucket behind a store's back. */
  default S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .serviceConfiguration(
            S3Configuration.builder()
                .chunkedEncodingEnabled(false)
                .pathStyleAccessEnabled(true)
                .build())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(keys().accessKey(), keys().secretKey())))
        .build();
  }

  /** The address of a new bucket. */
  default S3Address bucket() {
    var name = "b" + UUID.randomUUID();
    try (var client = client()) {
      client.createBucket(it -> it.bucket(name));
    }
    return address(name, endpoint());
  }

  static S3Address address(String bucket, URI endpoint) {
    return S3Address.parse("s3://" + bucket + "/some/prefix?endpoint=" + endpoint);
  }

  default S3Options options(S3Address address, Path spool) {
    return new S3Options(address, Optional.of(keys()), spool, PATIENCE);
  }
}
