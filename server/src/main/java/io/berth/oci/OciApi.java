package io.berth.oci;

import static io.berth.identity.right.Permission.ARTIFACT_DELETE;
import static io.berth.identity.right.Permission.REPOSITORY_PULL;
import static io.berth.identity.right.Permission.REPOSITORY_PUSH;

import io.berth.catalog.Catalog;
import io.berth.catalog.Manifests;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.http.routing.Api;
import io.berth.http.routing.CallerFilter;
import io.berth.http.routing.Route;
import io.berth.identity.member.AccessPolicy;
import io.berth.identity.member.Actor;
import io.berth.ops.content.LinkedBlobs;
import io.berth.quota.QuotaLedger;
import io.berth.storage.BlobStore;
import java.util.List;
import java.util.Map;

/**
 * The route table of the OCI distribution specification, in its order
 * (docs/reference/contracts/oci.md#routes).
 */
public final class OciApi {
  private final OciAccess access;
  private final Catalog catalog;
  private final LinkedBlobs linked;
  private final BlobStore store;
  private final UploadIds uploadIds;
  private final QuotaLedger quotas;
  private final Manifests.Sparse sparse;
  private final TagEndpoints tags;
  private final ReferrerEndpoints referrers;
  private final CatalogEndpoints repositories;
  private final ExtensionEndpoints extensions;

  /**
   * @param store takes uploads
   * @param uploadIds names uploads
   * @param linked gives blobs
   * @param sparse whether manifests may be pushed without what they point at
   */
  public OciApi(
      Catalog catalog,
      BlobStore store,
      LinkedBlobs linked,
      QuotaLedger quotas,
      AccessPolicy policy,
      Manifests.Sparse sparse,
      UploadIds uploadIds) {
    this.access = new OciAccess(catalog.projects(), policy);
    var named = new RequestedRepository(catalog.repositories());
    this.catalog = catalog;
    this.linked = linked;
    this.store = store;
    this.uploadIds = uploadIds;
    this.quotas = quotas;
    this.sparse = sparse;
    this.tags = new TagEndpoints(named, catalog.tags());
    this.referrers = new ReferrerEndpoints(named, catalog.referrers());
    this.repositories = new CatalogEndpoints(catalog.repositories());
    this.extensions = new ExtensionEndpoints(named);
  }

  /**
   * The routes, for the server.
   *
   * @param callers finds out who calls
   * @param warning told to robots that end soon
   * @param audit told of what becomes of manifests
   * @param events told of what is pushed, deleted and refused
   * @param redirects which pulls are sent to the store
   */
  public Api<Actor> api(
      CallerFilter<Actor> callers,
      ExpiryWarning warning,
      ContentAudit audit,
      ContentEvents events,
      BlobRedirects redirects) {
    var named = new RequestedRepository(catalog.repositories());
    var uploads = new UploadEndpoints(access, catalog, store, linked, quotas, uploadIds, events);
    var manifests = new ManifestEndpoints(named, catalog, quotas, sparse, access::mayPush, events);
    var blobs = new BlobEndpoints(named, catalog.blobs(), linked, access::mayPush, redirects);
    return new Api<>(
            "oci",
            Api.Surface.REGISTRY,
            List.of("/v2"),
            routes(audit, blobs, manifests, uploads),
            new OciError(),
            callers.answering((actor, response) -> warning.add(actor, versioned(response))),
            Long.MAX_VALUE)
        .ofContent();
  }

  private List<Route<Actor>> routes(
      ContentAudit audit,
      BlobEndpoints blobs,
      ManifestEndpoints manifests,
      UploadEndpoints uploads) {
    var known = access.signedIn();
    var pull = access.repository(REPOSITORY_PULL);
    var push = access.repository(REPOSITORY_PUSH);
    var delete = access.repository(ARTIFACT_DELETE);
    var blob = "/v2/{name+}/blobs/{digest}";
    var manifest = "/v2/{name+}/manifests/{reference}";
    var upload = "/v2/{name+}/blobs/uploads/{id}";
    return List.of(
        Route.get("/v2/").asks(known).by(OciApi::version),
        Route.get("/v2").asks(known).by(OciApi::version),
        Route.get("/v2/_catalog").asks(access.catalog()).by(repositories::list),
        Route.get("/v2/_oci/ext/discover").asks(known).by(extensions::ofRegistry),
        Route.get("/v2/{name+}/_oci/ext/discover").asks(pull).by(extensions::ofRepository),
        // Not from memory: each answer about a blob looks at its file.
        Route.get(blob).asks(pull).by(blobs::get),
        Route.delete(blob).asks(delete).by(blobs::delete),
        Route.get(manifest)
            .asks(access.manifest(REPOSITORY_PULL))
            .audited(audit.pull())
            .fromMemory(manifests::fromMemory)
            .by(manifests::get),
        Route.put(manifest)
            .asks(access.manifest(REPOSITORY_PUSH))
            .audited(audit.push())
            .by(manifests::put),
        Route.delete(manifest)
            .asks(access.manifest(ARTIFACT_DELETE))
            .audited(audit.delete())
            .by(manifests::delete),
        Route.post("/v2/{name+}/blobs/uploads/")
            .asks(push)
            .fromMemory(uploads::begunFromMemory)
            .by(uploads::post),
        Route.post("/v2/{name+}/blobs/uploads")
            .asks(push)
            .fromMemory(uploads::begunFromMemory)
            .by(uploads::post),
        Route.get(upload).asks(push).by(uploads::status),
        Route.patch(upload).asks(push).by(uploads::patch),
        Route.put(upload).asks(push).by(uploads::put),
        Route.delete(upload).asks(push).by(uploads::cancel),
        Route.get("/v2/{name+}/tags/list").asks(pull).by(tags::list),
        Route.get("/v2/{name+}/referrers/{digest}").asks(pull).by(referrers::list));
  }

  /** Every answer says which API it is of. */
  private static Response versioned(Response response) {
    var name = "Docker-Distribution-Api-Version";
    return response.firstHeader(name) == null ? response.header(name, "registry/2.0") : response;
  }

  private static Response version(Request request) {
    return Response.json(200, Map.of());
  }
}
