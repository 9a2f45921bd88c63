package io.berth.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.berth.catalog.Referrers;
import io.berth.content.Digest;
import io.berth.content.MediaType;
import io.berth.http.message.Json;
import io.berth.http.message.LinkHeader;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which manifests refer to one (OCI distribution spec, endpoint end-12). An unknown repository or
 * subject has none; it is never an error.
 */
final class ReferrerEndpoints {
  /** Clients read no more than 4 MiB of metadata at once. */
  private static final int PAGE_CHARACTERS = 3 << 20;

  private record Index(int schemaVersion, String mediaType, List<Entry> manifests) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  private record Entry(
      String mediaType,
      long size,
      String digest,
      @Nullable String artifactType,
      Map<String, String> annotations) {}

  private static final Referrers.Written NONE = new Referrers.Written(index(List.of()), null, 0);

  private final RequestedRepository repositories;
  private final Referrers referrers;

  ReferrerEndpoints(RequestedRepository repositories, Referrers referrers) {
    this.repositories = repositories;
    this.referrers = referrers;
  }

  Response list(Request request, OciTarget target) {
    var subject = Digest.parse(request.param("digest"));
    var type = request.query("artifactType");
    var found =
        repositories
            .find(target)
            .map(
                repository ->
                    referrers.written(
                        repository.id(),
                        subject,
                        type,
                        ListLimit.last(request),
                        PAGE_CHARACTERS,
                        ReferrerEndpoints::index))
            .orElse(NONE);
    var response = Response.bytes(200, MediaType.OCI_INDEX, found.bytes());
    response.header("X-Total-Count", Long.toString(found.total()));
    if (type != null) {
      response.header("OCI-Filters-Applied", "artifactType");
    }
    return found.next() == null
        ? response
        : response.header("Link", next(request, type, found.next()));
  }

  private static byte[] index(List<Referrers.Referrer> referrers) {
    var entries =
        referrers.stream()
            .map(
                r ->
                    new Entry(
                        r.mediaType(),
                        r.size(),
                        r.digest().toString(),
                        r.artifactType(),
                        r.annotations()))
            .toList();
    return Json.bytes(new Index(2, MediaType.OCI_INDEX, entries));
  }

  private static String next(Request request, @Nullable String type, Digest last) {
    var query = new LinkedHashMap<String, String>();
    if (type != null) {
      query.put("artifactType", type);
    }
    query.put("last", last.toString());
    return new LinkHeader().add("next", request.rawPath(), query).value();
  }
}
