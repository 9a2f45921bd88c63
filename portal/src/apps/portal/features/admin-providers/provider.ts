import type { Schema } from '@portal/lib/harbor';
import type { Provider as Fields } from '@shared/provider/provider';

export type Options = Schema<'OidcProviderOptions'>;

export type Provider = Schema<'OidcProvider'>;

/** The one that the control API manages. */
export const PRIMARY = 'primary';

/** The API's words for what the form holds; a secret that was not typed is not among them. */
export type Settings = Pick<
  Provider,
  'name' | 'endpoint' | 'client_id' | 'scope' | 'groups_claim' | 'group_filter' | 'admin_group' | 'user_claim' | 'verify_cert' | 'auto_onboard'
> & { client_secret?: string };

export const BLANK: Fields = {
  name: '',
  endpoint: '',
  clientId: '',
  clientSecret: '',
  scope: 'openid,profile,email,offline_access',
  groupsClaim: 'groups',
  groupFilter: '',
  adminGroup: '',
  userClaim: '',
  verifyCert: true,
  autoOnboard: false,
};

export function fieldsOf(provider: Provider): Fields {
  return {
    name: provider.name,
    endpoint: provider.endpoint,
    clientId: provider.client_id,
    clientSecret: '',
    scope: provider.scope,
    groupsClaim: provider.groups_claim,
    groupFilter: provider.group_filter,
    adminGroup: provider.admin_group,
    userClaim: provider.user_claim,
    verifyCert: provider.verify_cert,
    autoOnboard: provider.auto_onboard,
  };
}

/** What is sent: a secret that was not typed stays as it is. */
export function settingsOf(fields: Fields): Settings {
  return {
    name: fields.name,
    endpoint: fields.endpoint,
    client_id: fields.clientId,
    ...(fields.clientSecret !== '' && { client_secret: fields.clientSecret }),
    scope: fields.scope,
    groups_claim: fields.groupsClaim,
    group_filter: fields.groupFilter,
    admin_group: fields.adminGroup,
    user_claim: fields.userClaim,
    verify_cert: fields.verifyCert,
    auto_onboard: fields.autoOnboard,
  };
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
