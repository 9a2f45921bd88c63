import type { Schema } from '@portal/lib/harbor';
/** A right in Harbor's words: something that may be done to a kind of thing. */
export type Access = Schema<'Permission'>;

/** The right as one text, as sets hold it. */
export function word(access: Access): string {
  return `${access.resource}:${access.action}`;
}

export function accessOf(text: string): Access {
  const colon = text.lastIndexOf(':');
  return { resource: text.slice(0, colon), action: text.slice(colon + 1) };
}

/** The actions of each resource, in the order they come. */
export function byResource(all: readonly Access[]): [resource: string, actions: string[]][] {
  const found = new Map<string, string[]>();
  all.forEach(({ resource, action }) => found.set(resource, [...(found.get(resource) ?? []), action]));
  return [...found];
}
