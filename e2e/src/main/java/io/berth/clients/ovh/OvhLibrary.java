package io.berth.clients.ovh;

import io.berth.clients.NotHere;
import io.berth.clients.Program;
import io.berth.clients.Score;
import io.berth.clients.Stand;
import io.berth.clients.Tools;
import io.berth.clients.ovh.OvhClient.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * One of OVHcloud's client libraries, signing its calls over TLS, through the whole control API.
 *
 * @param starter finds the library and says which words start the program that calls it
 */
public record OvhLibrary(String name, String version, Library credentials, Starter starter)
    implements Program {
  private static final String GO_OVH = "v1.9.0";
  private static final String PYTHON_OVH = "1.2.0";
  private static final String NPM_OVH = "2.0.3";
  private static final String NODE_OVH = "3.0.0";

  /**
   * The program's words, and variables of its own.
   *
   * @param signsSignIn whether it signs paths with {@code /auth} in it, which npm's never do
   */
  record Start(List<String> words, Map<String, String> variables, boolean signsSignIn) {}

  /** Finds or installs. */
  interface Starter {
    Start find(Tools tools) throws NotHere, IOException;
  }

  /** All of them. */
  public static List<Program> all() {
    return List.of(
        new OvhLibrary("go-ovh", GO_OVH, Library.OVH, OvhLibrary::go),
        new OvhLibrary("python-ovh", PYTHON_OVH, Library.OVH, OvhLibrary::python),
        new OvhLibrary("npm-ovh", NPM_OVH, Library.OVH, tools -> node(tools, "ovh", NPM_OVH)),
        new OvhLibrary(
            "node-ovh",
            NODE_OVH,
            Library.NODE_OVH,
            tools -> node(tools, "@ovhcloud/node-ovh", NODE_OVH)),
        new OvhLibrary(
            "node-ovh-oauth2",
            NODE_OVH,
            Library.NODE_OVH_OAUTH2,
            tools -> node(tools, "@ovhcloud/node-ovh", NODE_OVH)));
  }

  private static Start go(Tools tools) throws NotHere {
    var source = Path.of(OvhClient.script("go-ovh"));
    return new Start(List.of(tools.goBuild("go-ovh", source, GO_OVH).toString()), Map.of(), true);
  }

  private static Start python(Tools tools) throws NotHere {
    var python = tools.python("ovh", PYTHON_OVH);
    return new Start(List.of(python.toString(), OvhClient.script("ovh_calls.py")), Map.of(), true);
  }

  /** A module's imports are looked for beside it, so our lines go where the package is. */
  private static Start node(Tools tools, String module, String version)
      throws NotHere, IOException {
    var folder = tools.npm(module, version);
    var script = folder.resolve("ovh.mjs");
    Files.copy(Path.of(OvhClient.script("ovh.mjs")), script, StandardCopyOption.REPLACE_EXISTING);
    return new Start(
        List.of(tools.program("node").toString(), script.toString()),
        Map.of("OVH_MODULE", module),
        false);
  }

  @Override
  public boolean isQuick() {
    return false;
  }

  @Override
  public void run(Tools tools, Score score) throws Exception {
    var start = starter.find(tools);
    score.version(version);
    try (var stand = Stand.of(name);
        var api =
            OvhClient.start(
                start.words(),
                start.variables(),
                stand.berth(),
                OvhClient.options(stand.berth(), credentials))) {
      new OvhCalls(api, stand.berth().bootstrap(), score).run(start.signsSignIn());
    }
  }
}
