package io.berth.http.routing;

import io.berth.http.message.Request;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a route asks of its caller, and what it finds out on the way. Every route names one; there
 * is no default that lets anybody in.
 *
 * @param <C> what the API knows of a caller, as its {@link CallerFilter} found it
 * @param <T> what is given to the route's handler, which has no other way to it
 * @param name the permission's name as documentation shows it, such as {@code repository:pull}
 * @param question begins what one request is asked
 * @param openBecause why anybody may call; empty where that is not so
 */
public record Access<C, T>(
    String name, Function<Request, Question<C, T>> question, Optional<String> openBecause) {
  /** What one request is asked. What its path names is read once, whoever asks first. */
  public interface Question<C, T> {
    /**
     * What was found.
     *
     * @throws io.berth.fault.FaultException when the caller may not
     */
    T check(C caller);

    /**
     * Asks what {@link #check} asks, as far as what is in memory tells. Never waits. What does not
     * say how lets no answer from memory pass.
     *
     * @return what was found; empty when it is not known that the caller may
     */
    default Optional<T> peek(C caller) {
      return Optional.empty();
    }
  }

  /** Decides about one request. */
  @FunctionalInterface
  public interface Check<C, T> {
    /** See {@link Question#check}. */
    T check(Request request, C caller);
  }

  /** Asks for a permission of that name; lets no answer from memory pass. */
  public static <C, T> Access<C, T> of(String name, Check<C, T> check) {
    return asking(name, request -> caller -> check.check(request, caller));
  }

  /** Asks this for a permission of that name. */
  public static <C, T> Access<C, T> asking(
      String name, Function<Request, Question<C, T>> question) {
    return new Access<>(name, question, Optional.empty());
  }

  /** For the short list of routes anybody may call; the reason is checked by a test to be there. */
  public static <C> Access<C, C> open(String reason) {
    var anybody =
        new Question<C, C>() {
          @Override
          public C check(C caller) {
            return caller;
          }

          @Override
          public Optional<C> peek(C caller) {
            return Optional.of(caller);
          }
        };
    return new Access<>("open", _ -> anybody, Optional.of(reason));
  }

  /**
   * The same, asked after this; lets no answer from memory pass.
   *
   * @param requirement of the request, whoever calls; refuses by a FaultException
   */
  Access<C, T> after(Consumer<Request> requirement) {
    return new Access<>(
        name,
        request -> {
          var asked = question.apply(request);
          return caller -> {
            requirement.accept(request);
            return asked.check(caller);
          };
        },
        openBecause);
  }

  /** The same, whose handler gets something made of what was found. */
  public <U> Access<C, U> map(Function<T, U> function) {
    return new Access<>(
        name,
        request -> {
          var asked = question.apply(request);
          return caller -> function.apply(asked.check(caller));
        },
        openBecause);
  }

  /** Whether anybody may call. */
  public boolean isOpen() {
    return openBecause.isPresent();
  }
}
