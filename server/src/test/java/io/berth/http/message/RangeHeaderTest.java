package io.berth.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 14, of a content of ten bytes where nothing else is said. */
final class RangeHeaderTest {
  private static final long SIZE = 10;

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=0-9, 0, 10",
    "bytes=3-5, 3, 3",
    "bytes=3-, 3, 7",
    "bytes=9-, 9, 1",
    "bytes=5-999999999999999999, 5, 5",
    "bytes=-1, 9, 1",
    "bytes=-10, 0, 10",
    "bytes=-11, 0, 10",
    "'bytes= 2 - 4 ', 2, 3"
  })
  void aRangeIsTheBytesItNames(String header, long offset, long length) {
    var range = RangeHeader.of(header, SIZE);
    assertThat(range).isEqualTo(new RangeHeader(offset, length, true));
    assertThat(range.contentRange(SIZE))
        .isEqualTo("bytes " + offset + "-" + (offset + length - 1) + "/10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=1",
        "bytes=1-2x",
        "bytes=+1-2",
        "items=0-1",
        "Bytes=0-1",
        "bytes=0-1,3-4",
        "bytes=1234567890123456789-"
      })
  void whatIsNoSingleRangeOfBytesIsIgnored(String header) {
    assertThat(RangeHeader.of(header, SIZE)).isEqualTo(new RangeHeader(0, SIZE, false));
  }

  @Test
  void withoutAHeaderAllIsSent() {
    assertThat(RangeHeader.of(null, SIZE)).isEqualTo(new RangeHeader(0, SIZE, false));
    assertThat(RangeHeader.several(null, SIZE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=10-, 10",
    "bytes=10-12, 10",
    "bytes=5-4, 10",
    "bytes=-0, 10",
    "bytes=0-, 0",
    "bytes=-1, 0"
  })
  void aRangeWithoutAByteOfItIsRefusedWithItsSize(String header, long size) {
    assertUnsatisfiable(() -> RangeHeader.of(header, size), size);
  }

  private static void assertUnsatisfiable(Runnable asked, long size) {
    assertThatThrownBy(asked::run)
        .isInstanceOfSatisfying(
            FaultException.class,
            e ->
                assertThat(e.fault())
                    .isInstanceOfSatisfying(
                        Fault.RangeUnsatisfiable.class,
                        fault -> assertThat(fault.size()).isEqualTo(size)));
  }

  @Test
  void severalRangesAreTheirPartsInTheirOrder() {
    assertThat(RangeHeader.several("bytes=0-1,3-3, 5-", SIZE))
        .containsExactly(
            new RangeHeader(0, 2, true), new RangeHeader(3, 1, true), new RangeHeader(5, 5, true));
    assertThat(RangeHeader.several("bytes=0-1,8-20,30-40", SIZE))
        .as("what lies outside is left out")
        .containsExactly(new RangeHeader(0, 2, true), new RangeHeader(8, 2, true));
    assertUnsatisfiable(() -> RangeHeader.several("bytes=10-11,12-13", SIZE), SIZE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=0-1", // one
        "bytes=0-4,4-5", // overlap
        "bytes=5-6,0-1", // back
        "bytes=3-2,5-6",
        "bytes=0-1,-2", // from the end
        "bytes=0-1,",
        "bytes=0-1,x",
        "items=0-1,3-4"
      })
  void whatNoClientNeedsIsIgnored(String header) {
    assertThat(RangeHeader.several(header, SIZE)).isEmpty();
  }

  @Test
  void moreRangesThanThatAreIgnored() {
    assertThat(RangeHeader.several(ranges(1024), 10_000)).hasSize(1024);
    assertThat(RangeHeader.several(ranges(1025), 10_000)).isEqualTo(List.of());
  }

  private static String ranges(int many) {
    return "bytes="
        + IntStream.range(0, many)
            .mapToObj(i -> i * 2 + "-" + i * 2)
            .collect(Collectors.joining(","));
  }
}
