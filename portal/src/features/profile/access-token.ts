export interface AccessToken {
  id: number;
  name: string;
  level: 'pull' | 'push' | 'admin';
  /** Null for all of the owner's projects. */
  projects: string[] | null;
  creation_time: string;
  /** Null for never. */
  expires_at: string | null;
  last_used_time: string | null;
}

export const LEVELS = ['pull', 'push', 'admin'] as const;
export const LIFETIMES = ['7', '30', '90', '365', ''] as const;

/** Projects as people type them: separated by commas or spaces. */
export function projectNames(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((name) => name !== ''))];
}
