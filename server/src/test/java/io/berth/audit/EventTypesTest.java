package io.berth.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.berth.harbor.HarborCalls;
import io.berth.sql.Dialect;
import java.io.IOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class EventTypesTest {
  @Test
  void eachEventThatARouteWritesIsOfAKindThatIsListed() throws IOException {
    var written = new TreeSet<String>();
    try (var harbor = new HarborCalls(Dialect.SQLITE)) {
      for (var api : harbor.berth.apis()) {
        if (api.name().equals("harbor") || api.name().equals("oci")) {
          api.routes()
              .forEach(
                  route -> route.audited().ifPresent(name -> written.add(name.replace(' ', '_'))));
        }
      }
    }
    assertThat(written).hasSizeGreaterThan(30);
    assertThat(EventTypes.ALL).containsAll(written).doesNotHaveDuplicates();
  }
}
