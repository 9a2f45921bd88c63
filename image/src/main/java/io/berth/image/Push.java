package io.berth.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import land.oras.ContainerRef;
import land.oras.CopyUtils;
import land.oras.CopyUtils.CopyOptions;
import land.oras.LayoutRef;
import land.oras.OCILayout;
import land.oras.Registry;
import land.oras.auth.AuthStore;
import land.oras.auth.AuthStoreAuthenticationProvider;
import land.oras.exception.OrasException;

/** An image with what refers to it on its way to a registry, with the credentials of docker. */
final class Push {
  private Push() {}

  /**
   * @param name such as {@code registry.example.org/library/berth:0.1.0}
   * @param configuration docker's folder, where that is not the usual one
   */
  static void of(
      OciLayout layout, String tag, String name, boolean isPlainHttp, Optional<Path> configuration)
      throws ImageException {
    var target = ContainerRef.parse(name);
    var credentials =
        new AuthStoreAuthenticationProvider(AuthStore.newStore(stores(configuration)));
    var registry =
        (isPlainHttp
                ? Registry.builder().insecure(target.getRegistry())
                : Registry.builder().defaults(target.getRegistry()))
            .withAuthProvider(credentials)
            .build();
    var source = OCILayout.builder().defaults(layout.folder()).build();
    try {
      CopyUtils.copy(source, LayoutRef.of(source, tag), registry, target, CopyOptions.deep());
    } catch (OrasException e) {
      throw new ImageException("the image was made, but not pushed to " + name + ": " + said(e), e);
    }
  }

  private static List<Path> stores(Optional<Path> configuration) {
    var home = Path.of(System.getProperty("user.home", ""));
    var stores = new ArrayList<Path>();
    stores.add(configuration.orElse(home.resolve(".docker")).resolve("config.json"));
    return stores;
  }

  private static String said(OrasException e) {
    return e.getStatusCode() == 401
        ? "401 (docker login or ./berth login first)"
        : String.valueOf(e.getMessage());
  }
}
