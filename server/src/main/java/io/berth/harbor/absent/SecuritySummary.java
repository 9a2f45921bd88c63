package io.berth.harbor.absent;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/** SecuritySummary: what scans found. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SecuritySummary(
    long criticalCnt,
    long fixableCnt,
    long lowCnt,
    long mediumCnt,
    long scannedCnt,
    long totalArtifact,
    long totalVuls) {
  static final SecuritySummary NOTHING_SCANNED = new SecuritySummary(0, 0, 0, 0, 0, 0, 0);
}
