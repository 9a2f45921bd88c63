package io.berth.storage.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stores, and networks before them, answer to a GET. */
final class PlainConnectionsTest {
  private static final String FIVE = "HTTP/1.1 206 Partial\r\nContent-Length: 5\r\nETag: \"e\"\r\n";

  /** The connection stays, and nothing more comes. */
  private static final String SILENCE = "|";

  private final ServerSocket listener = listener();
  private final AtomicInteger accepted = new AtomicInteger();
  private final CountDownLatch over = new CountDownLatch(1);
  private final PlainConnections connections =
      new PlainConnections(Duration.ofMillis(400), Duration.ofSeconds(5));

  private static ServerSocket listener() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    over.countDown();
    connections.close();
    listener.close();
  }

  /** Answers each request of a connection with the next of these, and then closes it. */
  private void answers(List<String> each) {
    Thread.startVirtualThread(
        () -> {
          while (!listener.isClosed()) {
            try (var client = listener.accept()) {
              accepted.incrementAndGet();
              serve(client, each);
            } catch (IOException | InterruptedException _) {
              // the test is over
            }
          }
        });
  }

  private void serve(Socket client, List<String> each) throws IOException, InterruptedException {
    for (var answer : each) {
      if (client.getInputStream().read(new byte[4096]) < 0) {
        return;
      }
      for (var piece : answer.split("\\|", -1)) {
        client.getOutputStream().write(piece.getBytes(US_ASCII));
        client.getOutputStream().flush();
      }
      if (answer.endsWith(SILENCE)) {
        over.await();
      }
    }
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/bucket/key?signed=yes");
  }

  private ObjectStream get() throws IOException {
    return connections.get(address(), "bytes=0-4").orElseThrow();
  }

  private String read() throws IOException {
    try (var bytes = get()) {
      return new String(bytes.readAllBytes(), US_ASCII);
    }
  }

  @Test
  void aConnectionIsUsedAgainOnceItsAnswerWasRead() throws IOException {
    answers(List.of(FIVE + "\r\nfirst", FIVE + "\r\nsecon"));

    assertThat(read()).isEqualTo("first");
    assertThat(read()).isEqualTo("secon");
    assertThat(accepted).hasValue(1);
  }

  @Test
  void aConnectionThatTheStoreClosedIsReplaced() throws IOException {
    answers(List.of(FIVE + "\r\nagain"));

    assertThat(List.of(read(), read(), read())).containsOnly("again");
    assertThat(accepted).hasValue(3);
  }

  @Test
  void aConnectionWhoseAnswerWasGivenUpIsNotUsedAgain() throws IOException {
    answers(List.of(FIVE + "\r\nfirst", FIVE + "\r\nsecon"));

    try (var bytes = get()) {
      assertThat(bytes.read()).isEqualTo('f');
    }
    assertThat(read()).isEqualTo("first");
    assertThat(accepted).hasValue(2);
  }

  @Test
  void bytesGoStraightIntoTheReadersBufferUntilTheEndOfThisAnswer() throws IOException {
    answers(List.of(FIVE + "Content-Range: bytes 0-4/9\r\n\r\nfi|rst"));
    var buffer = ByteBuffer.allocateDirect(16);

    try (var bytes = get()) {
      int read = 0;
      while (read >= 0) {
        read = bytes.read(buffer);
      }
      assertThat(US_ASCII.decode(buffer.flip()).toString()).isEqualTo("first");
      assertThat(bytes.length()).isEqualTo(5);
      assertThat(bytes.whole()).isEqualTo(9);
      assertThat(bytes.etag()).isEqualTo("\"e\"");
    }
  }

  @Test
  void aHeadMayComeInPieces() throws IOException {
    answers(List.of("HTTP/1.1 20|6 Partial\r\nContent-Le|ngth: 5\r|\n\r|\nfirst"));

    assertThat(read()).isEqualTo("first");
  }

  @Test
  void anAnswerThatBreaksOffIsNotWhole() throws IOException {
    answers(List.of(FIVE + "\r\nfir"));

    try (var bytes = get()) {
      assertThatThrownBy(bytes::readAllBytes).hasMessageContaining("2 bytes before the end");
    }
  }

  @Test
  void whatIsNoObjectOfAKnownLengthIsLeftToTheSdk() throws IOException {
    answers(List.of("HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nfirst"));
    assertThat(connections.get(address(), "bytes=0-4")).isEmpty();
  }

  @Test
  void anAnswerThatIsNotOfTheRangeIsLeftToTheSdk() throws IOException {
    answers(List.of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst"));
    assertThat(connections.get(address(), "bytes=2-4")).isEmpty();
  }

  @Test
  void chunksAreLeftToTheSdk() throws IOException {
    answers(
        List.of(
            "HTTP/1.1 206 Partial\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n0\r\n\r\n"));
    assertThat(connections.get(address(), "bytes=0-4")).isEmpty();
  }

  @Test
  void anAnswerThatIsNotHttpIsAFailure() {
    answers(List.of("SSH-2.0-something\r\n\r\n"));
    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
  }

  @Test
  void aStoreThatSaysNothingIsNotWaitedForForEver() {
    answers(List.of(SILENCE));
    assertThatThrownBy(this::get).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aStoreThatFallsSilentInTheMiddleEndsTheStream() throws IOException {
    answers(List.of(FIVE + "\r\nfir" + SILENCE));

    try (var bytes = get()) {
      assertThatThrownBy(bytes::readAllBytes).isInstanceOf(SocketTimeoutException.class);
    }
  }
}
