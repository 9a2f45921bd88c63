package io.berth.storage.s3;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** What the SDK's client reads. */
final class SdkStream extends ObjectStream {
  private final ResponseInputStream<GetObjectResponse> body;
  private final long length;
  private boolean ended;

  SdkStream(ResponseInputStream<GetObjectResponse> body) {
    this.body = body;
    this.length = body.response().contentLength();
    this.ended = length == 0;
  }

  @Override
  long length() {
    return length;
  }

  @Override
  String etag() {
    return Objects.requireNonNullElse(body.response().eTag(), "");
  }

  @Override
  Duration age() {
    var stored = body.response().lastModified();
    var now =
        body.response()
            .sdkHttpResponse()
            .firstMatchingHeader("Date")
            .map(it -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(it)));
    return stored == null || now.isEmpty() ? UNKNOWN_AGE : Duration.between(stored, now.get());
  }

  @Override
  public long whole() {
    var range = body.response().contentRange();
    return range == null ? length : Long.parseLong(range.substring(range.indexOf('/') + 1));
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    int read = body.read(into, offset, count);
    ended |= read < 0;
    return read;
  }

  @Override
  void end() throws IOException {
    if (ended) {
      body.close();
    } else {
      body.abort();
    }
  }
}
