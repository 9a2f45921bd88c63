package io.berth.storage.s3;

final class S3BlobStoreTest extends S3StoreContract {
  S3BlobStoreTest() {
    super(S3ProxyServer.shared());
  }
}
