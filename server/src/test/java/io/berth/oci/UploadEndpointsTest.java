package io.berth.oci;

import static io.berth.oci.BlobEndpointsTest.bytes;
import static io.berth.oci.BlobEndpointsTest.header;
import static io.berth.oci.BlobEndpointsTest.text;
import static io.berth.oci.OciClient.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.berth.content.Digest;
import io.berth.identity.setting.RegistrySettings;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OCI distribution spec, pushing blobs: docs/reference/contracts/oci.md#uploads. */
final class UploadEndpointsTest {
  private static final byte[] BYTES = bytes(3000);
  private static final Digest DIGEST = Digest.of(Digest.Algorithm.SHA256, BYTES);

  @TempDir Path folder = Path.of("");
  private OciServer server;

  @BeforeEach
  void start() throws IOException {
    server = new OciServer(folder);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void postThenPut() {
    var begun = post("");
    assertThat(begun.statusCode()).isEqualTo(202);
    assertThat(header(begun, "Range")).isEqualTo("0-0");
    assertThat(header(begun, "Docker-Upload-UUID")).isNotEmpty();

    var done = put(header(begun, "Location"), DIGEST, BYTES);
    assertThat(done.statusCode()).isEqualTo(201);
    assertThat(header(done, "Docker-Content-Digest")).isEqualTo(DIGEST.toString());
    assertThat(server.call("GET", header(done, "Location")).as("dev").send().body())
        .isEqualTo(BYTES);
  }

  @Test
  void anUploadThatFollowsAnotherBeginsFromMemoryAndEndsLikeAnyOther() {
    put(header(post(""), "Location"), DIGEST, BYTES);
    int before = server.handled.get();
    var begun = fromMemory("", "dev");
    assertThat(begun.statusCode()).isEqualTo(202);
    assertThat(header(begun, "Range")).isEqualTo("0-0");
    assertThat(server.handled).hasValue(before);

    var other = bytes(10);
    var done = put(header(begun, "Location"), Digest.of(Digest.Algorithm.SHA256, other), other);
    assertThat(done.statusCode()).isEqualTo(201);
  }

  @Test
  void whatMemoryDoesNotAnswerIsHandledAsAnyUpload() {
    put(header(post(""), "Location"), DIGEST, BYTES);
    int before = server.handled.get();
    assertThat(fromMemory("?mount=" + DIGEST, "dev").statusCode()).isEqualTo(201);
    assertThat(fromMemory("?digest-algorithm=md5", "dev").statusCode()).isEqualTo(400);
    assertThat(fromMemory("", "guest").statusCode()).isEqualTo(401);
    server.catalog.quotas().setHard(server.registry.id(), server.project("team").id(), 1);
    assertThat(fromMemory("", "dev").statusCode()).isEqualTo(403);
    assertThat(server.handled).hasValue(before + 4);
  }

  private HttpResponse<byte[]> fromMemory(String query, String caller) {
    return server
        .call("POST", "/v2/team/app/blobs/uploads/" + query)
        .as(caller)
        .header("From-Memory", "yes")
        .send();
  }

  @Test
  void aSinglePostIsEnough() {
    var done =
        server
            .call("POST", "/v2/team/app/blobs/uploads/?digest=" + DIGEST)
            .as("dev")
            .body(BYTES)
            .send();

    assertThat(done.statusCode()).isEqualTo(201);
    assertHeld();
  }

  @Test
  void aSinglePostOfOtherBytesIsRefused() {
    var done =
        server
            .call("POST", "/v2/team/app/blobs/uploads/?digest=" + DIGEST)
            .as("dev")
            .body(bytes(5))
            .send();

    assertThat(done.statusCode()).isEqualTo(400);
    assertThat(text(done)).contains("DIGEST_INVALID");
  }

  @Test
  void chunksWithRanges() {
    var location = header(post(""), "Location");
    var first = patch(location, "0-999", 0, 1000);
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(header(first, "Range")).isEqualTo("0-999");
    var second = patch(header(first, "Location"), "1000-1999", 1000, 2000);
    assertThat(header(second, "Range")).isEqualTo("0-1999");
    var last =
        server
            .call("PUT", header(second, "Location") + "?digest=" + DIGEST)
            .as("dev")
            .header("Content-Range", "2000-2999")
            .body(Arrays.copyOfRange(BYTES, 2000, 3000))
            .send();

    assertThat(last.statusCode()).isEqualTo(201);
    assertHeld();
  }

  @Test
  void aChunkOutOfOrderIsRefusedAndTheUploadGoesOn() {
    var location = header(post(""), "Location");
    patch(location, "0-999", 0, 1000);
    var wrong = patch(location, "2000-2999", 2000, 3000);
    assertThat(wrong.statusCode()).isEqualTo(416);
    assertThat(header(wrong, "Range")).isEqualTo("0-999");
    assertThat(header(wrong, "Location")).isEqualTo(location);
    var wrongPut =
        server
            .call("PUT", location + "?digest=" + DIGEST)
            .as("dev")
            .header("Content-Range", "2000-2999")
            .body(Arrays.copyOfRange(BYTES, 2000, 3000))
            .send();
    assertThat(wrongPut.statusCode()).isEqualTo(416);

    var status = server.call("GET", location).as("dev").send();
    assertThat(status.statusCode()).isEqualTo(204);
    assertThat(header(status, "Range")).isEqualTo("0-999");
    patch(location, "1000-2999", 1000, 3000);
    assertThat(put(location, DIGEST, new byte[0]).statusCode()).isEqualTo(201);
  }

  @Test
  void aStreamWithoutRangeAppends() {
    var location = header(post(""), "Location");
    server.call("PATCH", location).as("dev").body(Arrays.copyOf(BYTES, 1000)).send();
    server.call("PATCH", location).as("dev").body(Arrays.copyOfRange(BYTES, 1000, 3000)).send();

    assertThat(put(location, DIGEST, new byte[0]).statusCode()).isEqualTo(201);
    assertHeld();
  }

  @Test
  void aRangeThatContradictsTheLengthIsRefused() {
    var location = header(post(""), "Location");

    var wrong = patch(location, "0-99", 0, 1000);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(text(wrong)).contains("SIZE_INVALID");
    assertThat(patch(location, "nonsense", 0, 10).statusCode()).isEqualTo(400);
  }

  @Test
  void anEmptyBlobIsPushed() {
    for (var algorithm : Digest.Algorithm.values()) {
      var digest = Digest.of(algorithm, new byte[0]);
      assertThat(put(header(post(""), "Location"), digest, new byte[0]).statusCode())
          .isEqualTo(201);
      assertThat(server.call("GET", "/v2/team/app/blobs/" + digest).as("dev").send().statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void bytesOfAnotherDigestAreRefused() {
    var done = put(header(post(""), "Location"), DIGEST, bytes(7));

    assertThat(done.statusCode()).isEqualTo(400);
    assertThat(text(done)).contains("DIGEST_INVALID").contains(DIGEST.toString());
    assertThat(put(header(post(""), "Location"), null, BYTES).statusCode()).isEqualTo(400);
  }

  @Test
  void theSamePutAgainIsAnsweredAlike() {
    var location = header(post(""), "Location");
    var first = put(location, DIGEST, BYTES);
    var again = put(location, DIGEST, BYTES);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(header(again, "Location")).isEqualTo(header(first, "Location"));
    var other = Digest.of(Digest.Algorithm.SHA256, bytes(8));
    assertThat(put(location, other, bytes(8)).statusCode()).isEqualTo(404);
  }

  @Test
  void anAlgorithmIsAnnouncedAndOthersStillServe() {
    for (var asked : Digest.Algorithm.values()) {
      for (var named : Digest.Algorithm.values()) {
        var digest = Digest.of(named, BYTES);
        var begun = post("?digest-algorithm=" + asked.word());
        patch(header(begun, "Location"), "0-999", 0, 1000);
        var rest = Arrays.copyOfRange(BYTES, 1000, 3000);
        assertThat(put(header(begun, "Location"), digest, rest).statusCode()).isEqualTo(201);
      }
    }
    var unknown = post("?digest-algorithm=md5");
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(text(unknown)).contains("DIGEST_INVALID");
  }

  @Test
  void encodedBytesAreStoredAsTheyAre() {
    var done =
        server
            .call("PUT", header(post(""), "Location") + "?digest=" + DIGEST)
            .as("dev")
            .header("Content-Encoding", "gzip")
            .body(BYTES)
            .send();

    assertThat(done.statusCode()).isEqualTo(201);
    assertHeld();
  }

  @Test
  void anUploadIsCancelled() {
    var location = header(post(""), "Location");

    assertThat(server.call("DELETE", location).as("dev").send().statusCode()).isEqualTo(204);
    var after = server.call("GET", location).as("dev").send();
    assertThat(after.statusCode()).isEqualTo(404);
    assertThat(text(after)).contains("BLOB_UPLOAD_UNKNOWN");
  }

  @Test
  void anUploadBelongsToItsRepository() {
    server.push("team/other", bytes(12));
    var location = header(post(""), "Location").replace("team/app", "team/other");

    assertThat(put(location, DIGEST, BYTES).statusCode()).isEqualTo(404);
  }

  @Test
  void mountingNeedsPullRightsOnTheSource() {
    server.push("team/source", BYTES);
    server.push("hidden/source", BYTES);

    var mounted = post("?mount=" + DIGEST + "&from=team/source");
    assertThat(mounted.statusCode()).isEqualTo(201);
    assertThat(header(mounted, "Docker-Content-Digest")).isEqualTo(DIGEST.toString());
    assertHeld();

    var other = bytes(9);
    var otherDigest = server.push("hidden/source", other);
    var refused = post("?mount=" + otherDigest + "&from=hidden/source");
    assertThat(refused.statusCode()).isEqualTo(202);
    assertThat(put(header(refused, "Location"), otherDigest, other).statusCode()).isEqualTo(201);
  }

  @Test
  void aTokenForOneRepositoryMountsNothingFromAnother() {
    var digest = server.push("team/source", BYTES);
    for (var from : new String[] {"", "&from=team/source", "&from=team%2Fsource"}) {
      var query = "?mount=" + digest + from;
      for (var token : new String[] {"token-pull+push", "token-pull+push@team/other"}) {
        // Who says from where is told which token that takes.
        assertThat(postAs(token, query).statusCode())
            .as(from)
            .isEqualTo(from.isEmpty() ? 202 : 401);
      }
    }
    assertThat(postAs("token-pull+push", "?mount=" + digest + "&from=hidden/source").statusCode())
        .as("what another token would not reach either is a miss")
        .isEqualTo(202);
    var there = server.call("HEAD", "/v2/team/app/blobs/" + digest).as("dev").send();
    assertThat(there.statusCode()).isEqualTo(404);

    for (var from : new String[] {"&from=team/source", ""}) {
      assertThat(postAs("token-pull+push@team/source", "?mount=" + digest + from).statusCode())
          .as("with a token for both: %s", from)
          .isEqualTo(201);
    }
  }

  @Test
  void aMountWithoutSourceFindsOneTheCallerMayPull() {
    var hidden = server.push("hidden/source", bytes(11));
    assertThat(post("?mount=" + hidden).statusCode()).isEqualTo(202);

    server.push("open/source", bytes(11));
    assertThat(post("?mount=" + hidden).statusCode()).isEqualTo(201);
    assertThat(post("?mount=" + DIGEST + "&from=team/nowhere").statusCode()).isEqualTo(202);
  }

  @Test
  void aMountChallengeNamesBothRepositories() {
    var challenged =
        server
            .call("POST", "/v2/team/app/blobs/uploads/?mount=" + DIGEST + "&from=open/source")
            .send();

    assertThat(header(challenged, "WWW-Authenticate"))
        .contains("scope=\"repository:team/app:pull,push repository:open/source:pull\"");
  }

  @Test
  void pushingToAnUnknownProjectSaysSo() {
    var answer = server.call("POST", "/v2/nowhere/app/blobs/uploads/").as("admin").send();

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(text(answer)).contains("NAME_UNKNOWN").contains("create it before pushing");
  }

  @Test
  void whoMayNotCreateProjectsDoesNotLearnWhichThereAre() {
    for (var call : new String[] {"GET %s/tags/list", "POST %s/blobs/uploads/"}) {
      for (var caller : new String[] {"robot", "scoped", "anonymous-token"}) {
        var words = call.split(" ", 2);
        var hidden = ask(caller, words[0], words[1].formatted("/v2/hidden/app"));
        var absent = ask(caller, words[0], words[1].formatted("/v2/absent/app"));
        assertThat(hidden.statusCode()).as(caller).isEqualTo(401);
        assertThat(absent.statusCode()).as(caller).isEqualTo(401);
        assertThat(text(absent)).isEqualTo(text(hidden).replace("hidden", "absent"));
        assertThat(header(absent, "WWW-Authenticate"))
            .isEqualTo(header(hidden, "WWW-Authenticate").replace("hidden", "absent"));
      }
    }
    assertThat(ask("dev", "GET", "/v2/absent/app/tags/list").statusCode()).isEqualTo(404);
    server.settings.set(
        server.registry.id(),
        Map.of(RegistrySettings.Name.PROJECT_CREATION_RESTRICTION, "adminonly"));
    var refused = ask("guest", "GET", "/v2/absent/app/tags/list");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(ask("admin", "GET", "/v2/absent/app/tags/list").statusCode()).isEqualTo(404);
  }

  private HttpResponse<byte[]> ask(String caller, String method, String path) {
    return server.call(method, path).as(caller).send();
  }

  @Test
  void badNamesAreRefused() {
    for (var name : new String[] {"Team/app", "team/a__%5F_b"}) {
      var answer = server.call("POST", "/v2/" + name + "/blobs/uploads/").as("admin").send();
      assertThat(answer.statusCode()).as(name).isEqualTo(400);
      assertThat(text(answer)).contains("NAME_INVALID");
    }
  }

  /** Docker tries again for long at any other refusal. */
  @Test
  void aNameWithoutItsProjectIsUnknownWhoeverAsks() {
    for (var who : new String[] {"dev", "anonymous"}) {
      var answer = server.call("POST", "/v2/app/blobs/uploads/").as(who).send();
      assertRefused(answer, 404, "NAME_UNKNOWN");
      assertThat(text(answer)).contains("<project>/<repository>");
    }
  }

  /** Of whatever a client says of a source it does not know the state of. */
  @Test
  void aSourceThatIsNoRepositoryIsAMissAndTheUploadBegins() {
    for (var from : new String[] {"app", "Team/App", "", "team%2F", "nowhere/app", "team/none"}) {
      var answer =
          post("?mount=" + Digest.of(Digest.Algorithm.SHA256, new byte[3]) + "&from=" + from);
      assertThat(answer.statusCode()).as(from).isEqualTo(202);
      assertThat(header(answer, "Location")).as(from).isNotEmpty();
    }
  }

  @Test
  void expiredUploadsArePurged() throws IOException {
    var location = header(post(""), "Location");
    var begun = header(patch(location, "0-4", 0, 5), "Location");
    var later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));

    purge(Clock.systemUTC());
    assertThat(server.call("GET", begun).as("dev").send().statusCode()).isEqualTo(204);
    purge(later);
    assertThat(server.call("GET", begun).as("dev").send().statusCode()).isEqualTo(404);
  }

  private void purge(Clock clock) throws IOException {
    new ExpiredUploads(server.catalog.unpushed(), server.store, clock, Duration.ofHours(1)).purge();
  }

  private HttpResponse<byte[]> post(String query) {
    return postAs("dev", query);
  }

  private HttpResponse<byte[]> postAs(String caller, String query) {
    return server.call("POST", "/v2/team/app/blobs/uploads/" + query).as(caller).send();
  }

  private HttpResponse<byte[]> patch(String location, String range, int from, int to) {
    return server
        .call("PATCH", location)
        .as("dev")
        .header("Content-Range", range)
        .body(Arrays.copyOfRange(BYTES, from, to))
        .send();
  }

  private HttpResponse<byte[]> put(
      String location, @org.jspecify.annotations.Nullable Digest digest, byte[] bytes) {
    var query = digest == null ? "" : "?digest=" + digest;
    return server.call("PUT", location + query).as("dev").body(bytes).send();
  }

  private void assertHeld() {
    assertThat(server.call("GET", "/v2/team/app/blobs/" + DIGEST).as("dev").send().body())
        .isEqualTo(BYTES);
  }
}
