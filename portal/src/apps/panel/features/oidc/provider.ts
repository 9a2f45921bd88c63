import type { Model } from '@panel/lib/control';
import type { Registry } from '@panel/lib/registry';
import type { Provider } from '@shared/provider/provider';

/** The configuration as the API shows it, without its secret; the null that bodies may say for a field is in no answer. */
export type Configured = Omit<Model<'cloud.containerRegistry.OIDCConfiguration'>, keyof Provider> & Omit<Provider, 'clientSecret'>;

export type Verdict = Model<'cloud.containerRegistry.VerdictEnum'>;

export type Report = Model<'cloud.containerRegistry.OIDCReport'>;

export type Preview = Model<'cloud.containerRegistry.OIDCPreview'>;

export const PRESETS = ['keycloak', 'entra', 'google', 'okta', 'gitlab', 'dex', 'other'] as const;
export type Preset = (typeof PRESETS)[number];

/**
 * How each kind of provider is usually set up, as its page of the guide says; endsSessions: it ends its own session with the
 * registry's, and must know where to send people then.
 */
export const USUAL: Record<Preset, { title: string; endpoint: string; steps: number; endsSessions: boolean } & Pick<Provider, 'scope' | 'groupsClaim' | 'userClaim'>> = {
  keycloak: {
    title: 'Keycloak', endpoint: 'https://id.example.org/realms/registry', steps: 5, endsSessions: true,
    scope: 'openid,profile,email,offline_access', groupsClaim: 'groups', userClaim: 'preferred_username',
  },
  entra: {
    title: 'Microsoft Entra ID', endpoint: 'https://login.microsoftonline.com/<tenant id>/v2.0', steps: 4, endsSessions: true,
    scope: 'openid,profile,email,offline_access', groupsClaim: 'groups', userClaim: 'preferred_username',
  },
  google: {
    title: 'Google', endpoint: 'https://accounts.google.com', steps: 3, endsSessions: false,
    scope: 'openid,profile,email,offline_access', groupsClaim: '', userClaim: 'email',
  },
  okta: {
    title: 'Okta', endpoint: 'https://example.okta.com/oauth2/default', steps: 3, endsSessions: true,
    scope: 'openid,profile,email,groups,offline_access', groupsClaim: 'groups', userClaim: 'preferred_username',
  },
  gitlab: {
    title: 'GitLab', endpoint: 'https://gitlab.example.org', steps: 3, endsSessions: false,
    scope: 'openid,profile,email', groupsClaim: 'groups', userClaim: 'nickname',
  },
  dex: {
    title: 'Dex', endpoint: 'https://dex.example.org/dex', steps: 3, endsSessions: false,
    scope: 'openid,profile,email,groups,offline_access', groupsClaim: 'groups', userClaim: 'preferred_username',
  },
  other: {
    title: '', endpoint: 'https://id.example.org', steps: 3, endsSessions: true,
    scope: 'openid,profile,email,offline_access', groupsClaim: '', userClaim: 'preferred_username',
  },
};

/** A provider of this kind before anything was typed. */
export function begun(preset: Preset): Provider {
  const { scope, groupsClaim, userClaim } = USUAL[preset];
  return {
    name: preset === 'other' ? 'OIDC' : preset,
    endpoint: preset === 'google' ? USUAL.google.endpoint : '',
    clientId: '',
    clientSecret: '',
    scope,
    groupsClaim,
    groupFilter: '',
    adminGroup: '',
    userClaim,
    verifyCert: true,
    autoOnboard: false,
  };
}

/** Where the provider sends people back to; it must know this address exactly. */
export function redirectUri(registry: Registry): string {
  return `${registry.url}/c/oidc/callback`;
}

/** Where it sends whoever signed out, when it ends sessions for clients; other providers need not know it. */
export function postLogoutRedirectUri(registry: Registry): string {
  return `${registry.url}/account/sign-in`;
}

/**
 * The claims in what was pasted, as JSON text: an ID token, whose signature does not matter here, or
 * its payload.
 */
export function claimsOf(pasted: string): string {
  const text = pasted.trim();
  const payload = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(text)?.[1];
  if (payload === undefined) {
    return text;
  }
  try {
    const bytes = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder().decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0)));
  } catch {
    return text;
  }
}

/** What a form shows of a configuration: all but its secret. */
export function settingsOf({ name, endpoint, clientId, scope, groupsClaim, groupFilter, adminGroup, userClaim, verifyCert, autoOnboard }: Configured): Provider {
  return { name, endpoint, clientId, clientSecret: '', scope, groupsClaim, groupFilter, adminGroup, userClaim, verifyCert, autoOnboard };
}
