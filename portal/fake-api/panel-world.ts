import type { Model } from '@panel/lib/control.ts';
import { ago } from './world.ts';

/** What the fake control API knows: one account with a project and its registries. Everything is made up. */

const GIB = 1024 ** 3;
const PROJECT = '5f1c2a9be0c34d18b7a6d2f40917c3aa';

const plan = (name: Model<'cloud.containerRegistry.PlanNameEnum'>, gib: number, parallel: number): Model<'cloud.containerRegistry.Plan'> => ({
  id: `00000000-0000-4000-8000-00000000000${parallel / 15}`, name, code: `registry.${name.toLowerCase().slice(0, 1)}-plan`, createdAt: ago(400), updatedAt: ago(400),
  features: { vulnerability: name !== 'SMALL' }, registryLimits: { imageStorage: gib * GIB, parallelRequest: parallel },
});

export const plans = [plan('SMALL', 200, 15), plan('MEDIUM', 600, 45), plan('LARGE', 5120, 90)];

const registry = (id: string, name: string, size: number, status: Model<'cloud.containerRegistry.StatusEnum'>): Model<'cloud.containerRegistry.Registry'> => ({
  id, name, projectID: PROJECT, region: 'GRA', size, status, url: `https://${id}.gra.registry.example`, version: '2.14.0', iamEnabled: false,
  createdAt: ago(90), deliveredAt: ago(90), updatedAt: ago(2),
});

const attempt = (id: number, username: string, verdict: Model<'cloud.containerRegistry.OIDCAttemptVerdictEnum'>, reason: string | null): Model<'cloud.containerRegistry.OIDCAttempt'> => ({
  id, date: ago(id / 9), username, userId: id, verdict, reason, provider: 'Staff', issuer: 'https://id.example.com/realms/staff', ip: '192.0.2.9', userAgent: 'Firefox',
  claims: [{ name: 'sub', value: `s-${id}` }, { name: 'preferred_username', value: username }], groups: ['team-a', 'harbor-admin'], countedGroups: ['harbor-admin'],
  administrator: verdict === 'SUCCEEDED', projectRoles: [{ project: 'platform', role: 'developer', repositories: null }],
});

const event = (id: number, action: string, method: string, path: string, status: number): Model<'audit.Event'> => ({
  id, date: ago(id / 5), account: 'maria', action, method, path, status, ip: '192.0.2.9', through: 'account', queryId: `fake.${id}`, serviceName: PROJECT, registryID: null, userAgent: 'Firefox',
});

/** A registry with a provider, and one whose people have passwords: the wizard starts there. */
export const WITH_PROVIDER = 'a1b2c3d4';
export const WITHOUT_PROVIDER = 'e5f6a7b8';

const configured: Model<'cloud.containerRegistry.OIDCConfiguration'> = {
  id: '7d0e', name: 'Staff', endpoint: 'https://id.example.com/realms/staff', clientId: 'harbor', clientSecret: null, scope: 'openid,profile,email,offline_access', groupsClaim: 'groups',
  groupFilter: '', adminGroup: 'harbor-admin', userClaim: 'preferred_username', verifyCert: true, autoOnboard: false, status: 'READY', createdAt: ago(30), updatedAt: ago(3),
};

export const panelWorld = {
  isSignedIn: true,
  session: { account: 'maria', email: 'maria@example.com', administrator: true, csrfToken: 'fake', expiresAt: ago(-1) } satisfies Model<'auth.Session'>,
  projects: [{
    project_id: PROJECT, projectName: 'Backend', description: 'Backend', status: 'ok', access: 'full', creationDate: ago(200), expiration: null, manualQuota: false, orderId: null,
    planCode: 'project.2018', unleash: false,
  }] as Model<'cloud.Project'>[],
  registries: [
    registry(WITH_PROVIDER, 'production', 61 * GIB, 'READY'),
    registry(WITHOUT_PROVIDER, 'staging', 7 * GIB, 'READY'),
    registry('c9d0e1f2', 'sandbox', 0, 'INSTALLING'),
  ],
  plans: new Map([[WITH_PROVIDER, plans[1]]]),
  users: new Map<string, Model<'cloud.containerRegistry.User'>[]>([
    [WITHOUT_PROVIDER, ['alice', 'bob'].map((name, at) => ({ id: String(at + 1), user: name, email: `${name}@example.com`, password: null }))],
  ]),
  providers: new Map([[WITH_PROVIDER, configured]]),
  attempts: [attempt(3, 'alice', 'SUCCEEDED', null), attempt(2, 'bob', 'ONBOARDING', null), attempt(1, 'eve', 'REFUSED', 'the nonce is another one')],
  blocks: new Map<string, Model<'cloud.containerRegistry.IPRestrictions'>[]>([
    [`${WITH_PROVIDER} registry`, [{ ipBlock: '192.0.2.0/24', description: 'office', createdAt: ago(9), updatedAt: ago(9) }]],
  ]),
  members: [
    { account: 'maria', email: 'maria@example.com', role: 'owner', createdAt: ago(200) },
    { account: 'paul', email: 'paul@example.com', role: 'viewer', createdAt: ago(20) },
  ] as Model<'cloud.project.Member'>[],
  events: [
    event(2, 'publicCloudProject:apiovh:containerRegistry/create', 'POST', `/cloud/project/${PROJECT}/containerRegistry`, 200),
    event(1, 'account:apiovh:me/get', 'GET', '/me', 403),
  ],
  browsers: [
    { id: 1, current: true, ip: '192.0.2.9', userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', creationDate: ago(1), expiration: ago(-1), lastUse: ago(0) },
  ] as Model<'nichandle.Session'>[],
  totp: { enabled: false, backupCodesLeft: 0 } satisfies Model<'nichandle.accessRestriction.Totp'>,
  clients: [
    { clientId: 'EU.4f1d', name: 'terraform', description: 'makes registries', flow: 'CLIENT_CREDENTIALS', callbackUrls: [], identity: null, createdAt: ago(12) },
  ] as Model<'oauth2.Client'>[],
  keys: [{
    credentialId: 41, applicationId: 7, allowedIPs: ['192.0.2.0/24'], creation: ago(40), expiration: null, lastUse: ago(1), ovhSupport: false, status: 'validated',
    rules: [{ method: 'GET', path: '/*' }],
  }] as Model<'api.Credential'>[],
};
