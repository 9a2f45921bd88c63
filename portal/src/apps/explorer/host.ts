import type { OpenApiDocument } from './document';
import type { Proof } from './samples';

/** Whose API is explored, and how its pages know who is there. */
export interface Host {
  proof: Proof;
  /** `/cloud` and so on; a single empty one where the API is one document. */
  sections: () => Promise<string[]>;
  document: (section: string) => Promise<OpenApiDocument>;
  /** Who is signed in with this browser; null for nobody. */
  person: () => Promise<string | null>;
  /** The page that signs in and comes back to `target`, a path of this host. */
  signIn: (target: string) => string;
  signOut: () => Promise<void>;
  /** The header that shows that a change comes from our own page; null when nobody is signed in. */
  csrf: () => Promise<readonly [name: string, value: string] | null>;
}

/** The control API, with the session of an account. */
export const controlHost: Host = {
  proof: 'bearer',
  sections: async () => (await json<{ apis: { path: string }[] }>('/v1/')).apis.map((api) => api.path),
  document: (section) => json(`/v1${section}.json?format=openapi3`),
  person: async () => (await session())?.account ?? null,
  signIn: (target) => `/auth/signIn?next=${encodeURIComponent(target)}`,
  signOut: async () => {
    const csrf = await controlHost.csrf();
    await fetch('/v1/auth/session', { method: 'DELETE', ...(csrf !== null && { headers: [[...csrf]] }) });
  },
  csrf: async () => {
    const current = await session();
    return current === null ? null : ['X-CSRF-Token', current.csrfToken];
  },
};

const HARBOR_CSRF = 'X-Harbor-CSRF-Token';

/** A registry's Harbor API, with the session of one of its users. */
export const registryHost: Host = {
  proof: 'basic',
  sections: () => Promise.resolve(['']),
  document: () => json('/api/v2.0/openapi.json'),
  person: async () => {
    const info = await json<{ external_url?: string }>('/api/v2.0/systeminfo');
    // Only who is signed in is told more; asking for the user then would only earn a 401.
    return info.external_url === undefined ? null : (await json<{ username: string }>('/api/v2.0/users/current')).username;
  },
  signIn: (target) => `/account/sign-in?redirect_url=${encodeURIComponent(target)}`,
  signOut: async () => {
    await fetch('/c/log_out', { redirect: 'manual' });
  },
  csrf: async () => {
    const token = (await fetch('/api/v2.0/systeminfo')).headers.get(HARBOR_CSRF);
    return token === null ? null : [HARBOR_CSRF, token];
  },
};

async function session(): Promise<{ account: string; csrfToken: string } | null> {
  const response = await fetch('/v1/auth/session');
  return response.ok ? ((await response.json()) as { account: string; csrfToken: string } | null) : null;
}

async function json<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status}`);
  }
  return (await response.json()) as T;
}
