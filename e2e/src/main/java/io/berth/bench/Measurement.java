package io.berth.bench;

import io.berth.bench.rival.Field;
import java.util.List;

/** One row of the plan, or several lines of it. */
interface Measurement {
  /** As in {@code B1}. */
  String id();

  List<Row> run(Field field, Scale scale) throws Exception;
}
