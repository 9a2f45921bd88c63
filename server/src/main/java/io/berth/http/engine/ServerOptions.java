package io.berth.http.engine;

import io.berth.http.message.AddressRange;
import io.berth.http.routing.Hosts;
import io.berth.memory.Budgets;
import io.berth.trace.Tracer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where and how to listen.
 *
 * @param address to listen on
 * @param port for plain HTTP, 0 for a free one
 * @param tls the second listener, absent for none
 * @param hosts the names the server answers to
 * @param proxies whose X-Forwarded-* headers count
 * @param limits how long it waits for clients, and for how many at a time
 * @param tracer told of every request; absent for nothing
 */
public record ServerOptions(
    String address,
    int port,
    Optional<Tls> tls,
    Hosts hosts,
    List<AddressRange> proxies,
    Limits limits,
    Optional<Tracer> tracer) {
  public ServerOptions {
    proxies = List.copyOf(proxies);
  }

  /** With the usual limits, and nobody who is told of requests. */
  public ServerOptions(
      String address, int port, Optional<Tls> tls, Hosts hosts, List<AddressRange> proxies) {
    this(address, port, tls, hosts, proxies, Limits.usual(), Optional.empty());
  }

  /** The same with other limits. */
  public ServerOptions within(Limits other) {
    return new ServerOptions(address, port, tls, hosts, proxies, other, tracer);
  }

  /** The same with somebody who is told of every request. */
  public ServerOptions tracedBy(Optional<Tracer> other) {
    return new ServerOptions(address, port, tls, hosts, proxies, limits, other);
  }

  /**
   * What all clients together may take.
   *
   * @param headPatience how long a head may take from its first byte, or from the connection's
   *     begin
   * @param bodyPatience over how much waiting the least rate of a body is looked at
   * @param requests served at a time on threads that may wait; more are turned away with 503. One
   *     client has a third of them at most, one registry half; there are twice as many connections
   * @param memory what all requests together may hold
   */
  public record Limits(Duration headPatience, Duration bodyPatience, int requests, Budgets memory) {
    /** A request takes a thread's stack and some buffers: a few kilobytes when it only waits. */
    static Limits usual() {
      return new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 10_000);
    }

    /** With the memory of this process. */
    Limits(Duration headPatience, Duration bodyPatience, int requests) {
      this(headPatience, bodyPatience, requests, Budgets.ofThisProcess());
    }
  }

  /**
   * The HTTPS listener.
   *
   * @param port 0 for a free one
   * @param certificate PEM chain, the server's first
   * @param key PEM, PKCS #8
   * @param named further certificates, asked for at the start and whenever they are taken anew
   */
  public record Tls(int port, Path certificate, Path key, Supplier<List<Named>> named) {
    public Tls(int port, Path certificate, Path key) {
      this(port, certificate, key, List::of);
    }
  }

  /**
   * A certificate for clients that ask for one name (RFC 6066 section 3).
   *
   * @param host lower case
   * @param certificate PEM chain
   * @param key PEM, PKCS #8
   */
  public record Named(String host, String certificate, String key) {
    /** Without the key: this ends up in logs. */
    @Override
    public String toString() {
      return "Named[" + host + "]";
    }
  }
}
