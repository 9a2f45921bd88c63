import type { Call } from './document';

/** What an address of the explorer asks for. */
export interface DeepLink {
  /** `/cloud`; empty when the address names none. */
  section: string;
  /** In lower case; empty for a section without a call. */
  method: string;
  path: string;
}

/**
 * Reads an address in either form of OVHcloud's explorer: today's,
 * `?section=%2Fcloud&branch=v1#get-/cloud/project/-serviceName-/kube`, and the older one that many
 * guides still have, `#/cloud/project/%7bservicename%7d/kube~get`.
 */
export function readLink(search: string, hash: string): DeepLink {
  const section = sectionOf(new URLSearchParams(search).get('section') ?? '');
  const text = decoded(hash.replace(/^#/, ''));
  const today = /^([a-z]+)-(\/.*)$/i.exec(text);
  if (today?.[1] !== undefined && today[2] !== undefined) {
    return { section: section || sectionOf(today[2]), method: today[1].toLowerCase(), path: today[2] };
  }
  const older = /^(\/[^~]*)(?:~([a-z]+))?$/i.exec(text);
  if (older?.[1] !== undefined) {
    return { section: section || sectionOf(older[1]), method: (older[2] ?? '').toLowerCase(), path: older[1] };
  }
  return { section, method: '', path: '' };
}

/** The fragment that leads to a call, in today's form. */
export function linkTo(call: Call): string {
  return `#${call.method}-${call.path.replaceAll(/\{([^}]*)\}/g, '-$1-')}`;
}

/** The call that a link means; guides write names of parameters in any case. */
export function findCall(calls: readonly Call[], link: DeepLink): Call | undefined {
  const wanted = shape(link.path);
  return calls.find((call) => call.method === link.method && shape(call.path) === wanted);
}

/** A path without the names of its parameters. */
function shape(path: string): string {
  return path
    .toLowerCase()
    .split('/')
    .map((segment) => (/^(\{.*\}|-.+-)$/.test(segment) ? '{}' : segment))
    .join('/');
}

function sectionOf(path: string): string {
  const first = path.split('/')[1] ?? '';
  return /^[a-z]+$/i.test(first) ? `/${first}` : '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
