package io.berth.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import io.berth.e2e.fixtures.RealParts;
import io.berth.e2e.fixtures.client.ClientsRegistry;
import io.berth.e2e.fixtures.client.Image;
import io.berth.e2e.fixtures.page.Browser;
import io.berth.e2e.fixtures.page.PageCheck;
import io.berth.e2e.fixtures.page.PortalPages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The portal's rooms of administrators, on every screen. */
@ExtendWith(RealParts.class)
final class PortalAdminRoomsTest {
  private final ClientsRegistry registry;
  private final Browser browser;

  PortalAdminRoomsTest(ClientsRegistry registry, Browser browser) {
    this.registry = registry;
    this.browser = browser;
  }

  @Test
  void everyRoomCanBeReadByEverybodyOnEveryScreen() {
    registry.skopeo().push(Image.create("admin", 200_000), "clients/admin/app:v1").ok();
    try (var person = browser.person("root", registry.berth().bootstrap().registryUrl())) {
      new PortalPages(person).signIn(registry.user(), registry.password());
      for (var room :
          List.of(
              "dashboard",
              "users",
              "groups",
              "roles",
              "robot-accounts",
              "robot-accounts/new",
              "project-quotas",
              "configs/auth",
              "configs/auth/new",
              "retention",
              "clearing-job/gc",
              "clearing-job/audit-log-purge",
              "job-service-dashboard",
              "trash",
              "webhooks",
              "logs",
              "logs/forwarding",
              "logs/sign-ins",
              "configs/setting")) {
        person.open("/harbor/" + room);
        person.page().waitForLoadState(LoadState.NETWORKIDLE);
        var name = "admin-" + room.replace('/', '-');
        assertThat(PageCheck.problems(person, name)).as(name).isEmpty();
      }
      assertThat(person.problems()).isEmpty();
    }
  }
}
