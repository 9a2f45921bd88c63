package io.berth.clients.terraform;

import io.berth.clients.Program;
import io.berth.clients.Score;
import io.berth.clients.Stand;
import io.berth.clients.Tools;
import io.berth.torture.hostile.HonestProvider;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** terraform-provider-ovh: what it has for registries and for the account that owns them. */
public final class OvhTerraform implements Program {
  private static final List<String> FILES =
      List.of("main.tf", "registry.tf", "account.tf", "data.tf");

  @Override
  public String name() {
    return "terraform-provider-ovh";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public void run(Tools tools, Score score) throws Exception {
    var terraform = tools.program("terraform");
    var provider = tools.program(name());
    score.version(Versions.ofProvider(provider) + ", " + Tools.version(terraform, "version"));
    try (var stand = Stand.of(name());
        var issuer = new HonestProvider(Clock.systemUTC())) {
      var bootstrap = stand.berth().bootstrap();
      var names =
          Map.of(
              "endpoint", stand.control(),
              "key", bootstrap.applicationKey(),
              "secret", bootstrap.applicationSecret(),
              "consumer", bootstrap.consumerKey(),
              "service", bootstrap.serviceName(),
              "issuer", issuer.issuer("clients"));
      var folder = stand.home().resolve("resources");
      var resources =
          new Resources(
              new Terraform(terraform, "ovh/ovh", provider, stand, folder, Map.of()), score);
      for (var file : FILES) {
        resources.add("ovh/" + file, names);
      }
      resources.live();
    }
  }
}
