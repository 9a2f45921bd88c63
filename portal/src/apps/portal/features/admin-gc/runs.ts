import type { Schema } from '@portal/lib/harbor';
/** A collection as the API tells it; the parameters are JSON inside a text, as Harbor's. */
export type Run = Schema<'GcHistory'>;

export interface Parameters {
  delete_untagged: boolean;
  untagged_hours: number;
  dry_run: boolean;
  workers: number;
  freed_space: number;
  purged_blobs: number;
  purged_manifests: number;
}

const NONE: Parameters = {
  delete_untagged: false,
  untagged_hours: 0,
  dry_run: false,
  workers: 1,
  freed_space: 0,
  purged_blobs: 0,
  purged_manifests: 0,
};

export function parametersOf(run: Pick<Run, 'job_parameters'>): Parameters {
  try {
    return { ...NONE, ...(JSON.parse(run.job_parameters) as Partial<Parameters>) };
  } catch {
    return NONE;
  }
}

/** Whether it waits or works. */
export function isOpen(run: Run): boolean {
  return run.job_status === 'Pending' || run.job_status === 'Running';
}

/**
 * How far a run is, in whole per cent of what the dry run before it found; null when nobody
 * reckoned, or differently.
 */
export function progress(run: Run, history: readonly Run[]): number | null {
  const own = parametersOf(run);
  const before = history.find((one) => one.id < run.id && one.job_status === 'Success');
  if (before === undefined || own.dry_run) {
    return null;
  }
  const reckoned = parametersOf(before);
  const isSame = reckoned.dry_run && reckoned.delete_untagged === own.delete_untagged && reckoned.untagged_hours === own.untagged_hours;
  return isSame && reckoned.freed_space > 0 ? Math.min(100, Math.floor((own.freed_space / reckoned.freed_space) * 100)) : null;
}

/** Whole seconds from the beginning to the end. */
export function seconds(run: Run): number {
  return Math.max(0, Math.round((Date.parse(run.update_time) - Date.parse(run.creation_time)) / 1000));
}
