/** What people write about an OpenID Connect provider; the secret only goes out. */
export interface Provider {
  name: string;
  endpoint: string;
  clientId: string;
  clientSecret: string;
  scope: string;
  groupsClaim: string;
  groupFilter: string;
  adminGroup: string;
  userClaim: string;
  verifyCert: boolean;
  autoOnboard: boolean;
}

/** Without the blanks that come along with what is pasted. */
export function trimmed(provider: Provider): Provider {
  return Object.fromEntries(
    Object.entries(provider).map(([field, value]: [string, string | boolean]) => [field, typeof value === 'string' ? value.trim() : value]),
  ) as unknown as Provider;
}

/** Whether it may be a provider's address; whether it is one, the check tells. */
export function isAddress(endpoint: string): boolean {
  try {
    const url = new URL(endpoint.trim());
    return /^https?:$/.test(url.protocol) && !endpoint.includes('<');
  } catch {
    return false;
  }
}

/** Whether the claims can be what they say. */
export function areClaimsComplete(provider: Provider): boolean {
  return provider.scope.split(/[,\s]+/).includes('openid') && (!provider.autoOnboard || provider.userClaim.trim() !== '');
}
