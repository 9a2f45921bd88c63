package io.berth.e2e.recordings;

import java.util.List;

/** How one exchange went here. */
record Outcome(Exchange exchange, Response answered, List<Difference> differences) {
  /** The differences that a client might stumble over. */
  List<Difference> notable() {
    return differences.stream().filter(difference -> !difference.minor()).toList();
  }

  /** Question, both answers, and what differs, on lines of their own. */
  String told() {
    var told = new StringBuilder(512);
    told.append(exchange);
    if (!exchange.note().isEmpty()) {
      told.append(" (").append(exchange.note()).append(')');
    }
    told.append("\n  operation ").append(exchange.operation());
    if (!exchange.request().body().isNull()) {
      told.append("\n  sent      ").append(JsonText.brief(exchange.request().body()));
    }
    told.append("\n  recorded  ").append(exchange.recorded());
    told.append("\n  answered  ").append(answered);
    for (var difference : differences) {
      told.append("\n  - ").append(difference);
    }
    return told.append('\n').toString();
  }
}
