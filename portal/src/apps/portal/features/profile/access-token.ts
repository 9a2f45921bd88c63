import type { Schema } from '@portal/lib/harbor';
export type AccessToken = Schema<'AccessToken'>;

export const LEVELS = ['pull', 'push', 'admin'] as const;
export const LIFETIMES = ['7', '30', '90', '365', ''] as const;

/** Projects as people type them: separated by commas or spaces. */
export function projectNames(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];
}
