package io.berth.control.registry;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * What stands in TXT records (RFC 1035 section 3.3.14), asked anew of a DNS server each time, in
 * bounded time. Aliases are followed.
 */
public final class TxtRecords {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofSeconds(8);
  private static final int MOST_AT_ONCE = 64;
  private static final int MOST_ALIASES = 8;

  private final List<InetSocketAddress> servers;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private volatile @Nullable LookupSession session;

  /**
   * @param servers asked one after the other; the system's where there are none
   */
  public TxtRecords(List<InetSocketAddress> servers) {
    this.servers = List.copyOf(servers);
  }

  /** What a DNS server said. */
  public sealed interface Answer {
    /** These stand there, each put together from its parts. */
    record Texts(List<String> texts) implements Answer {}

    /** There is no such name, or no text at it. */
    record None() implements Answer {}

    /**
     * Nobody knows.
     *
     * @param why the rest of a sentence about the DNS server
     */
    record Failed(String why) implements Answer {}
  }

  public Answer at(String name) {
    if (!places.tryAcquire()) {
      return new Answer.Failed("is asked for many names at this moment");
    }
    try {
      return ask(Name.fromString(name, Name.root));
    } catch (TextParseException _) {
      return new Answer.None();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Answer.Failed("was not waited for, as the server stops");
    } finally {
      places.release();
    }
  }

  private Answer ask(Name name) throws InterruptedException {
    var asked = session().lookupAsync(name, Type.TXT).toCompletableFuture();
    try {
      var texts = new ArrayList<String>();
      for (var record : asked.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS).getRecords()) {
        if (record instanceof TXTRecord text) {
          texts.add(String.join("", text.getStrings()).strip());
        }
      }
      return texts.isEmpty() ? new Answer.None() : new Answer.Texts(texts);
    } catch (TimeoutException _) {
      asked.cancel(true);
      return new Answer.Failed("did not answer in time");
    } catch (ExecutionException e) {
      return refused(
          e.getCause() instanceof CompletionException nested ? nested.getCause() : e.getCause());
    }
  }

  private static Answer refused(@Nullable Throwable why) {
    return switch (why) {
      case NoSuchDomainException _ -> new Answer.None();
      case NoSuchRRSetException _ -> new Answer.None();
      case null, default -> new Answer.Failed("did not answer, or not as a DNS server");
    };
  }

  /** Made when it is needed: reading the system's configuration takes its time. */
  private LookupSession session() {
    var known = session;
    if (known == null) {
      known = LookupSession.builder().resolver(resolver()).maxRedirects(MOST_ALIASES).build();
      session = known;
    }
    return known;
  }

  private Resolver resolver() {
    var resolver =
        servers.isEmpty()
            ? new ExtendedResolver()
            : new ExtendedResolver(servers.stream().<Resolver>map(SimpleResolver::new).toList());
    for (var one : resolver.getResolvers()) {
      one.setTimeout(PATIENCE);
    }
    resolver.setTimeout(LONGEST);
    return resolver;
  }
}
