package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.http.message.LogForm;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class RequestLogTest {
  @Test
  void linesComeInOrderAndTheLastOnesByTheEnd() {
    var out = new ByteArrayOutputStream();
    var log = log(out);
    log.add("one\n");
    log.add("two\n");
    log.close();

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
  }

  @Test
  void aLineIsWrittenSoonWithoutAnyOtherToPushIt() throws InterruptedException {
    var written = new CountDownLatch(1);
    try (var log =
        log(
            new OutputStream() {
              @Override
              public void write(int b) {
                written.countDown();
              }
            })) {
      log.add("alone\n");

      written.await();
    }
  }

  @Test
  void aReaderThatStopsReadingHoldsNobodyUpAndTakesNoMemoryWithoutEnd()
      throws InterruptedException {
    var stuck = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var taken = new ByteArrayOutputStream();
    var log =
        log(
            new OutputStream() {
              @Override
              public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
              }

              @Override
              public void write(byte[] bytes, int offset, int count) {
                stuck.countDown();
                try {
                  goOn.await();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
                taken.write(bytes, offset, count);
              }
            });
    log.add("first\n");
    stuck.await();
    var line = "x".repeat(1023) + "\n";
    for (int i = 0; i < 10_000; i++) {
      log.add(line);
    }
    goOn.countDown();
    log.close();

    assertThat(taken.size()).isBetween((4 << 20) - 2048, (4 << 20) + 2048);
  }

  @Test
  void timesHaveMillisecondsAlsoWhereTheyAreZero() {
    assertThat(RequestLog.stamp(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(RequestLog.stamp(1_001)).isEqualTo("1970-01-01T00:00:01.001Z");
    assertThat(RequestLog.stamp(120)).isEqualTo("1970-01-01T00:00:00.120Z");
  }

  private static RequestLog log(OutputStream out) {
    return new RequestLog(
        new PrintStream(out, true, StandardCharsets.UTF_8), Clock.systemUTC(), LogForm.TEXT);
  }
}
