import type { Schema } from '@portal/lib/harbor';

/** A purge as the API tells it; the parameters are JSON inside a text, as Harbor's. */
export type Purge = Schema<'PurgeHistory'>;

export interface Terms {
  audit_retention_hour: number;
  /** Names separated by commas. */
  include_event_types: string;
  dry_run: boolean;
}

/** The kinds of events that a purge tells apart here; Harbor's API knows more. */
export const KINDS = ['pull_artifact', 'create_artifact', 'delete_artifact', 'other'] as const;

export const USUAL: Terms = { audit_retention_hour: 24 * 90, include_event_types: KINDS.join(','), dry_run: false };

export function termsOf(purge: { job_parameters?: string }): Terms & { purged_entries: number } {
  try {
    return { ...USUAL, purged_entries: 0, ...(JSON.parse(purge.job_parameters ?? '{}') as Partial<Terms>) };
  } catch {
    return { ...USUAL, purged_entries: 0 };
  }
}

/** What a schedule asks for; the usual without one. */
export function scheduledTerms(schedule: { job_parameters?: string; schedule?: unknown }): Terms {
  const { audit_retention_hour, include_event_types, dry_run } = termsOf(schedule.schedule == null ? {} : schedule);
  return { audit_retention_hour, include_event_types, dry_run };
}

export const wordsOf = (types: string): string[] => types.split(',').map((word) => word.trim()).filter((word) => word !== '');

/** The same names with one more or less, the others as they were. */
export function toggled(types: string, word: string, isChosen: boolean): string {
  const others = wordsOf(types).filter((one) => one !== word);
  return (isChosen ? [...others, word] : others).join(',');
}

/** Whether it waits or works. */
export function isOpen(purge: Purge): boolean {
  return purge.job_status === 'Pending' || purge.job_status === 'Running';
}
