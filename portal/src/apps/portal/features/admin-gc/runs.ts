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
  /** What was looked at, of all that there is; 0 for nothing known. */
  done: number;
  total: number;
  /** If it goes on as until now; absent while nobody knows. */
  remaining_seconds?: number;
}

const NONE: Parameters = {
  delete_untagged: false,
  untagged_hours: 0,
  dry_run: false,
  workers: 1,
  freed_space: 0,
  purged_blobs: 0,
  purged_manifests: 0,
  done: 0,
  total: 0,
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

/** How far a run is, in whole per cent of what it will look at; null while nobody knows. */
export function progress(run: Run): number | null {
  const { done, total } = parametersOf(run);
  return total === 0 ? null : Math.min(100, Math.floor((done / total) * 100));
}

/** Whole seconds from the beginning to the end. */
export function seconds(run: Run): number {
  return Math.max(0, Math.round((Date.parse(run.update_time) - Date.parse(run.creation_time)) / 1000));
}
