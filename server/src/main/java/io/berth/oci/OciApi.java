package io.berth.oci;

import static io.berth.identity.Permission.ARTIFACT_DELETE;
import static io.berth.identity.Permission.REPOSITORY_PULL;
import static io.berth.identity.Permission.REPOSITORY_PUSH;

import io.berth.catalog.Catalog;
import io.berth.catalog.Manifests;
import io.berth.http.Api;
import io.berth.http.Filter;
import io.berth.http.FromMemory;
import io.berth.http.Handler;
import io.berth.http.Request;
import io.berth.http.Response;
import io.berth.http.Route;
import io.berth.identity.AccessPolicy;
import io.berth.ops.QuotaLedger;
import io.berth.ops.content.LinkedBlobs;
import io.berth.storage.BlobStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The route table of the OCI distribution specification, in its order
 * (docs/reference/contracts/oci.md#routes).
 */
public final class OciApi {
  private final Filter actor;
  private final OciAccess access;
  private final BlobEndpoints blobs;
  private final UploadEndpoints uploads;
  private final ManifestEndpoints manifests;
  private final TagEndpoints tags;
  private final ReferrerEndpoints referrers;
  private final CatalogEndpoint catalog;
  private final ExtensionEndpoint extensions;

  /**
   * @param store takes uploads
   * @param linked gives blobs
   * @param actor resolves the caller of each request
   * @param sparse whether manifests may be pushed without what they point at
   */
  public OciApi(
      Catalog catalog,
      BlobStore store,
      LinkedBlobs linked,
      QuotaLedger quotas,
      AccessPolicy policy,
      Filter actor,
      Manifests.Sparse sparse) {
    this.actor = actor;
    this.access = new OciAccess(catalog.projects(), policy);
    var named = new NamedRepository(catalog.repositories());
    this.blobs = new BlobEndpoints(named, catalog.blobs(), linked, access::mayPush);
    this.uploads = new UploadEndpoints(access, catalog, store, quotas);
    this.manifests = new ManifestEndpoints(named, catalog, quotas, sparse, access::mayPush);
    this.tags = new TagEndpoints(named, catalog.tags());
    this.referrers = new ReferrerEndpoints(named, catalog.referrers());
    this.catalog = new CatalogEndpoint(catalog.repositories());
    this.extensions = new ExtensionEndpoint(named);
  }

  /** The routes, for the server. */
  public Api api() {
    var pull = access.repository(REPOSITORY_PULL);
    var push = access.repository(REPOSITORY_PUSH);
    var delete = access.repository(ARTIFACT_DELETE);
    var routes =
        List.of(
            Route.get("/v2/", access.signedIn(), OciApi::version),
            Route.get("/v2", access.signedIn(), OciApi::version),
            Route.get("/v2/_catalog", access.catalog(), catalog::list),
            Route.get("/v2/_oci/ext/discover", access.signedIn(), extensions::ofRegistry),
            Route.get("/v2/{name+}/_oci/ext/discover", pull, extensions::ofRepository),
            // Not from memory: each answer about a blob looks at its file.
            Route.get("/v2/{name+}/blobs/{digest}", pull, blobs::get),
            Route.delete("/v2/{name+}/blobs/{digest}", delete, blobs::delete),
            Route.get("/v2/{name+}/manifests/{reference}", pull, manifests::get)
                .fromMemory(manifests::fromMemory),
            Route.put("/v2/{name+}/manifests/{reference}", push, manifests::put),
            Route.delete("/v2/{name+}/manifests/{reference}", delete, manifests::delete),
            Route.post("/v2/{name+}/blobs/uploads/", push, uploads::post),
            Route.post("/v2/{name+}/blobs/uploads", push, uploads::post),
            Route.get("/v2/{name+}/blobs/uploads/{id}", push, uploads::status),
            Route.patch("/v2/{name+}/blobs/uploads/{id}", push, uploads::patch),
            Route.put("/v2/{name+}/blobs/uploads/{id}", push, uploads::put),
            Route.delete("/v2/{name+}/blobs/uploads/{id}", push, uploads::cancel),
            Route.get("/v2/{name+}/tags/list", pull, tags::list),
            Route.get("/v2/{name+}/referrers/{digest}", pull, referrers::list));
    return new Api(
            "oci",
            Api.Surface.REGISTRY,
            List.of("/v2"),
            routes,
            new OciError(),
            actor.outside(new Versioned()),
            Long.MAX_VALUE)
        .ofContent();
  }

  /** Says the version of the API with each answer. */
  private static final class Versioned implements Filter {
    private static final String NAME = "Docker-Distribution-Api-Version";

    @Override
    public Response around(Request request, Handler next) throws Exception {
      return versioned(next.handle(request));
    }

    @Override
    public Optional<Response> aroundMemory(Request request, FromMemory next) {
      return next.answer(request).map(Versioned::versioned);
    }

    private static Response versioned(Response response) {
      return response.firstHeader(NAME) == null ? response.header(NAME, "registry/2.0") : response;
    }
  }

  private static Response version(Request request) {
    return Response.json(200, Map.of());
  }
}
