package io.berth.storage.s3;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The client of one bucket, set up so that AWS, Ceph and Swift understand it. */
final class S3Connection {
  private static final Logger LOG = LoggerFactory.getLogger(S3Connection.class);

  /** Each request that runs and each answer that is being read has one. */
  private static final int CONNECTIONS = 512;

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
  private static final int TRIES = 3;

  private final S3Address address;
  private final S3Client client;
  private final S3Presigner presigner;
  private final @Nullable PlainConnections plain;

  private S3Connection(
      S3Address address, S3Client client, S3Presigner presigner, @Nullable PlainConnections plain) {
    this.address = address;
    this.client = client;
    this.presigner = presigner;
    this.plain = plain;
  }

  /**
   * @throws S3Refused when there are no keys to sign with, or no region to sign for
   */
  static S3Connection open(S3Options options) throws S3Refused {
    var address = options.address();
    var keys = credentials(options);
    try {
      keys.resolveCredentials();
    } catch (SdkException e) {
      throw new S3Refused(
          "no keys are known for "
              + address
              + ": name an access key and the file of its secret, or set what the AWS chain reads ("
              + S3Failure.words(e)
              + ")");
    }
    var region = region(address);
    // Checksums in trailers and bodies in signed chunks are not understood by all stores.
    var plain =
        S3Configuration.builder()
            .chunkedEncodingEnabled(false)
            .pathStyleAccessEnabled(address.pathStyle())
            .build();
    var patience = options.patience();
    var connect = patience.compareTo(LONGEST_CONNECT) < 0 ? patience : LONGEST_CONNECT;
    var builder =
        S3Client.builder()
            .region(region)
            .credentialsProvider(keys)
            .serviceConfiguration(plain)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            // DeleteObjects must have a checksum, and MD5 is the one that all know.
            .addPlugin(LegacyMd5Plugin.create())
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(CONNECTIONS)
                    .connectionAcquisitionTimeout(patience)
                    .connectionTimeout(connect)
                    .socketTimeout(patience))
            .overrideConfiguration(
                it ->
                    it.apiCallTimeout(patience.multipliedBy(TRIES))
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(TRIES)
                                .build()));
    var presigner =
        S3Presigner.builder().region(region).credentialsProvider(keys).serviceConfiguration(plain);
    address.endpoint().ifPresent(builder::endpointOverride);
    address.endpoint().ifPresent(presigner::endpointOverride);
    return new S3Connection(
        address,
        builder.build(),
        presigner.build(),
        isReachedInPlain(address) ? new PlainConnections(patience, connect) : null);
  }

  /** The SDK's client goes through the proxy of the environment, where that names one. */
  private static boolean isReachedInPlain(S3Address address) {
    return address.endpoint().filter(it -> "http".equals(it.getScheme())).isPresent()
        && ProxyConfiguration.builder().scheme("http").build().host() == null;
  }

  private static AwsCredentialsProvider credentials(S3Options options) {
    return options
        .keys()
        .<AwsCredentialsProvider>map(
            keys ->
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKey(), keys.secretKey())))
        .or(() -> options.address().profile().map(ProfileCredentialsProvider::create))
        .orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  /** Stores that are not AWS's nearly all take the first region's name for theirs. */
  private static Region region(S3Address address) throws S3Refused {
    if (address.region().isPresent()) {
      return Region.of(address.region().get());
    }
    if (address.endpoint().isPresent()) {
      return Region.US_EAST_1;
    }
    try {
      return new DefaultAwsRegionProviderChain().getRegion();
    } catch (SdkException e) {
      throw new S3Refused("no region is known for " + address + ": say ?region=…");
    }
  }

  S3Objects objects() {
    return new S3Objects(client, presigner, plain, address);
  }

  /**
   * Does once what the store will be asked to do. A store that does not answer now may later: the
   * log says so, and health will.
   *
   * @param keys name the object that is written for it: several servers may start at once
   * @throws S3Refused when it will not do all of it with these keys, saying what
   */
  void verify(ObjectKeys keys) throws S3Refused {
    var bucket = address.bucket();
    var probe = address.prefix() + keys.probe();
    try {
      may(
          "list objects",
          () -> client.listObjectsV2(it -> it.bucket(bucket).prefix(address.prefix()).maxKeys(1)));
      may(
          "write objects",
          () ->
              client.putObject(
                  it -> it.bucket(bucket).key(probe), RequestBody.fromString("probe")));
      may("read objects", () -> client.getObjectAsBytes(it -> it.bucket(bucket).key(probe)));
      may(
          "list uploads in parts",
          () -> client.listMultipartUploads(it -> it.bucket(bucket).prefix(probe)));
      var upload =
          may(
              "begin uploads in parts",
              () -> client.createMultipartUpload(it -> it.bucket(bucket).key(probe)));
      may(
          "end uploads in parts",
          () ->
              client.abortMultipartUpload(
                  it -> it.bucket(bucket).key(probe).uploadId(upload.uploadId())));
      var one = ObjectIdentifier.builder().key(probe).build();
      var deleted =
          may(
              "delete objects",
              () -> client.deleteObjects(it -> it.bucket(bucket).delete(all -> all.objects(one))));
      if (!deleted.errors().isEmpty()) {
        throw refused("delete objects", deleted.errors().getFirst().code());
      }
    } catch (SdkException e) {
      LOG.warn("{} does not answer now: {}", address, S3Failure.words(e));
    }
  }

  /**
   * Does once what reading asks of the store.
   *
   * @throws S3Refused when it will not list objects with these keys
   */
  void verifyReading() throws S3Refused {
    try {
      may(
          "list objects",
          () ->
              client.listObjectsV2(
                  it -> it.bucket(address.bucket()).prefix(address.prefix()).maxKeys(1)));
    } catch (SdkException e) {
      LOG.warn("{} does not answer now: {}", address, S3Failure.words(e));
    }
  }

  private <T> T may(String what, Supplier<T> request) throws S3Refused {
    try {
      return request.get();
    } catch (SdkException e) {
      if (!S3Failure.isRefusal(e)) {
        throw e;
      }
      throw refused(what, e instanceof S3Exception s3 ? S3Failure.code(s3) : "", e);
    }
  }

  private S3Refused refused(String what, String code, SdkException... why) {
    var words = why.length == 0 ? code : S3Failure.words(why[0]);
    return new S3Refused(
        switch (code) {
          case "NoSuchBucket" -> "there is no bucket " + address.bucket() + " (" + address + ")";
          case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
              address + " does not know the access key, or not with this secret: " + words;
          default -> "with these keys one may not " + what + " in " + address + ": " + words;
        });
  }
}
