import type { Schema } from '@portal/lib/harbor';
export type Options = Schema<'OidcProviderOptions'>;

export type Provider = Schema<'OidcProvider'>;

/** What the sign-in page knows of a provider. */
export interface Status {
  alias: string;
  available: boolean;
  problem?: string | null;
}

/** The one that the control API manages. */
export const PRIMARY = 'primary';

/** A form's fields: all text, but for the two switches. The secret only goes out. */
export type Fields = Pick<
  Provider,
  'alias' | 'name' | 'endpoint' | 'client_id' | 'scope' | 'groups_claim' | 'group_filter' | 'admin_group' | 'user_claim' | 'verify_cert' | 'auto_onboard'
> & { client_secret: string };

export const BLANK: Fields = {
  alias: '',
  name: '',
  endpoint: '',
  client_id: '',
  client_secret: '',
  scope: 'openid,profile,email,offline_access',
  groups_claim: 'groups',
  group_filter: '',
  admin_group: '',
  user_claim: '',
  verify_cert: true,
  auto_onboard: false,
};

export function fieldsOf(provider: Provider): Fields {
  const { alias, name, endpoint, client_id, scope, groups_claim, group_filter, admin_group, user_claim, verify_cert, auto_onboard } = provider;
  return { alias, name, endpoint, client_id, client_secret: '', scope, groups_claim, group_filter, admin_group, user_claim, verify_cert, auto_onboard };
}

/** What is sent: a secret that was not typed stays as it is. */
export function bodyOf(fields: Fields): Partial<Fields> {
  const { client_secret, ...rest } = fields;
  return client_secret === '' ? rest : fields;
}

/** The lines of a text that are not blank. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** "hd=example.org" on each line, as an object; null when a line has no name. */
export function parameters(text: string): Record<string, string> | null {
  const found: Record<string, string> = {};
  for (const line of lines(text)) {
    const at = line.indexOf('=');
    if (at < 1) {
      return null;
    }
    found[line.slice(0, at).trim()] = line.slice(at + 1).trim();
  }
  return found;
}
