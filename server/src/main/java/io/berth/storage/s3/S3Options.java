package io.berth.storage.s3;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an object store is used.
 *
 * @param keys absent to take what the AWS chain finds: variables, profiles, the machine's role
 * @param spool a folder on a local disk, for the parts that are on their way: up to twice {@link
 *     ObjectWriter#PART} for each upload that runs
 * @param patience how long a silence of the store is waited for; a request with its tries takes at
 *     most three times as long
 */
public record S3Options(S3Address address, Optional<S3Keys> keys, Path spool, Duration patience) {
  public static final Duration USUAL_PATIENCE = Duration.ofSeconds(15);
}
