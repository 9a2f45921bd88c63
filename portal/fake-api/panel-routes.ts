import type { Model } from '@panel/lib/control.ts';
import { panelWorld as world, plans } from './panel-world.ts';
import type { Ask, Reply, Route } from './routes.ts';

const ok = (body: unknown = null): Reply => ({ status: 200, body });
const refused = (status: number, message: string): Reply => ({ status, body: { class: 'Client::Fake', message } });
const missing = refused(404, 'This service does not exist');
const found = (thing: unknown): Reply => (thing === undefined ? missing : ok(thing));

const registryOf = ({ at }: Ask) => world.registries.find((one) => one.id === at['registry']);
const usersOf = ({ at }: Ask) => world.users.get(at['registry'] ?? '') ?? [];
const planOf = ({ at }: Ask) => world.plans.get(at['registry'] ?? '') ?? plans[0];
const older = (items: readonly { id: number }[], { query }: Ask) => ok(items.filter((one) => one.id < Number(query.get('before') ?? Infinity)));

function without<T>(items: T[], isIt: (item: T) => boolean): Reply {
  const at = items.findIndex(isIt);
  if (at < 0) {
    return missing;
  }
  items.splice(at, 1);
  return ok();
}

/** What a provider of this address answers: one whose name says "broken" is none. */
function check({ body }: Ask): Reply {
  const endpoint = String((body['provider'] as { endpoint?: string } | undefined)?.endpoint);
  const isBroken = endpoint.includes('broken');
  const report: Model<'cloud.containerRegistry.OIDCReport'> = {
    verdict: isBroken ? 'FAILED' : 'OK', issuer: isBroken ? null : endpoint, certificates: [], endpoints: [],
    findings: [isBroken
      ? { subject: 'discovery', verdict: 'FAILED', message: `${endpoint}/.well-known/openid-configuration answered 404` }
      : { subject: 'discovery', verdict: 'OK', message: `The issuer is ${endpoint}` }],
    scopesSupported: ['openid', 'profile', 'email', 'offline_access'], claimsSupported: ['sub', 'email', 'groups', 'preferred_username'],
    redirectUris: ['https://demo.registry.example.org/c/oidc/callback'],
    postLogoutRedirectUris: ['https://demo.registry.example.org/account/sign-in'],
    backchannelLogoutUri: 'https://demo.registry.example.org/c/oidc/backchannel-logout',
  };
  return ok(report);
}

function preview({ body }: Ask): Reply {
  const provider = body['provider'] as { userClaim: string; adminGroup: string };
  const claims = JSON.parse(String(body['claims'])) as Record<string, unknown>;
  const groups = Array.isArray(claims['groups']) ? claims['groups'].map(String) : [];
  const shown: Model<'cloud.containerRegistry.OIDCPreview'> = {
    username: String(claims[provider.userClaim] ?? ''), asked: true, email: String(claims['email'] ?? ''), name: '', groups, countedGroups: groups,
    administrator: groups.includes(provider.adminGroup), projectRoles: [], problems: [],
  };
  return ok(shown);
}

const PROJECT = '/v1/cloud/project/:project';
const REGISTRY = `${PROJECT}/containerRegistry/:registry`;

