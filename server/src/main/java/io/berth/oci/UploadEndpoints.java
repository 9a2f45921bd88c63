package io.berth.oci;

import io.berth.catalog.Catalog;
import io.berth.catalog.Repository;
import io.berth.content.Digest;
import io.berth.content.RepositoryName;
import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import io.berth.http.message.Request;
import io.berth.http.message.Response;
import io.berth.ops.content.LinkedBlob;
import io.berth.ops.content.LinkedBlobs;
import io.berth.ops.gc.BlobCommits;
import io.berth.quota.QuotaLedger;
import io.berth.quota.UploadRoom;
import io.berth.storage.BlobStore;
import io.berth.storage.DamagedBlob;
import io.berth.storage.UploadSession;
import io.berth.storage.UploadSession.AppendResult;
import io.berth.storage.UploadSession.CommitResult;
import io.berth.tenant.CurrentRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Blob uploads: monolithic, chunked, streamed, mounted (OCI distribution spec, endpoints end-4 to
 * end-6, end-11, end-13, end-14; behaviours in docs/reference/contracts/oci.md#uploads).
 */
final class UploadEndpoints {
  private static final int MOUNT_CANDIDATES = 20;

  private final OciAccess access;
  private final Catalog catalog;
  private final RequestedRepository repositories;
  private final BlobStore store;
  private final LinkedBlobs linked;
  private final BlobCommits commits;
  private final QuotaLedger quotas;
  private final UploadIds ids;
  private final ContentEvents events;

  UploadEndpoints(
      OciAccess access,
      Catalog catalog,
      BlobStore store,
      LinkedBlobs linked,
      QuotaLedger quotas,
      UploadIds ids,
      ContentEvents events) {
    this.access = access;
    this.catalog = catalog;
    this.repositories = new RequestedRepository(catalog.repositories());
    this.events = events;
    this.store = store;
    this.linked = linked;
    this.commits = new BlobCommits(catalog, store);
    this.quotas = quotas;
    this.ids = ids;
  }

  /** The Range header of an upload: what is there. Zero bytes are written like one, by custom. */
  static String range(long size) {
    return "0-" + Math.max(0, size - 1);
  }

  Response post(Request request, OciTarget target) throws IOException {
    try {
      var mount = request.query("mount");
      var digest = request.query("digest");
      var algorithm = algorithm(request);
      if (mount != null) {
        var mounted = mount(request, target, Digest.parse(mount));
        if (mounted.isPresent()) {
          return mounted.get();
        }
      }
      var expected = mount == null && digest != null ? Digest.parse(digest) : null;
      var repository = repositories.obtain(target);
      quotas.requireRoom(CurrentRequest.currentRegistry(), repository.projectId());
      var id = ids.make(repository.id(), expected == null ? algorithm : expected.algorithm());
      if (expected == null) {
        return started(request, target, id, 0);
      }
      var session = begin(id);
      try {
        append(request, target, repository, id, session, ContentRange.of(request), 0);
        return commit(request, target, repository, id, session, expected);
      } finally {
        session.cancel();
        quotas.release(id.staged());
      }
    } catch (FaultException e) {
      throw events.refused(request, target, e);
    }
  }

  /**
   * An upload begins where there was one a moment ago, and as far as memory tells there is room.
   */
  Optional<Response> begunFromMemory(Request request, OciTarget target) {
    if (request.query("mount") != null
        || request.query("digest") != null
        || request.body().length() != 0) {
      return Optional.empty();
    }
    var algorithm = algorithm(request);
    return repositories
        .peek(target)
        .filter(it -> quotas.hadRoom(CurrentRequest.currentRegistry(), it.projectId()))
        .map(it -> started(request, target, ids.make(it.id(), algorithm), 0));
  }

  /** An upload that the client named. */
  private record Named(UploadId id, UploadSession session) {}

  /** Where its bytes are, or will be. */
  private UploadSession begin(UploadId id) throws IOException {
    var session = store().begin(id.staged());
    session.expect(id.algorithm());
    return session;
  }

  /** Of the registry's region. */
  private BlobStore store() {
    return store.part(CurrentRequest.currentRegistry().store());
  }

  private UploadRoom room(Repository repository, String id) {
    return quotas.open(CurrentRequest.currentRegistry(), repository.projectId(), id);
  }

  /** In which algorithm the upload will be named, as the client says it or as nearly all do. */
  private static Digest.Algorithm algorithm(Request request) {
    var asked = request.query("digest-algorithm");
    return asked == null
        ? Digest.Algorithm.SHA256
        : Digest.Algorithm.ofWord(asked)
            .orElseThrow(
                () ->
                    FaultException.invalid(
                        Fault.Part.DIGEST, "digest-algorithm must be sha256 or sha512"));
  }

  /**
   * A source that is no name, is not there or lacks the blob is a miss: an upload begins. A source
   * that only the token does not reach is none: clients keep the token of their first push, and
   * would send all over again what is there.
   */
  private Optional<Response> mount(Request request, OciTarget target, Digest digest)
      throws IOException {
    var from = request.query("from");
    var registry = CurrentRequest.currentRegistry();
    var named =
        from == null || from.isEmpty()
            ? Optional.<RepositoryName>empty()
            : RepositoryName.find(from);
    if (named.filter(it -> access.needsToken(target.actor(), it)).isPresent()) {
      throw FaultException.insufficient(
          "the token was not issued for pulling from " + from + ": ask for one with this scope");
    }
    var candidates =
        from == null || from.isEmpty()
            ? catalog.blobs().holders(registry.id(), digest, MOUNT_CANDIDATES)
            : named.stream().toList();
    for (var candidate : candidates) {
      var source = catalog.repositories().find(registry.id(), candidate);
      if (source.isPresent() && access.mayPull(target.actor(), candidate)) {
        var blob = linked.find(source.get().id(), digest);
        if (blob.isEmpty() || !isReadable(blob.get())) {
          continue;
        }
        var to = repositories.obtain(target);
        try (var _ = quotas.hold(registry, to.projectId(), digest, blob.get().size())) {
          if (catalog.blobs().mount(source.get().id(), to.id(), digest)) {
            return Optional.of(created(request, target, digest));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isReadable(LinkedBlob blob) throws IOException {
    try {
      return blob.isThere();
    } catch (DamagedBlob _) {
      return false;
    }
  }

  Response status(Request request, OciTarget target) throws IOException {
    var repository = repositories.require(target);
    var named = require(request, repository);
    var id = named.id();
    return Response.of(204)
        .header("Location", location(request, target, id.text()))
        .header("Range", range(named.session().size()))
        .header("Docker-Upload-UUID", id.text());
  }

  Response patch(Request request, OciTarget target) throws IOException {
    try {
      var repository = repositories.require(target);
      var named = require(request, repository);
      var id = named.id();
      var session = named.session();
      var range = ContentRange.of(request);
      append(request, target, repository, id, session, range, range.offsetOr(session.size()));
      session.keep();
      long size = session.size();
      return started(request, target, size > 0 ? ids.begun(repository.id(), id) : id, size);
    } catch (FaultException e) {
      throw events.refused(request, target, e);
    }
  }

  Response put(Request request, OciTarget target) throws IOException {
    try {
      var text = request.query("digest");
      if (text == null) {
        throw FaultException.invalid(
            Fault.Part.DIGEST, "the query parameter digest says what the upload must become");
      }
      var digest = Digest.parse(text);
      var repository = repositories.require(target);
      var found = find(request, repository);
      if (found.isEmpty()) {
        return committedBefore(request, target, repository, digest);
      }
      var id = found.get().id();
      var session = found.get().session();
      session.expect(digest.algorithm());
      var range = ContentRange.of(request);
      if (request.body().length() != 0 || range.present()) {
        append(request, target, repository, id, session, range, range.offsetOr(session.size()));
      }
      return commit(request, target, repository, id, session, digest);
    } catch (FaultException e) {
      throw events.refused(request, target, e);
    }
  }

  /**
   * A client that did not get the first answer asks again: what it wants is there, so it is told
   * so, whoever brought it there.
   */
  private Response committedBefore(
      Request request, OciTarget target, Repository repository, Digest digest) {
    if (catalog.blobs().mount(repository.id(), repository.id(), digest)) {
      return created(request, target, digest);
    }
    throw unknown();
  }

  Response cancel(Request request, OciTarget target) throws IOException {
    var named = require(request, repositories.require(target));
    var id = named.id();
    named.session().cancel();
    ids.end(id);
    quotas.release(id.staged());
    return Response.of(204).header("Docker-Upload-UUID", id.text());
  }

  private Named require(Request request, Repository repository) throws IOException {
    return find(request, repository).orElseThrow(UploadEndpoints::unknown);
  }

  /** The upload that the path names, if it runs. */
  private Optional<Named> find(Request request, Repository repository) throws IOException {
    var read = ids.read(repository.id(), request.param("id"));
    if (read.isEmpty()) {
      return Optional.empty();
    }
    var id = read.get();
    if (!id.isBegun()) {
      return Optional.of(new Named(id, begin(id)));
    }
    var session = store().resume(id.staged());
    session.ifPresent(it -> it.expect(id.algorithm()));
    return session.map(it -> new Named(id, it));
  }

  private void append(
      Request request,
      OciTarget target,
      Repository repository,
      UploadId id,
      UploadSession session,
      ContentRange range,
      long offset)
      throws IOException {
    var body = request.body();
    range.checkLength(body.length());
    try (var room = room(repository, session.id())) {
      try {
        var bytes = room.admit(offset, body.length(), body.stream());
        check(session.append(offset, bytes), request, target, id, offset);
      } finally {
        room.keep(session.size());
      }
    }
  }

  private static void check(
      AppendResult result, Request request, OciTarget target, UploadId id, long offset) {
    switch (result) {
      case AppendResult.Appended _ -> {}
      case AppendResult.Over _ -> throw unknown();
      case AppendResult.OutOfOrder out ->
          throw new FaultException(
              new Fault.UploadOutOfOrder(
                  location(request, target, id.text()),
                  id.text(),
                  out.size(),
                  "the upload stands at byte " + out.size() + ", not at " + offset));
    }
  }

  private Response commit(
      Request request,
      OciTarget target,
      Repository repository,
      UploadId id,
      UploadSession session,
      Digest digest)
      throws IOException {
    try (var room = room(repository, session.id())) {
      var size = session.size();
      room.keep(size);
      room.grow(size);
      var response =
          switch (commits.commit(
              CurrentRequest.currentRegistry().store(), repository.id(), session, digest)) {
            case CommitResult.Committed _ -> created(request, target, digest);
            case CommitResult.DigestMismatch other ->
                throw FaultException.invalid(
                    Fault.Part.DIGEST,
                    "the bytes received have the digest " + other.actual() + ", not " + digest);
            case CommitResult.Over _ -> committedBefore(request, target, repository, digest);
          };
      ids.end(id);
      quotas.release(session.id());
      return response;
    }
  }

  private static Response started(Request request, OciTarget target, UploadId id, long size) {
    return Response.of(202)
        .header("Location", location(request, target, id.text()))
        .header("Range", range(size))
        .header("Docker-Upload-UUID", id.text());
  }

  private static Response created(Request request, OciTarget target, Digest digest) {
    return Response.of(201)
        .header("Location", request.baseUrl() + "/v2/" + target.name() + "/blobs/" + digest)
        .header("Docker-Content-Digest", digest.toString());
  }

  private static String location(Request request, OciTarget target, String id) {
    return request.baseUrl() + "/v2/" + target.name() + "/blobs/uploads/" + id;
  }

  private static FaultException unknown() {
    return FaultException.notFound(
        Fault.Thing.UPLOAD, "this upload is unknown, finished or expired: begin a new one");
  }
}
