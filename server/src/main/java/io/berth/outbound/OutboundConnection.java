package io.berth.outbound;

import io.berth.outbound.OutboundException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one call: it finds the addresses, judges them, connects, and closes whatever is
 * open when the deadline comes, so that nothing a peer does or leaves undone makes a call longer.
 */
final class OutboundConnection implements AutoCloseable {
  /** No one address may use up the whole time. */
  private static final int CONNECT = (int) Duration.ofSeconds(5).toMillis();

  private static final int MOST_ADDRESSES = 4;

  private final Destination place;
  private final OutboundNetworks networks;
  private final Line line;
  private final long end;
  private final Future<?> alarm;
  private final List<Closeable> sockets = new ArrayList<>();
  private boolean over;
  private volatile boolean late;
  private volatile @Nullable InetAddress reached;

  OutboundConnection(Destination place, OutboundNetworks networks, Line line, Duration patience) {
    this.place = place;
    this.networks = networks;
    this.line = line;
    this.end = System.nanoTime() + patience.toNanos();
    this.alarm = line.deadlines().schedule(this::ring, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What all calls share. */
  record Line(
      HostResolver lookup,
      java.util.concurrent.ExecutorService lookups,
      java.util.concurrent.ScheduledExecutorService deadlines) {}

  /** The address is not one that may be connected to. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1;

    Refused(String why) {
      super(why);
    }
  }

  Destination place() {
    return place;
  }

  /** Addresses of the place that may be connected to, at least one. */
  InetAddress[] addresses() throws UnknownHostException {
    var all = lookUp();
    var allowed = Stream.of(all).filter(this::mayBeAsked).limit(MOST_ADDRESSES);
    var found = allowed.toArray(InetAddress[]::new);
    if (found.length == 0) {
      throw refused(all[0]);
    }
    return found;
  }

  private boolean mayBeAsked(InetAddress address) {
    return networks.allows(address) && (!place.local() || address.isLoopbackAddress());
  }

  private Refused refused(InetAddress address) {
    return new Refused(
        place + " has the address " + address.getHostAddress() + ", which is not allowed here");
  }

  /** In a thread of its own: the system's resolver knows no deadline. */
  private InetAddress[] lookUp() throws UnknownHostException {
    if (place.literal().isPresent()) {
      return new InetAddress[] {place.literal().get()};
    }
    try {
      var answer = line.lookups().submit(() -> line.lookup().resolve(place.host()));
      try {
        var found = answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (found.length > 0) {
          return found;
        }
      } finally {
        answer.cancel(true);
      }
    } catch (TimeoutException _) {
      late = true;
    } catch (RejectedExecutionException _) {
      late = true; // as many names as may be are waited for
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException _) {
      // said below
    }
    throw new UnknownHostException(place.host());
  }

  /** A socket that will not connect to an address that is refused, and goes with the call. */
  Socket socket() throws IOException {
    return goingWithTheCall(new Guarded());
  }

  private <S extends Closeable> S goingWithTheCall(S socket) throws IOException {
    synchronized (sockets) {
      if (over) {
        socket.close();
        throw new java.net.SocketTimeoutException("the deadline has passed");
      }
      sockets.add(socket);
    }
    return socket;
  }

  /** Connects to the first address that takes it. */
  Socket connect() throws IOException {
    IOException refusal = null;
    for (var address : addresses()) {
      try {
        var socket = socket();
        socket.connect(new InetSocketAddress(address, place.port()), CONNECT);
        return socket;
      } catch (IOException e) {
        refusal = e;
      }
    }
    throw java.util.Objects.requireNonNull(refusal);
  }

  /** For datagrams to the first address, and to no other. */
  DatagramSocket datagrams() throws IOException {
    var address = addresses()[0];
    var socket = goingWithTheCall(new DatagramSocket());
    reached = address;
    socket.connect(new InetSocketAddress(address, place.port()));
    return socket;
  }

  /** Shakes hands over a connected socket. */
  SSLSocket secure(Socket plain, SSLContext context, boolean verifyName) throws IOException {
    var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, place.host(), place.port(), true);
    if (verifyName) {
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 9110 section 4.3.4
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    return socket;
  }

  static int connectMillis() {
    return CONNECT;
  }

  private void ring() {
    late = true;
    hangUp();
  }

  private void hangUp() {
    synchronized (sockets) {
      over = true;
      for (var socket : sockets) {
        try {
          socket.close();
        } catch (IOException _) {
          // It is gone in any case.
        }
      }
      sockets.clear();
    }
  }

  /** Nothing is said in parting, so that a peer that does not listen is not waited for. */
  @Override
  public void close() {
    alarm.cancel(false);
    hangUp();
  }

  /** Whether who named the place may be told what happened. */
  boolean told() {
    var address = reached;
    return networks.alone() || (address != null && networks.tells(address));
  }

  /** Why there is no answer. */
  OutboundException problem(Exception e) {
    if (late || e instanceof java.net.SocketTimeoutException) {
      return problem(Kind.LATE, place + " does not answer in time");
    }
    if (e instanceof Refused) {
      var known = networks.alone() || place.literal().isPresent();
      return new OutboundException(
          Kind.ADDRESS, place.toString(), String.valueOf(e.getMessage()), known);
    }
    if (e instanceof UnknownHostException) {
      return problem(Kind.NAME, "there is no host of the name " + place);
    }
    return FailureReasons.of(e, place.toString(), told());
  }

  private OutboundException problem(Kind kind, String message) {
    return new OutboundException(kind, place.toString(), message, told());
  }

  private final class Guarded extends Socket {
    Guarded() {
      super(Proxy.NO_PROXY); // whatever the JVM's properties say
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      if (!(endpoint instanceof InetSocketAddress target) || target.isUnresolved()) {
        throw new UnknownHostException(endpoint.toString());
      }
      if (!mayBeAsked(target.getAddress())) {
        throw refused(target.getAddress());
      }
      reached = target.getAddress();
      super.connect(endpoint, timeout > 0 ? Math.min(timeout, CONNECT) : CONNECT);
    }
  }
}
