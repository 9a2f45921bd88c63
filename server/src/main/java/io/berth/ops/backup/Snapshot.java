package io.berth.ops.backup;

import java.util.List;

/**
 * One state of a server in a place of backups, as {@code snapshots/NAME/snapshot.json} describes
 * it. The file is written last: a snapshot without it was never finished.
 *
 * @param format of the files of a backup; another one is not read
 * @param name when it was taken, such as {@code 2026-12-01T040000Z}
 * @param version of the program that took it
 * @param schema the number of the last migration of its tables
 * @param masterKey the fingerprint of the key that its sealed columns are under
 * @param hasSecrets whether that key, the local authority and the credentials of the first start
 *     are in it, sealed
 * @param databaseSha256 of the file {@code database} before it was sealed, in hexadecimal
 * @param blobs how many it names
 * @param bytes how many these have
 * @param missing digests of blobs whose bytes the server itself did not have
 */
public record Snapshot(
    int format,
    String name,
    String version,
    int schema,
    String masterKey,
    boolean hasSecrets,
    String databaseSha256,
    long blobs,
    long bytes,
    List<String> missing) {

  static final int FORMAT = 1;

  static String folder(String name) {
    return "snapshots/" + name;
  }

  String file(String file) {
    return folder(name) + "/" + file;
  }
}
