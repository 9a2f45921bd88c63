// A second OpenID Connect provider, npm oidc-provider: PORT, REDIRECT (comma list) and AUTHM come from the environment.
import * as oidc from 'oidc-provider';
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';

const Provider = oidc.default ?? oidc.Provider;
const port = Number(process.env.PORT);
const issuer = `http://127.0.0.1:${port}`;
const people = {
  erin: { name: 'Erin Example', groups: ['harbor-admin'] },
  frank: { name: 'Frank Example', groups: ['developers'] },
};
// As many more as a long test needs: person-0, person-1, …
const person = (id) => people[id] ?? (/^person-\d+$/.test(id) ? { name: id, groups: ['developers'] } : undefined);
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'harbor',
      client_secret: 'harbor-secret',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: process.env.REDIRECT.split(','),
      token_endpoint_auth_method: process.env.AUTHM ?? 'client_secret_basic',
    },
  ],
  jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: `test-${process.pid}` }] },
  cookies: { keys: ['only-for-tests'] },
  scopes: ['openid', 'offline_access', 'profile', 'email', 'groups'],
  claims: {
    openid: ['sub'],
    profile: ['name', 'preferred_username'],
    email: ['email', 'email_verified'],
    groups: ['groups'],
  },
  // False: the claims of profile, email and groups stand in the ID token as well as at the userinfo endpoint.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  issueRefreshToken: async (_ctx, _client, code) => code.scopes.has('offline_access'),
  findAccount: async (_ctx, id) =>
    person(id) && {
      accountId: id,
      claims: async () => ({
        sub: id,
        name: person(id).name,
        preferred_username: id,
        email: `${id}@example.test`,
        email_verified: true,
        groups: person(id).groups,
      }),
    },
  features: { devInteractions: { enabled: true }, revocation: { enabled: true } },
});

createServer(provider.callback()).listen(port, '127.0.0.1', () => console.log(`READY ${issuer}`));
