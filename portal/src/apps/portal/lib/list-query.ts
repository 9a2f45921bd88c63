/** One condition of a list's `q`: equal to a value, containing it, or between two times. */
export type Condition = readonly [field: string, kind: '=' | '=~' | 'between', value: string, to?: string];

/**
 * Harbor's `q`: conditions without a value are left out. Values are encoded once more than the
 * query itself, as the server decodes it once more. What stands behind a comma is not sent: it would
 * begin another condition, and nothing that is looked for here holds one.
 */
export function listQuery(conditions: readonly Condition[]): string {
  return conditions
    .filter(([, kind, value, to]) => (kind === 'between' ? value !== '' || (to ?? '') !== '' : value.replace(/,.*/, '') !== ''))
    .map(([field, kind, value, to]) =>
      kind === 'between'
        ? `${field}=[${encodeURIComponent(value)}~${encodeURIComponent(to ?? '')}]`
        : `${field}${kind}${encodeURIComponent(value.replace(/,.*/, ''))}`,
    )
    .join(',');
}
