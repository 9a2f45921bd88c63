package io.berth.http.routing;

import io.berth.http.message.Request;
import java.util.Optional;

/**
 * What a route asks of its caller, and what it finds out on the way. Every route names one; there
 * is no default that lets anybody in.
 *
 * @param <C> what the API knows of a caller, as its {@link CallerFilter} found it
 * @param <T> what is given to the route's handler, which has no other way to it
 * @param name the permission's name as documentation shows it, such as {@code repository:pull}
 * @param check called before the handler
 * @param peek asks the same of what is in memory
 * @param openBecause why anybody may call; empty where that is not so
 */
public record Access<C, T>(
    String name, Check<C, T> check, Peek<C, T> peek, Optional<String> openBecause) {
  /** Decides about one request. */
  @FunctionalInterface
  public interface Check<C, T> {
    /**
     * What was found.
     *
     * @throws io.berth.fault.FaultException when the caller may not
     */
    T check(Request request, C caller);
  }

  /** Asks what a {@link Check} asks, as far as what is in memory tells. */
  @FunctionalInterface
  public interface Peek<C, T> {
    /**
     * Never waits.
     *
     * @return what was found; empty when it is not known that the caller may
     */
    Optional<T> peek(Request request, C caller);
  }

  /** Asks for a permission of that name; lets no answer from memory pass. */
  public static <C, T> Access<C, T> of(String name, Check<C, T> check) {
    return of(name, check, (_, _) -> Optional.empty());
  }

  /** Asks for a permission of that name. */
  public static <C, T> Access<C, T> of(String name, Check<C, T> check, Peek<C, T> peek) {
    return new Access<>(name, check, peek, Optional.empty());
  }

  /** For the short list of routes anybody may call; the reason is checked by a test to be there. */
  public static <C> Access<C, C> open(String reason) {
    return new Access<>(
        "open", (_, caller) -> caller, (_, caller) -> Optional.of(caller), Optional.of(reason));
  }

  /** Whether anybody may call. */
  public boolean isOpen() {
    return openBecause.isPresent();
  }
}
