package io.berth.identity.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.identity.federation.Providers;
import io.berth.identity.oidc.ProviderWatch;
import io.berth.identity.provider.Provider;
import io.berth.tenant.CurrentRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * GET /c/oidc/providers: where one may sign in, and which of those places answer, for the page. The
 * control host is one of them where accounts sign in to the registry.
 */
public final class ProviderListEndpoints {
  private final Providers providers;
  private final ProviderWatch watch;
  private final AccountSignOnEndpoints accounts;

  public ProviderListEndpoints(
      Providers providers, ProviderWatch watch, AccountSignOnEndpoints accounts) {
    this.providers = providers;
    this.watch = watch;
    this.accounts = accounts;
  }

  /**
   * A provider as anybody may see it.
   *
   * @param login where the browser goes to sign in there; redirect_url may be added
   * @param problem what is wrong in a few words for people, absent while it answers
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Entry(
      String alias,
      String name,
      boolean primary,
      String login,
      boolean available,
      @Nullable String problem) {}

  Response list(Request request) throws InterruptedException {
    var all = providers.list(CurrentRequest.currentRegistry().id());
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = all.stream().map(provider -> tasks.submit(entry(provider))).toList();
      var entries = new java.util.ArrayList<Entry>();
      for (Future<Entry> entry : asked) {
        entries.add(entry.get());
      }
      if (accounts.isOpen()) {
        entries.add(new Entry("", "Berth", false, AccountSignOnEndpoints.LOGIN, true, null));
      }
      return Response.json(200, entries);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a provider could not be looked at", e);
    }
  }

  private Callable<Entry> entry(Provider provider) {
    return () -> {
      var available = watch.answers(provider.settings());
      return new Entry(
          provider.alias(),
          provider.settings().name(),
          provider.primary(),
          "/c/oidc/login"
              + (provider.primary()
                  ? ""
                  : "?provider=" + URLEncoder.encode(provider.alias(), StandardCharsets.UTF_8)),
          available,
          available ? null : provider.settings().name() + " does not answer at the moment");
    };
  }
}