/** Every call that the control panel's pages make; what is not listed here is answered 501, so that it is noticed. */
export const panelRoutes: Route[] = [
  ['GET', '/v1/auth/session', () => ok(world.isSignedIn ? world.session : null)],
  ['POST', '/v1/auth/login', ({ body }) => {
    if (body['password'] === 'wrong') {
      return refused(401, 'This account and this password do not belong together');
    }
    world.isSignedIn = true;
    return ok({ state: 'signedIn', account: 'maria', csrfToken: 'fake', ticket: null } satisfies Model<'auth.SignedIn'>);
  }],
  ['DELETE', '/v1/auth/session', () => { world.isSignedIn = false; return ok(); }],

  // Projects and registries
  ['GET', '/v1/cloud/project', () => ok(world.projects.map((one) => one.project_id))],
  ['GET', PROJECT, ({ at }) => found(world.projects.find((one) => one.project_id === at['project']))],
  ['GET', `${PROJECT}/capabilities/containerRegistry`, () => ok([
    { regionName: 'GRA', regionType: 'REGION-1-AZ', plans }, { regionName: 'EU-WEST-PAR', regionType: 'REGION-3-AZ', plans },
  ] satisfies Model<'cloud.containerRegistry.Capability'>[])],
  ['GET', `${PROJECT}/containerRegistry`, () => ok(world.registries)],
  ['POST', `${PROJECT}/containerRegistry`, ({ body }) => {
    const made = { ...world.registries[0], id: String(world.registries.length).padStart(8, '0'), name: String(body['name']), region: String(body['region']), size: 0 };
    world.registries.push(made as (typeof world.registries)[number]);
    return ok(made);
  }],
  ['GET', REGISTRY, (ask) => found(registryOf(ask))],
  ['PUT', REGISTRY, (ask) => { Object.assign(registryOf(ask) ?? {}, ask.body); return ok(); }],
  ['DELETE', REGISTRY, (ask) => without(world.registries, (one) => one === registryOf(ask))],
  ['GET', `${REGISTRY}/plan`, (ask) => ok(planOf(ask))],
  ['PUT', `${REGISTRY}/plan`, ({ at, body }) => { world.plans.set(at['registry'] ?? '', plans.find((one) => one.id === body['planID'])); return ok(); }],
  ['GET', `${REGISTRY}/capabilities/plan`, () => ok(plans)],
  ['GET', `${REGISTRY}/audit`, (ask) => older(world.events, ask)],
  ['POST', `${REGISTRY}/iam`, (ask) => { Object.assign(registryOf(ask) ?? {}, { iamEnabled: true }); return ok(); }],
  ['DELETE', `${REGISTRY}/iam`, (ask) => { Object.assign(registryOf(ask) ?? {}, { iamEnabled: false }); return ok(); }],
  ['GET', `${REGISTRY}/ipRestrictions/:side`, ({ at }) => ok(world.blocks.get(`${at['registry'] ?? ''} ${at['side'] ?? ''}`) ?? [])],
  ['PUT', `${REGISTRY}/ipRestrictions/:side`, ({ at, body }) => {
    world.blocks.set(`${at['registry'] ?? ''} ${at['side'] ?? ''}`, body as unknown as Model<'cloud.containerRegistry.IPRestrictions'>[]);
    return ok(body);
  }],

  // People
  ['GET', `${REGISTRY}/users`, (ask) => ok(usersOf(ask))],
  ['POST', `${REGISTRY}/users`, (ask) => {
    const login = String(ask.body['login'] ?? 'made-up');
    const user = { id: String(usersOf(ask).length + 1), user: login, email: `${login}@example.com`, password: null };
    world.users.set(ask.at['registry'] ?? '', [...usersOf(ask), user]);
    return ok({ ...user, password: 'fake-password' });
  }],
  ['DELETE', `${REGISTRY}/users/:user`, (ask) => without(usersOf(ask), (one) => one.id === ask.at['user'])],
  ['PUT', `${REGISTRY}/users/:user/setAsAdmin`, () => ok()],
  ['GET', `${REGISTRY}/openIdConnect`, ({ at }) => found(world.providers.get(at['registry'] ?? ''))],
  ['POST', `${REGISTRY}/openIdConnect`, ({ at, body }) => {
    world.providers.set(at['registry'] ?? '', { id: '1', status: 'READY', createdAt: '', updatedAt: null, ...(body['provider'] as object) } as Model<'cloud.containerRegistry.OIDCConfiguration'>);
    world.users.delete(at['registry'] ?? '');
    return ok();
  }],
  ['PUT', `${REGISTRY}/openIdConnect`, ({ at, body }) => { Object.assign(world.providers.get(at['registry'] ?? '') ?? {}, body); return ok(); }],
  ['DELETE', `${REGISTRY}/openIdConnect`, ({ at }) => { world.providers.delete(at['registry'] ?? ''); return ok(); }],
  ['POST', `${REGISTRY}/openIdConnect/check`, check],
  ['POST', `${REGISTRY}/openIdConnect/preview`, preview],
  ['GET', `${REGISTRY}/openIdConnect/attempts`, (ask) => older(world.attempts, ask)],
  ['GET', `${PROJECT}/member`, () => ok(world.members)],
  ['POST', `${PROJECT}/member`, ({ body }) => {
    world.members.push({ ...(body as { account: string; role: 'owner' }), email: `${String(body['account'])}@example.com`, createdAt: '2026-11-01T08:00:00.000000Z' });
    return ok();
  }],
  ['PUT', `${PROJECT}/member/:account`, ({ at, body }) => { Object.assign(world.members.find((one) => one.account === at['account']) ?? {}, body); return ok(); }],
  ['DELETE', `${PROJECT}/member/:account`, ({ at }) => without(world.members, (one) => one.account === at['account'])],
  ['GET', `${PROJECT}/audit`, (ask) => older(world.events, ask)],

  // The account
  ['GET', '/v1/me/audit', (ask) => older(world.events, ask)],
  ['GET', '/v1/me/session', () => ok(world.browsers)],
  ['DELETE', '/v1/me/session/:id', ({ at }) => without(world.browsers, (one) => String(one.id) === at['id'])],
  ['POST', '/v1/me/changePassword', () => ok()],
  ['GET', '/v1/me/accessRestriction/totp', () => ok(world.totp)],
  ['POST', '/v1/me/accessRestriction/totp', () => ok({ secret: 'JBSWY3DPEHPK3PXP', qrcodeHelper: 'otpauth://totp/Berth:maria?secret=JBSWY3DPEHPK3PXP&issuer=Berth' })],
  ['POST', '/v1/me/accessRestriction/totp/enable', () => { Object.assign(world.totp, { enabled: true, backupCodesLeft: 2 }); return ok({ codes: ['fake-code-1', 'fake-code-2'] }); }],
  ['POST', '/v1/me/accessRestriction/totp/disable', () => { Object.assign(world.totp, { enabled: false, backupCodesLeft: 0 }); return ok(); }],
  ['POST', '/v1/me/accessRestriction/backupCode', () => ok({ codes: ['fake-code-3', 'fake-code-4'] })],
  ['GET', '/v1/me/api/oauth2/client', () => ok(world.clients.map((one) => one.clientId))],
  ['POST', '/v1/me/api/oauth2/client', ({ body }) => {
    const client = { ...world.clients[0], ...body, clientId: `EU.${world.clients.length}` } as Model<'oauth2.Client'>;
    world.clients.push(client);
    return ok({ clientId: client.clientId, clientSecret: 'fake-secret' } satisfies Model<'oauth2.ClientCreated'>);
  }],
  ['GET', '/v1/me/api/oauth2/client/:id', ({ at }) => found(world.clients.find((one) => one.clientId === at['id']))],
  ['DELETE', '/v1/me/api/oauth2/client/:id', ({ at }) => without(world.clients, (one) => one.clientId === at['id'])],
  ['GET', '/v1/me/api/credential', () => ok(world.keys.map((one) => one.credentialId))],
  ['GET', '/v1/me/api/credential/:id', ({ at }) => found(world.keys.find((one) => String(one.credentialId) === at['id']))],
  ['DELETE', '/v1/me/api/credential/:id', ({ at }) => without(world.keys, (one) => String(one.credentialId) === at['id'])],
  ['GET', '/v1/me/api/credential/:id/application', () => ok({ applicationId: 7, applicationKey: 'fakekey', name: 'build', description: 'the build server', status: 'active' } satisfies Model<'api.Application'>)],
];
