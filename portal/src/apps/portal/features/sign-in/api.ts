import { queryOptions } from '@tanstack/react-query';
import { web } from '@portal/lib/harbor';

/** What the sign-in page has to know of a provider. */
export interface SignInProvider {
  alias: string;
  name: string;
  primary: boolean;
  /** Where the browser goes to sign in there. */
  login: string;
  available: boolean;
}

export const signInProvidersQuery = queryOptions({
  queryKey: ['portal', 'sign-in-providers'],
  queryFn: async () => (await web<SignInProvider[]>('GET', '/c/oidc/providers')).data,
  retry: false,
});

/** With the credentials of somebody whose password is kept here. */
export const signInLocally = (username: string, password: string) => web('POST', '/c/login', new URLSearchParams({ principal: username, password }));
