package io.berth.storage.s3;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.storage.s3.UploadState.Part;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The requests that are made of the store, each bounded in time and tries. Keys are without the
 * prefix of the address. Every failure is a refusal, StorageFull or Unavailable.
 */
final class S3Objects implements AutoCloseable {
  private static final String BYTES = "application/octet-stream";

  /** The store looks at it when it is asked; its clock may be a little ahead or behind. */
  private static final Duration SIGNED_FOR = Duration.ofMinutes(10);

  /** What many pull at once is signed once; keys of a role that ends earlier are the SDK's case. */
  private static final Duration SIGNED_AGAIN = Duration.ofMinutes(2);

  private static final int SIGNED = 10_000;

  private final Cache<String, URI> signed =
      Caffeine.newBuilder().maximumSize(SIGNED).expireAfterWrite(SIGNED_AGAIN).build();

  private final S3Client client;
  private final S3Presigner presigner;
  private final @Nullable PlainConnections plain;
  private final String bucket;
  private final String prefix;

  /**
   * @param plain for a store in plain HTTP, null for others
   */
  S3Objects(
      S3Client client, S3Presigner presigner, @Nullable PlainConnections plain, S3Address address) {
    this.client = client;
    this.presigner = presigner;
    this.plain = plain;
    this.bucket = address.bucket();
    this.prefix = address.prefix();
  }

  /** What an object becomes; a try that failed reads it again. */
  interface Content {
    long length();

    InputStream open();
  }

  /** What a list tells of an object. */
  record Listed(String key, long size, Instant storedAt) {}

  /** An upload in parts that nobody has ended. */
  record Unfinished(String key, String multipart, Instant begunAt) {}

