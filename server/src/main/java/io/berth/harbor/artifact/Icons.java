package io.berth.harbor.artifact;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.berth.content.Digest;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.harbor.request.HarborAccess;
import io.berth.harbor.request.HarborAudit;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Access;
import io.berth.http.routing.Route;
import io.berth.identity.member.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pictures of the kinds of artifacts, which artifacts name by digest. */
public final class Icons {
  private static final String TYPE = "image/svg+xml";
  private static final String UNKNOWN = "unknown";

  /** Files by digest, and digests by file. */
  private static final Map<String, byte[]> CONTENT = new LinkedHashMap<>();

  private static final Map<String, String> DIGESTS = new LinkedHashMap<>();

  static {
    for (var name : List.of("image", "chart", "signature", "sbom", UNKNOWN)) {
      var content = read(name);
      var digest = Digest.of(Digest.Algorithm.SHA256, content).toString();
      CONTENT.put(digest, content);
      DIGESTS.put(name, digest);
    }
  }

  private record Icon(String content, @JsonProperty("content-type") String contentType) {}

  public List<Route<Actor>> routes(HarborAccess access, HarborAudit audit) {
    Access<Actor, Actor> open = Access.open("pictures that are in the program");
    return List.of(Route.get("/icons/{digest}").asks(open).by(Icons::get));
  }

  /**
   * The digest of the picture for a type of artifact or accessory; "" for an accessory of no known
   * type, as Harbor has it.
   */
  static String of(String type) {
    var name =
        switch (type) {
          case "IMAGE", ArtifactType.NYDUS -> "image";
          case "CHART" -> "chart";
          case ArtifactType.COSIGN, ArtifactType.NOTATION -> "signature";
          case "SBOM", ArtifactType.SBOM -> "sbom";
          case ArtifactType.ANY -> "";
          default -> UNKNOWN;
        };
    return DIGESTS.getOrDefault(name, "");
  }

  private static Response get(Request request, Actor caller) {
    var content = CONTENT.get(request.param("digest"));
    if (content == null) {
      throw FaultException.notFound(
          Fault.Thing.OTHER, "the icon " + request.param("digest") + " not found");
    }
    return Response.json(200, new Icon(Base64.getEncoder().encodeToString(content), TYPE));
  }

  private static byte[] read(String name) {
    try (var in = Icons.class.getResourceAsStream("/icons/" + name + ".svg")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
