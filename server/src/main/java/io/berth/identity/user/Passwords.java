package io.berth.identity.user;

import io.berth.fault.Fault;
import io.berth.fault.FaultException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id (RFC 9106) in PHC strings. Each computation takes 19 MiB and a processor for some
 * milliseconds, so only a few run at once. The others wait, but neither many nor for long: a flood
 * of sign-ins is told to come back later and costs the server neither its memory nor its
 * processors.
 */
public final class Passwords {
  private static final int LANES = 1;
  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  /** Who comes when so many wait already is refused at once. */
  private static final int LONGEST_QUEUE = 64;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** What one computation takes. */
  public record Cost(int memoryKib, int passes) {
    /** The least that OWASP's Password Storage Cheat Sheet names for Argon2id. */
    public static final Cost USUAL = new Cost(19_456, 2);
  }

  private final SecureRandom random;
  private final Cost cost;
  private final Semaphore places;

  /** Of the same cost as every other, and of no password. */
  private final String nobody;

  /**
   * @param concurrent how many computations may run at once
   */
  public Passwords(SecureRandom random, int concurrent) {
    this(random, concurrent, Cost.USUAL);
  }

  /**
   * @param concurrent how many computations may run at once
   * @param cost of what is hashed from now on; a hash that is stored says its own
   */
  public Passwords(SecureRandom random, int concurrent, Cost cost) {
    this.random = random;
    this.cost = cost;
    this.places = new Semaphore(concurrent, true);
    this.nobody =
        "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(cost.memoryKib(), cost.passes(), LANES, "A".repeat(22), "A".repeat(43));
  }

  /**
   * The PHC string to store.
   *
   * @throws FaultException TooManyRequests when too many others wait
   */
  public String hash(String password) {
    var salt = new byte[SALT];
    random.nextBytes(salt);
    var hash = compute(password, salt, cost.memoryKib(), cost.passes(), LANES, HASH);
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.passes(),
            LANES,
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  /**
   * Whether the password is the hashed one, in time that does not depend on where they differ.
   *
   * @param stored null when there is no such user: false, but only after the same work, so that the
   *     time does not tell which names exist
   * @throws FaultException TooManyRequests when too many others wait
   */
  public boolean verify(String password, @Nullable String stored) {
    var phc = PHC.matcher(stored == null ? nobody : stored);
    if (!phc.matches()) {
      return false;
    }
    var expected = Base64.getDecoder().decode(phc.group(5));
    var actual =
        compute(
            password,
            Base64.getDecoder().decode(phc.group(4)),
            Integer.parseInt(phc.group(1)),
            Integer.parseInt(phc.group(2)),
            Integer.parseInt(phc.group(3)),
            expected.length);
    return MessageDigest.isEqual(expected, actual) && stored != null;
  }

  private byte[] compute(
      String password, byte[] salt, int memory, int passes, int lanes, int length) {
    var hash = new byte[length];
    takePlace();
    try {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memory)
              .withIterations(passes)
              .withParallelism(lanes)
              .withSalt(salt)
              .build());
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    } finally {
      places.release();
    }
    return hash;
  }

  private void takePlace() {
    try {
      if (places.getQueueLength() < LONGEST_QUEUE
          && places.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new FaultException(
        new Fault.TooManyRequests(
            Duration.ofSeconds(5), "too many people sign in at this moment; try again soon"));
  }
}
