/** A program that waits to be let in, as the server describes it. */
export interface DeviceLogin {
  client: string;
  device: string;
  level: 'pull' | 'push' | 'admin';
  /** Null for all of the person's projects. */
  projects: string[] | null;
  lifetime_days: number;
  address: string;
  /** Whether the program asked from where this browser is. */
  same_address: boolean;
  agent: string;
  expires_at: string;
}

const LETTERS = /[^BCDFGHJKLMNPQRSTVWXZ]/g;
const LENGTH = 8;

/** A code as people type it, in the shape the program shows: WDJB-MJHT. */
export function userCode(typed: string): string {
  const letters = typed.toUpperCase().replace(LETTERS, '').slice(0, LENGTH);
  return letters.length > LENGTH / 2 ? `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}` : letters;
}

export function isWhole(code: string): boolean {
  return code.length === LENGTH + 1;
}
