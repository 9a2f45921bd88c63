/** How events go to a target. */
export const KINDS = ['syslog-tls', 'syslog-tcp', 'syslog-udp', 'http'] as const;

export type Kind = (typeof KINDS)[number];

/** Whether a text may be where a target of this kind is; the server knows better. */
export function isAddress(kind: Kind, address: string): boolean {
  return kind === 'http' ? /^https?:\/\/\S+$/.test(address) : /^(\[[0-9a-fA-F:.]+\]|[^\s:/]+):\d{1,5}$/.test(address);
}
