package io.berth.oci;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.berth.content.Digest;
import io.berth.secret.Vault;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Ids of uploads, which carry what would else have to be stored before the first byte: 16 random
 * bytes, the second they were made in, a byte of flags, and the first 11 bytes of a code over all
 * that and the repository (HMAC-SHA-256 under the master key), in hexadecimal. So every server
 * knows an upload by its address, nobody can make one up or take it to another repository, and
 * beginning one writes nothing (docs/adr/0056-uploads-without-rows.md).
 */
public final class UploadIds {
  private static final String PLACE = "oci.upload";
  private static final int RANDOM = 16;
  private static final int PLAIN = RANDOM + Integer.BYTES + 1;
  private static final int CODE = 11;
  private static final int BEGUN = 1;
  private static final int SHA512 = 2;
  private static final int REMEMBERED = 100_000;
  private static final HexFormat HEX = HexFormat.of();

  private final Vault vault;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Duration lifetime;

  /** Uploads that were ended here, by what the store called them. */
  private final Cache<String, Boolean> ended;

  /**
   * @param lifetime how long an address is good to which no byte is sent
   */
  public UploadIds(Vault vault, SecureRandom random, InstantSource clock, Duration lifetime) {
    this.vault = vault;
    this.random = random;
    this.clock = clock;
    this.lifetime = lifetime;
    this.ended =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(REMEMBERED)
            .expireAfterWrite(lifetime)
            .build();
  }

  /** A new one, which nobody can guess. */
  UploadId make(long repositoryId, Digest.Algorithm algorithm) {
    var secret = new byte[RANDOM];
    random.nextBytes(secret);
    return write(repositoryId, secret, (int) clock.instant().getEpochSecond(), false, algorithm);
  }

  /** The same upload, of which bytes are staged now. */
  UploadId begun(long repositoryId, UploadId id) {
    var plain = HEX.parseHex(id.text());
    return write(
        repositoryId,
        Arrays.copyOf(plain, RANDOM),
        ByteBuffer.wrap(plain).getInt(RANDOM),
        true,
        id.algorithm());
  }

  /**
   * Reads what a client sent; empty when it is no id of this repository's, when no byte came within
   * the lifetime, or when the upload was ended here before it had any.
   */
  Optional<UploadId> read(long repositoryId, String text) {
    if (text.length() != (PLAIN + CODE) * 2 || !text.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    var bytes = HEX.parseHex(text);
    var plain = Arrays.copyOf(bytes, PLAIN);
    if (!vault.isCode(
        PLACE, said(repositoryId, plain), Arrays.copyOfRange(bytes, PLAIN, bytes.length))) {
      return Optional.empty();
    }
    int flags = plain[PLAIN - 1];
    var id = id(HEX.formatHex(bytes), plain, flags);
    var made = Instant.ofEpochSecond(Integer.toUnsignedLong(ByteBuffer.wrap(plain).getInt(RANDOM)));
    boolean over =
        !id.isBegun()
            && (made.plus(lifetime).isBefore(clock.instant())
                || ended.getIfPresent(id.staged()) != null);
    return over ? Optional.empty() : Optional.of(id);
  }

  /**
   * The upload became a blob or was cancelled. Where bytes were staged the store knows that as
   * well; where there were none this server remembers it, and others take the address for a new
   * one.
   */
  void end(UploadId id) {
    ended.put(id.staged(), true);
  }

  private UploadId write(
      long repositoryId, byte[] secret, int second, boolean isBegun, Digest.Algorithm algorithm) {
    int flags = (isBegun ? BEGUN : 0) | (algorithm == Digest.Algorithm.SHA512 ? SHA512 : 0);
    var plain = ByteBuffer.allocate(PLAIN).put(secret).putInt(second).put((byte) flags).array();
    return id(HEX.formatHex(plain) + HEX.formatHex(code(repositoryId, plain)), plain, flags);
  }

  private static UploadId id(String text, byte[] plain, int flags) {
    return new UploadId(
        text,
        HEX.formatHex(plain, 0, RANDOM),
        (flags & BEGUN) != 0,
        (flags & SHA512) != 0 ? Digest.Algorithm.SHA512 : Digest.Algorithm.SHA256);
  }

  private byte[] code(long repositoryId, byte[] plain) {
    return Arrays.copyOf(vault.code(PLACE, said(repositoryId, plain)), CODE);
  }

  private static byte[] said(long repositoryId, byte[] plain) {
    return ByteBuffer.allocate(PLAIN + Long.BYTES).put(plain).putLong(repositoryId).array();
  }
}
