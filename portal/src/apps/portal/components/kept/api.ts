import { queryOptions } from '@tanstack/react-query';
import { call, type Schema } from '@portal/lib/harbor';

export type KeptSetting = Schema<'KeptSetting'>;

/** Which settings are kept and not acted on; the program’s own list. */
export const keptSettingsQuery = queryOptions({
  queryKey: ['portal', 'kept'],
  queryFn: async () => (await call('GET', '/api/v2.0/kept-settings')).data,
  staleTime: Infinity,
});

/** Values by the names of their settings. */
export type Values = Readonly<Record<string, string | number | boolean>>;

/** Those that somebody set to something, with their values. */
export function setOnes(all: readonly KeptSetting[], owner: KeptSetting['owner'], values: Values): [KeptSetting, string][] {
  return all
    .filter((one) => one.owner === owner)
    .map((one): [KeptSetting, string] => [one, String(values[one.name] ?? '')])
    .filter(([one, value]) => value !== '' && value !== one.usual);
}