  private static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw S3Failure.of(e);
    }
  }

  private static <T> Optional<T> find(Supplier<T> request) {
    return call(
        () -> {
          try {
            return Optional.of(request.get());
          } catch (SdkException e) {
            if (S3Failure.isAbsent(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  private static RequestBody body(Content content) {
    return RequestBody.fromContentProvider(content::open, content.length(), BYTES);
  }

  private String full(String key) {
    return prefix + key;
  }

  private String own(String key) {
    return key.substring(prefix.length());
  }

  /** Its ETag. */
  String put(String key, Content content) {
    return call(
        () ->
            client
                .putObject(it -> it.bucket(bucket).key(full(key)).contentType(BYTES), body(content))
                .eTag());
  }

  OptionalLong size(String key) {
    return find(() -> client.headObject(it -> it.bucket(bucket).key(full(key))).contentLength())
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** All of an object. */
  Optional<ObjectStream> get(String key) {
    return find(() -> new SdkStream(client.getObject(it -> it.bucket(bucket).key(full(key)))));
  }

  /** A part of an object, of one byte at least, that does not begin beyond its end. */
  Optional<ObjectStream> get(String key, long offset, long length) {
    long last = length > Long.MAX_VALUE - offset ? Long.MAX_VALUE - 1 : offset + length - 1;
    var range = "bytes=" + offset + "-" + last;
    var quick = plain == null ? Optional.<ObjectStream>empty() : quick(plain, key, range);
    return quick.isPresent()
        ? quick
        : find(
            () ->
                new SdkStream(
                    client.getObject(it -> it.bucket(bucket).key(full(key)).range(range))));
  }

  /** Empty when the SDK is to ask, which knows what each answer means and asks several times. */
  private Optional<ObjectStream> quick(PlainConnections plain, String key, String range) {
    try {
      return plain.get(signed.get(key, this::sign), range);
    } catch (SocketTimeoutException e) {
      throw S3Failure.of(SdkClientException.create("the store was silent", e));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private URI sign(String key) {
    return sign(key, SIGNED_FOR, _ -> {});
  }

  private URI sign(String key, Duration validity, Consumer<GetObjectRequest.Builder> more) {
    return URI.create(
        call(
            () ->
                presigner
                    .presignGetObject(
                        it ->
                            it.signatureDuration(validity)
                                .getObjectRequest(
                                    get -> more.accept(get.bucket(bucket).key(full(key)))))
                    .url()
                    .toString()));
  }

  /** Copies an object within the store; false when it is not there. At most 5 GiB. */
  boolean copy(String from, String to) {
    return find(() ->
            client.copyObject(
                it ->
                    it.sourceBucket(bucket)
                        .sourceKey(full(from))
                        .destinationBucket(bucket)
                        .destinationKey(full(to))))
        .isPresent();
  }

  /**
   * Deletes up to 1,000 objects, whether or not they are there.
   *
   * @return those that the store refused to delete
   */
  Set<String> delete(List<String> keys) {
    var wanted =
        keys.stream().map(key -> ObjectIdentifier.builder().key(full(key)).build()).toList();
    return call(
        () -> {
          var refused = new HashSet<String>();
          client
              .deleteObjects(it -> it.bucket(bucket).delete(all -> all.objects(wanted).quiet(true)))
              .errors()
              .stream()
              .filter(error -> !"NoSuchKey".equals(error.code()))
              .forEach(error -> refused.add(own(error.key())));
          return refused;
        });
  }

  /** Writes an object and deletes it again; false when the store refuses to delete. */
  boolean probe(String key, Duration patience) {
    return call(
        () -> {
          client.putObject(
              it ->
                  it.bucket(bucket)
                      .key(full(key))
                      .overrideConfiguration(one -> one.apiCallTimeout(patience)),
              RequestBody.fromString("probe"));
          var wanted = ObjectIdentifier.builder().key(full(key)).build();
          return client
              .deleteObjects(
                  it ->
                      it.bucket(bucket)
                          .delete(all -> all.objects(wanted))
                          .overrideConfiguration(one -> one.apiCallTimeout(patience)))
              .errors()
              .isEmpty();
        });
  }

  void list(String folder, Consumer<Listed> visitor) {
    call(
        () -> {
          client
              .listObjectsV2Paginator(it -> it.bucket(bucket).prefix(full(folder)))
              .contents()
              .forEach(
                  one ->
                      visitor.accept(new Listed(own(one.key()), one.size(), one.lastModified())));
          return true;
        });
  }

  /** The id of a new upload in parts. */
  String beginMultipart(String key) {
    return call(
        () ->
            client
                .createMultipartUpload(it -> it.bucket(bucket).key(full(key)).contentType(BYTES))
                .uploadId());
  }

  /** Empty when the upload was ended. */
  Optional<Part> part(String key, String multipart, int number, Content content) {
    return find(() ->
            client.uploadPart(
                it ->
                    it.bucket(bucket)
                        .key(full(key))
                        .uploadId(multipart)
                        .partNumber(number)
                        .contentLength(content.length()),
                body(content)))
        .map(answer -> new Part(content.length(), answer.eTag()));
  }

  /** Makes parts an object; false when the upload was ended. */
  boolean complete(String key, String multipart, List<Part> parts) {
    var all =
        IntStream.range(0, parts.size())
            .mapToObj(
                i -> CompletedPart.builder().partNumber(i + 1).eTag(parts.get(i).etag()).build())
            .toList();
    return find(() ->
            client.completeMultipartUpload(
                it ->
                    it.bucket(bucket)
                        .key(full(key))
                        .uploadId(multipart)
                        .multipartUpload(whole -> whole.parts(all))))
        .isPresent();
  }

  /** Ends an upload in parts and drops these; nothing happens when it was ended. */
  void abort(String key, String multipart) {
    find(
        () ->
            client.abortMultipartUpload(
                it -> it.bucket(bucket).key(full(key)).uploadId(multipart)));
  }

  List<Unfinished> unfinished(String folder) {
    return call(
        () -> {
          var all = new ArrayList<Unfinished>();
          String key = null;
          String id = null;
          do {
            var keyMarker = key;
            var idMarker = id;
            var page =
                client.listMultipartUploads(
                    it ->
                        it.bucket(bucket)
                            .prefix(full(folder))
                            .keyMarker(keyMarker)
                            .uploadIdMarker(idMarker));
            page.uploads()
                .forEach(
                    one ->
                        all.add(new Unfinished(own(one.key()), one.uploadId(), one.initiated())));
            boolean more = Boolean.TRUE.equals(page.isTruncated());
            key = more ? page.nextKeyMarker() : null;
            id = more ? page.nextUploadIdMarker() : null;
          } while (key != null);
          return all;
        });
  }

  /** When a part of an upload came last; empty when none did, or it was ended. */
  Optional<Instant> lastPart(String key, String multipart) {
    return find(() ->
            client
                .listPartsPaginator(it -> it.bucket(bucket).key(full(key)).uploadId(multipart))
                .parts()
                .stream()
                .map(part -> part.lastModified())
                .max(Instant::compareTo))
        .flatMap(last -> last);
  }

  /** A URL that reads an object for a while, whoever has it. */
  URI link(String key, Duration validity, String disposition) {
    return sign(
        key,
        validity,
        get -> get.responseContentType(BYTES).responseContentDisposition(disposition));
  }

  @Override
  public void close() {
    if (plain != null) {
      plain.close();
    }
    presigner.close();
    client.close();
  }
}
