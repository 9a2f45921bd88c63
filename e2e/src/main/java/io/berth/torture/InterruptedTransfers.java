package io.berth.torture;

import io.berth.client.Answer;
import io.berth.client.Body;
import io.berth.client.Connection;
import io.berth.client.Content;
import io.berth.client.Endpoint;
import io.berth.client.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/**
 * R12. Connections are cut at random bytes of PATCH, PUT and GET; the client asks for the upload's
 * status, or for a range, and goes on. The result is the same as without a cut, and a wrong offset
 * is refused without harm to the session.
 */
final class InterruptedTransfers implements Experiment {
  private static final int SENDERS = 4;
  private static final int CUTS = 4;
  private static final int RETRIES = 200;

  @Override
  public String id() {
    return "R12";
  }

  @Override
  public String title() {
    return "interrupted transfers";
  }

  @Override
  public int weight() {
    return 5;
  }

  @Override
  public void run(Arena arena, Tally tally) throws Exception {
    var project = arena.project("cut");
    var randoms = new Random[SENDERS];
    Arrays.setAll(randoms, i -> arena.random());
    Crew.run(
        SENDERS,
        member -> {
          var repository = arena.tenant().repository(project + "/r" + member);
          try (var _ = repository.client()) {
            int rounds = 0;
            while (rounds == 0 || arena.hasTime()) {
              rounds++;
              var bytes = new byte[1 + randoms[member].nextInt(arena.size(1 << 20, 16 << 20))];
              randoms[member].nextBytes(bytes);
              new Transfer(repository, bytes, randoms[member], tally).run();
            }
          }
        });
    tally.note("%d senders, %d cuts each way".formatted(SENDERS, CUTS));
  }

  /** One blob's way in and out. */
  private record Transfer(Repository repository, byte[] bytes, Random random, Tally tally) {

    void run() throws IOException {
      tally.attempt();
      var digest = Content.digest(bytes);
      var location = repository.location();
      for (int cut = 0; cut < CUTS; cut++) {
        int offset = offset(location);
        refuseWrongOffset(location, offset);
        cutOff("PATCH", location, offset);
      }
      if (random.nextBoolean()) {
        location = complete(location);
      }
      cutOff("PUT", Repository.closing(location, digest), offset(location));
      finish(location, digest);
      tally.acknowledge();
      if (Arrays.equals(download(digest), bytes)) {
        tally.verify();
      } else {
        tally.lose(digest + " came back different");
      }
    }

    private Answer status(String location) throws IOException {
      return repository.client().get(location);
    }

    /** Zero bytes and one byte look the same by custom; both are where the first byte is taken. */
    private int offset(String location) throws IOException {
      int last = last(status(location).must(204));
      return last == 0 ? 0 : last + 1;
    }

    private static int last(Answer answer) {
      return Integer.parseInt(answer.header("Range").replaceFirst("^0-", ""));
    }

    private void refuseWrongOffset(String location, int offset) throws IOException {
      int wrong = offset + 1 + random.nextInt(1_000);
      var answer = repository.patch(location, Body.of(new byte[5]), range(wrong, 5));
      tally.check(answer.status() == 416, "wrong offset is answered " + answer.status());
    }

    private static String range(int from, int count) {
      return "Content-Range: " + from + "-" + (from + count - 1);
    }

    private void cutOff(String method, String target, int offset) throws IOException {
      int count = bytes.length - offset;
      if (count <= 0) {
        return;
      }
      try (var connection = Connection.open(repository.client().endpoint())) {
        var rest = Arrays.copyOfRange(bytes, offset, bytes.length);
        connection.write(
            connection.head(
                method,
                target,
                Body.of(rest),
                range(offset, count),
                repository.client().credentials()));
        connection.write(Arrays.copyOf(rest, random.nextInt(count)));
      }
    }

    /**
     * Sends the rest from where the server says it stands. What was cut may still be arriving from
     * the server's socket: then it says 416 and where it stands by now.
     */
    private String complete(String location) throws IOException {
      int offset = offset(location);
      for (int attempt = 0; attempt < RETRIES; attempt++) {
        if (offset >= bytes.length) {
          return location;
        }
        var rest = Arrays.copyOfRange(bytes, offset, bytes.length);
        var answer = repository.patch(location, Body.of(rest), range(offset, rest.length));
        if (answer.status() == 202) {
          return Endpoint.path(answer.header("Location"));
        }
        answer.must(416);
        int last = last(answer);
        offset = last == 0 && offset != 0 ? 0 : last == 0 ? 1 : last + 1;
      }
      throw new IOException("never at the offset the server names");
    }

    private void finish(String location, String digest) throws IOException {
      for (int attempt = 0; attempt < RETRIES; attempt++) {
        var at = complete(location);
        var answer = repository.finish(at, digest, Body.of(new byte[0]));
        if (answer.status() == 201) {
          return;
        }
        if (repository.headBlob(digest).status() == 200) {
          return; // The PUT that was cut had all it needed.
        }
        answer.must(400); // Bytes of the cut PUT were still arriving.
      }
      throw new IOException("cannot finish the upload");
    }

    private byte[] download(String digest) throws IOException {
      var got = new ByteArrayOutputStream();
      for (int cut = 0; cut < CUTS && got.size() < bytes.length; cut++) {
        try (var connection = Connection.open(repository.client().endpoint())) {
          connection.send(
              "GET",
              path(digest),
              Body.NONE,
              wanted(got.size()),
              repository.client().credentials());
          connection.readHead();
          got.writeBytes(
              connection.input().readNBytes(random.nextInt(bytes.length - got.size() + 1)));
        }
      }
      if (got.size() < bytes.length) {
        var rest = repository.client().get(path(digest), wanted(got.size())).must(206);
        var said = "bytes %d-%d/%d".formatted(got.size(), bytes.length - 1, bytes.length);
        tally.check(
            rest.header("Content-Range").equals(said),
            "Content-Range is " + rest.header("Content-Range"));
        got.writeBytes(rest.body());
      }
      return got.toByteArray();
    }

    private String path(String digest) {
      return "/v2/" + repository.name() + "/blobs/" + digest;
    }

    private static String wanted(int from) {
      return "Range: bytes=" + from + "-";
    }
  }
}
