package io.berth.http.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the engine's HTTP/1 decoder, which is lenient where messages end, and lets nothing
 * through that {@link RequestScanner} does not follow. The engine then sees a request that it
 * cannot read, answers it in its turn behind those that came before, and closes; when the content
 * of a request that is being served goes wrong, the connection is closed at once.
 */
final class FramingGuard extends ChannelInboundHandlerAdapter {
  private static final String DECODER = "httpDecoder";

  /** What no part of a head can go on with: neither a name, nor a value, nor a version. */
  private static final byte[] UNREADABLE = "\0~\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final RequestScanner scanner = new RequestScanner();
  private final byte[] window;
  private RequestScanner.@Nullable Problem problem;

  private FramingGuard(byte[] window) {
    this.window = window;
  }

  /**
   * Guards a new connection; absent when it is HTTP/2, whose frames say where they end.
   *
   * @param window to look at bytes in, shared by the connections of an event loop
   */
  static Optional<FramingGuard> before(HttpConnection connection, byte[] window) {
    if (connection.protocolVersion() == HttpVersion.HTTP_2) {
      return Optional.empty();
    }
    var guard = new FramingGuard(window);
    ((ConnectionBase) connection).channel().pipeline().addBefore(DECODER, "framing", guard);
    return Optional.of(guard);
  }

  /** Why the engine is made to refuse a request; absent when that is the engine's own idea. */
  Optional<RequestScanner.Problem> problem() {
    return Optional.ofNullable(problem);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
    } else if (problem != null) {
      bytes.release();
    } else {
      try {
        follow(bytes);
        context.fireChannelRead(bytes);
      } catch (RequestScanner.Refused e) {
        problem = e.problem();
        refuse(context, bytes);
      }
    }
  }

  private void follow(ByteBuf bytes) throws RequestScanner.Refused {
    scanner.begin();
    int first = bytes.readerIndex();
    int count = bytes.readableBytes();
    int at = 0;
    while (at < count) {
      int content = (int) scanner.skip(count - at);
      if (content == 0) {
        int length = Math.min(window.length, count - at);
        bytes.getBytes(first + at, window, 0, length);
        at += scanner.scan(window, length, at);
      } else {
        at += content;
      }
    }
  }

  private void refuse(ChannelHandlerContext context, ByteBuf bytes) {
    long from = scanner.messageAt();
    if (from < 0 && !scanner.inHead()) {
      bytes.release();
      var _ = context.close(); // nobody waits for it
      return;
    }
    if (from > 0) {
      context.fireChannelRead(bytes.readRetainedSlice((int) from));
    }
    bytes.release();
    context.fireChannelRead(Unpooled.copiedBuffer(UNREADABLE));
  }
}
