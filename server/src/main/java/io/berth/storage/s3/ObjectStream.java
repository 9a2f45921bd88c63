package io.berth.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The bytes of an object. Closed before its end it gives up the connection instead of reading. */
final class ObjectStream extends FilterInputStream {
  private static final Duration UNKNOWN_AGE = Duration.ofDays(10_000);

  private final ResponseInputStream<GetObjectResponse> body;
  private final long length;
  private boolean ended;

  ObjectStream(ResponseInputStream<GetObjectResponse> body) {
    super(body);
    this.body = body;
    this.length = body.response().contentLength();
    this.ended = length == 0;
  }

  /** How many there are. */
  long length() {
    return length;
  }

  String etag() {
    return body.response().eTag();
  }

  /** How long ago it was stored, by the store's clock alone; ages when it does not tell. */
  Duration age() {
    var stored = body.response().lastModified();
    var now =
        body.response()
            .sdkHttpResponse()
            .firstMatchingHeader("Date")
            .map(it -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(it)));
    return stored == null || now.isEmpty() ? UNKNOWN_AGE : Duration.between(stored, now.get());
  }

  /** How many the object has, of which these may be a part. */
  long whole() {
    var range = body.response().contentRange();
    return range == null ? length : Long.parseLong(range.substring(range.indexOf('/') + 1));
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    ended |= value < 0;
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    int read = super.read(into, offset, count);
    ended |= read < 0;
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    return super.skip(count);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      super.close();
    } else {
      body.abort();
    }
  }
}
