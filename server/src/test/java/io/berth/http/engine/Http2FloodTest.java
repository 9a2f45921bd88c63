package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An HTTP/2 client that makes the server work with frames that cost it next to nothing. */
final class Http2FloodTest {
  private static final int MANY = 20_000;
  private static final byte[] POST =
      RawHttp2.fields(
          ":method", "POST", ":scheme", "https", ":authority", "localhost", ":path", "/length");

  @TempDir Path folder = Path.of("");
  private TalkingServer server;
  private RawHttp2 client;

  @BeforeEach
  void start() throws IOException {
    server = new TalkingServer(TalkingServer.HOSTS, List.of(), Optional.of(folder));
    client = new RawHttp2(server.server.tlsPort(), "");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private interface Flood {
    void send(int i) throws IOException;
  }

  /** The server must end the connection while it is flooded, or right afterwards. */
  private void assertCutOff(Flood flood) throws IOException {
    try {
      for (int i = 0; i < MANY; i++) {
        flood.send(i);
      }
    } catch (IOException _) {
      assertOthersAreServed();
      return;
    }
    assertThat(client.ends()).isTrue();
    assertOthersAreServed();
  }

  private void assertOthersAreServed() throws IOException {
    server.answersOthers();
    try (var other = new RawHttp2(server.server.tlsPort(), "localhost")) {
      assertThat(other.answer(1, "localhost")).startsWith("200 ");
    }
  }

  @Test
  void theServerSaysWhatItBears() throws IOException {
    var settings = ByteBuffer.wrap(client.next().payload());
    Map<Integer, Integer> said = new TreeMap<>();
    while (settings.hasRemaining()) {
      said.put((int) settings.getShort(), settings.getInt());
    }
    // MAX_CONCURRENT_STREAMS and MAX_HEADER_LIST_SIZE (RFC 9113 section 6.5.2).
    assertThat(said).containsEntry(3, 100).containsEntry(6, 32 * 1024);
  }

  @Test
  void streamsOpenedAndReset() throws IOException {
    assertCutOff(
        i -> {
          client.get(2 * i + 1, "localhost", "/who");
          client.frame(RawHttp2.RST_STREAM, 0, 2 * i + 1, 0, 0, 0, 8);
        });
    assertThat(server.served.get()).isLessThan(1000);
  }

  @Test
  void streamsThatTheServerIsMadeToReset() throws IOException {
    // A window that grows by nothing is the client's error, to be answered with a reset.
    assertCutOff(
        i -> {
          client.head(2 * i + 1, false, POST);
          client.frame(RawHttp2.WINDOW_UPDATE, 0, 2 * i + 1, 0, 0, 0, 0);
        });
    assertThat(server.served.get()).isLessThan(1000);
  }

  @Test
  void aHeadThatNeverEnds() throws IOException {
    client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, POST);
    assertCutOff(i -> client.frame(RawHttp2.CONTINUATION, 0, 1));
    assertThat(server.served.get()).isLessThan(5);
  }

  @Test
  void aHeadThatGrowsWithoutEnd() throws IOException {
    client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, POST);
    var more = RawHttp2.fields("x", "y".repeat(8_000));
    assertCutOff(i -> client.frame(RawHttp2.CONTINUATION, 0, 1, more));
  }

  @Test
  void settingsToBeAcknowledged() throws IOException {
    assertCutOff(i -> client.frame(RawHttp2.SETTINGS, 0, 0, 0, 4, 0, 0, 0xff, i & 0xff));
  }

  @Test
  void emptySettingsToBeAcknowledged() throws IOException {
    assertCutOff(i -> client.frame(RawHttp2.SETTINGS, 0, 0));
  }

  @Test
  void pingsToBeAnswered() throws IOException {
    assertCutOff(i -> client.frame(RawHttp2.PING, 0, 0, 1, 2, 3, 4, 5, 6, 7, i & 0xff));
  }

  @Test
  void dataWithoutBytes() throws IOException {
    client.head(1, false, POST);
    assertCutOff(i -> client.frame(RawHttp2.DATA, 0, 1));
  }

  @Test
  void moreStreamsThanAreBorne() throws IOException {
    for (int i = 0; i < 300; i++) {
      client.head(2 * i + 1, false, POST);
    }
    var refused = new ArrayList<Integer>();
    while (refused.size() < 200) {
      var frame = client.next();
      assertThat(frame.type()).isNotEqualTo(RawHttp2.GOAWAY);
      if (frame.type() == RawHttp2.RST_STREAM) {
        refused.add(frame.stream());
      }
    }
    assertThat(refused).allMatch(stream -> stream > 200);
    assertOthersAreServed();
    client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 1);
    assertThat(client.answer(1)).isEqualTo("200 length=0");
  }

  @Test
  void headersAreBoundedInNumberAndLength() throws IOException {
    var many =
        IntStream.range(0, 200)
            .boxed()
            .flatMap(i -> List.of("x" + i, "y").stream())
            .toArray(String[]::new);
    assertThat(asked(many)).matches("431.*|reset|gone");
    assertThat(asked("x", "y".repeat(15_000), "z", "y".repeat(15_000), "a", "b".repeat(5_000)))
        .matches("431.*|reset|gone");
    assertThat(server.served.get()).isZero();
    assertOthersAreServed();
  }

  private String asked(String... more) throws IOException {
    try (var other = new RawHttp2(server.server.tlsPort(), "")) {
      var block = new java.io.ByteArrayOutputStream();
      block.writeBytes(
          RawHttp2.fields(
              ":method", "GET", ":scheme", "https", ":authority", "localhost", ":path", "/who"));
      block.writeBytes(RawHttp2.fields(more));
      var bytes = block.toByteArray();
      int first = Math.min(bytes.length, 16_000);
      other.frame(
          RawHttp2.HEADERS,
          RawHttp2.END_STREAM | (first == bytes.length ? RawHttp2.END_HEADERS : 0),
          1,
          java.util.Arrays.copyOf(bytes, first));
      for (int at = first; at < bytes.length; at += 16_000) {
        int to = Math.min(bytes.length, at + 16_000);
        other.frame(
            RawHttp2.CONTINUATION,
            to == bytes.length ? RawHttp2.END_HEADERS : 0,
            1,
            java.util.Arrays.copyOfRange(bytes, at, to));
      }
      return other.answer(1).strip();
    }
  }
}
