package io.berth.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.CallerFilter.Anybody;
import io.berth.http.routing.Route;
import io.berth.testing.SelfSigned;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file over TLS, where the kernel cannot send it by itself. */
final class SecureFilePartTest {
  private static final Access<Anybody, Anybody> OPEN = Access.open("a test's own route");
  private static final int LARGE = (3 << 20) + 8;

  @TempDir Path folder = Path.of("");
  private final byte[] bytes = new byte[LARGE];
  private SmallServer server;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    new Random(7).nextBytes(bytes);
    var file = Files.write(folder.resolve("large"), bytes);
    var tls = new ServerOptions.Tls(0, folder.resolve("c.pem"), folder.resolve("k.pem"));
    var pair = SelfSigned.pair("localhost");
    pair.write(tls.certificate(), tls.key());
    server =
        SmallServer.start(
            options -> options.tls(tls),
            List.of(part("/whole", file, LARGE - 1), part("/cut-off", file, LARGE)));
    client = HttpClient.newBuilder().sslContext(trusting(pair)).build();
  }

  private static Route<Anybody> part(String path, Path file, int length) {
    return Route.get(path).asks(OPEN).by(_ -> Response.file(200, "a/b", file, 1, length));
  }

  private static SSLContext trusting(SelfSigned.Pair pair) throws Exception {
    var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("known", pair.certificate());
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private HttpResponse<byte[]> get(String path, HttpClient.Version version) throws Exception {
    var url = URI.create("https://localhost:" + server.tlsPort() + path);
    return client.send(
        HttpRequest.newBuilder(url).version(version).build(), BodyHandlers.ofByteArray());
  }

  @Test
  void itComesWholeAndTheMemoryItTookIsGivenBack() throws Exception {
    var expected = Arrays.copyOfRange(bytes, 1, LARGE);
    long before = 0;
    for (int round = 0; round < 20; round++) {
      for (var version : HttpClient.Version.values()) {
        var answer = get("/whole", version);
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(LARGE - 1);
        assertThat(Arrays.equals(answer.body(), expected)).isTrue();
      }
      if (round == 1) {
        before = PlatformDependent.usedDirectMemory();
      }
    }
    assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(8L * LARGE);
  }

  @Test
  void oneThatEndsBeforeItsLengthBreaksTheAnswerOff() {
    for (var version : HttpClient.Version.values()) {
      assertThatThrownBy(() -> get("/cut-off", version)).isInstanceOf(IOException.class);
    }
  }
}
