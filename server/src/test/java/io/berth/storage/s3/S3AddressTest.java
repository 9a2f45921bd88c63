package io.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class S3AddressTest {
  @Test
  void aBucketAloneIsOneOfAws() {
    assertThat(S3Address.parse("s3://layers"))
        .isEqualTo(
            new S3Address(
                "layers", "", Optional.empty(), Optional.empty(), false, Optional.empty()));
  }

  @Test
  void anotherStoreIsAskedInItsPathUnlessOneSaysOtherwise() {
    var there = Optional.of(URI.create("https://s3.example.org:9000"));
    assertThat(
            S3Address.parse(
                "s3://layers/a/b/?endpoint=https%3A%2F%2Fs3.example.org:9000&region=gra"))
        .isEqualTo(
            new S3Address("layers", "a/b/", there, Optional.of("gra"), true, Optional.empty()));
    assertThat(S3Address.parse("s3://layers?endpoint=https://s3.example.org:9000&path-style=false"))
        .isEqualTo(new S3Address("layers", "", there, Optional.empty(), false, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://",
        "s3://ab",
        "s3://Layers",
        "s3:///prefix",
        "s3://layers//prefix",
        "s3://layers/pre fix",
        "s3://layers?endpoint=s3.example.org",
        "s3://layers?endpoint=https://key:secret@s3.example.org",
        "s3://layers?endpoint=ftp://s3.example.org",
        "s3://layers?path-style=maybe",
        "s3://layers?secret=1",
        "s3://layers?region"
      })
  void whatMakesNoSenseIsRefused(String text) {
    assertThatThrownBy(() -> S3Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
