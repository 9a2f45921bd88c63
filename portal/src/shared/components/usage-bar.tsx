import { Progress } from '@patternfly/react-core';
import { useTexts } from '@shared/i18n';
import { bytes } from '@shared/lib/format';

/** How much of a limit is used, both in bytes; -1 is no limit. */
export interface Storage {
  used: number;
  hard: number;
}

const NEARLY_FULL = 85;

/** Whole per cent of the limit, at most 100. */
export function percentUsed({ used, hard }: Storage): number {
  return hard <= 0 ? (hard === 0 ? 100 : 0) : Math.min(100, Math.floor((used / hard) * 100));
}

/** A bar with the figures; only the figures when there is no limit. */
export function UsageBar({ storage, label }: { storage: Storage; label: string }) {
  const { t, language } = useTexts();
  const used = bytes(storage.used, language);
  if (storage.hard < 0) {
    return <>{used}</>;
  }
  const percent = percentUsed(storage);
  return (
    <div className="usage-bar">
      <Progress
        value={percent}
        aria-label={label}
        size="sm"
        measureLocation="none"
        valueText={t('usage.of', { used, hard: bytes(storage.hard, language) })}
        {...(percent >= 100 ? { variant: 'danger' as const } : percent >= NEARLY_FULL ? { variant: 'warning' as const } : {})}
      />
      <small>
        {t('usage.of', { used, hard: bytes(storage.hard, language) })} ({percent} %)
      </small>
    </div>
  );
}
