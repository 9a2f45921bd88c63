package io.berth.storage.s3;

final class S3BlobStoreTest extends S3StoreContract {
  @Override
  protected ObjectServer server() {
    return S3ProxyServer.shared();
  }
}
