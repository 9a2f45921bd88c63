/** What the fake server knows: one registry with a few projects, people and histories. Everything is made up. */

const DAY = 86_400_000;
const now = Date.now();
const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** A time some days ago, as the API writes it. */
export function ago(days: number): string {
  return new Date(now - days * DAY).toISOString();
}

/** A digest that is always the same for the same text, and stands for nothing. */
export function digestOf(text: string): string {
  let hash = 7;
  let hex = '';
  while (hex.length < 64) {
    for (const letter of `${text}${hex.length}`) {
      hash = (hash * 31 + letter.charCodeAt(0)) % 4_294_967_291;
    }
    hex += hash.toString(16).padStart(8, '0');
  }
  return `sha256:${hex.slice(0, 64)}`;
}

const user = (user_id: number, username: string, realname: string, isAdmin = false) => ({
  user_id, username, realname, email: `${username}@example.com`, comment: '', sysadmin_flag: isAdmin, admin_role_in_auth: false,
  creation_time: ago(200 - user_id), last_seen_time: ago(user_id / 3),
  oidc_user_meta: { id: user_id, secret: 'fake-cli-secret', secret_status: '' },
});

const project = (project_id: number, name: string, isPublic: boolean, used: number, hard: number, repo_count: number) => ({
  project_id, name, owner_id: 1, owner_name: 'maria', metadata: { public: String(isPublic), ...(project_id === 1 && { retention_id: '1' }), ...(isPublic && { auto_scan: 'true', prevent_vul: 'true' }) }, cve_allowlist: { id: project_id, project_id, items: [] as { cve_id: string }[], creation_time: ago(1), update_time: ago(1) }, current_user_role_id: 1, current_user_role_ids: [1],
  repo_count, creation_time: ago(120 - project_id), update_time: ago(1), quota: { hard: { storage: hard }, used: { storage: used } },
});

const repository = (id: number, project_id: number, name: string, artifact_count: number, pull_count: number) => ({
  id, project_id, name, description: '', artifact_count, pull_count, creation_time: ago(90 - id), update_time: ago(id / 2),
});

const image = (id: number, repository_name: string, tags: string[], size: number) => ({
  id, type: 'IMAGE', repository_name, digest: digestOf(`${repository_name}${id}`), size, push_time: ago(id / 2), pull_time: ago(id / 5),
  media_type: 'application/vnd.oci.image.config.v1+json', manifest_media_type: 'application/vnd.oci.image.manifest.v1+json', artifact_type: '',
  extra_attrs: { os: 'linux', architecture: 'amd64', author: 'team platform', created: ago(id / 2), config: { Cmd: ['/app'], Env: ['PATH=/usr/bin'] } },
  annotations: { 'org.opencontainers.image.version': tags[0] ?? '' }, references: [] as object[],
  tags: tags.map((name) => ({ name, push_time: ago(id / 2), immutable: name.startsWith('v') })), accessories: [] as object[], labels: [] as object[],
  addition_links: { build_history: { href: '' } } as Record<string, { href: string }>,
});

const chart = {
  ...image(40, 'platform/charts/shop', ['1.4.0'], 48 * 1024),
  type: 'CHART', media_type: 'application/vnd.cncf.helm.config.v1+json', artifact_type: 'application/vnd.cncf.helm.config.v1+json',
  extra_attrs: { name: 'shop', version: '1.4.0', appVersion: '2.1', description: 'A shop' },
  addition_links: { 'readme.md': { href: '' }, 'values.yaml': { href: '' }, dependencies: { href: '' } },
};

const indexOf = (id: number, repository_name: string, tags: string[]) => ({
  ...image(id, repository_name, tags, 210 * MIB),
  manifest_media_type: 'application/vnd.oci.image.index.v1+json',
  references: ['amd64', 'arm64'].map((architecture) => ({
    child_digest: digestOf(repository_name + architecture), platform: { os: 'linux', architecture, variant: '' },
  })),
  accessories: [{ digest: digestOf('signature'), size: 900, type: 'signature.cosign', artifact_type: 'application/vnd.dev.cosign.artifact.sig.v1+json' }],
});

const access = (resource: string, ...actions: string[]) => actions.map((action) => ({ resource, action }));
const ofProjects = [
  ...access('repository', 'pull', 'push', 'read', 'list', 'update', 'delete'), ...access('artifact', 'read', 'list', 'create', 'delete'),
  ...access('tag', 'list', 'create', 'delete'), ...access('accessory', 'list'), ...access('artifact-addition', 'read'),
  ...access('project', 'read', 'update', 'delete'), ...access('configuration', 'read', 'update'), ...access('metadata', 'read', 'list', 'create', 'update', 'delete'),
  ...access('member', 'read', 'list', 'create', 'update', 'delete'), ...access('robot', 'read', 'list', 'create', 'update', 'delete'),
  ...access('label', 'read', 'list', 'create', 'update', 'delete'), ...access('artifact-label', 'create', 'delete'),
  ...access('immutable-tag', 'list', 'create', 'update', 'delete'), ...access('log', 'list'), ...access('quota', 'read'),
  ...access('notification-policy', 'read', 'list', 'create', 'update', 'delete'), ...access('tag-retention', 'read', 'list', 'create', 'update', 'delete'),
];
const ofTheSystem = [
  ...access('project', 'list', 'create'), ...access('user', 'read', 'list', 'create', 'update', 'delete'), ...access('robot', 'read', 'list', 'create', 'update', 'delete'),
  ...access('quota', 'read', 'list', 'update'), ...access('garbage-collection', 'read', 'list', 'create', 'update', 'stop'), ...access('audit-log', 'list'),
];

const robot = (id: number, level: string, name: string, expires: number) => ({
  id, name, description: 'Builds', level, duration: 30, disable: false, editable: true, expires_at: expires, creation_time: ago(20), last_used_time: ago(1),
  previous_secret_expires_at: null, warning: null,
  permissions: [{ kind: 'project', namespace: level === 'system' ? '*' : 'platform', access: ofProjects.slice(0, 4) }],
});

const role = (role_id: number, role_name: string, built_in = true) => ({ role_id, role_name, description: '', built_in, permissions: role_id === 1 ? ofProjects : ofProjects.slice(0, 3), creation_time: null, update_time: null });

const entry = (id: number, operation: string, resource_type: string, resource: string, username: string) => ({
  id, operation, resource_type, resource, username, operation_description: '', operation_result: id % 9 !== 0, op_time: ago(id / 30),
  client_address: '192.0.2.17', user_agent: 'docker/27.3 go/1.22',
});

const run = (id: number, job_status: string, freed: number) => ({
  id, job_name: 'GARBAGE_COLLECTION', job_kind: id % 2 === 0 ? 'SCHEDULE' : 'MANUAL', job_status, creation_time: ago(id), update_time: ago(id), schedule: null,
  job_parameters: JSON.stringify({ delete_untagged: true, untagged_hours: 24, dry_run: id === 3, workers: 1, freed_space: freed, purged_blobs: 14, purged_manifests: 6 }),
});

const retentionRule = (template: string, number: number | null, tags: string) => ({
  action: 'retain', template, ...(number !== null && { params: { [template]: number } }),
  tag_selectors: [{ kind: 'doublestar', decoration: 'matches', pattern: tags, extras: '{"untagged":true}' }],
  scope_selectors: { repository: [{ kind: 'doublestar', decoration: 'repoMatches', pattern: '**' }] },
});
const retentionPolicy = (id: number, level: string, ref: number) => ({
  id, algorithm: 'or', retain_by: 'tag', scope: { level, ref }, trigger: { kind: 'Schedule', settings: { cron: '0 0 0 * * *', next_scheduled_time: ago(-0.3) } },
  rules: [retentionRule('latestPushedK', 10, '**'), retentionRule('semverReleases', null, '{v,}[0-9]*'), { ...retentionRule('nDaysSinceLastPull', 30, 'dev-*'), disabled: true }],
});
const retentionRun = (id: number, status: string, dry_run: boolean) => ({
  id, policy_id: 1, start_time: ago(id), end_time: ago(id), status, status_message: status === 'Error' ? 'given up' : '', trigger: id % 2 === 0 ? 'SCHEDULE' : 'MANUAL',
  operator: 'boss', dry_run, total: 120, retained: 96, deleted: 24, freed_bytes: 3.4e9, progress: null,
});
const job = (id: number, vendor_type: string, status: string) => ({
  id, vendor_type, vendor_id: vendor_type === 'RETENTION' ? 1 : -1, status, status_message: '', trigger: id % 2 === 0 ? 'SCHEDULE' : 'MANUAL', operator: 'boss', extra_attrs: {},
  progress: status === 'Running' ? { done: 40, total: 100, remaining_seconds: 340 } : null, creation_time: ago(id), start_time: ago(id), end_time: ago(id),
});

const setting = (value: string | number | boolean, editable = true) => ({ value, editable });

const label = (id: number, name: string, color: string) => ({ id, name, color, description: '', scope: 'g', creation_time: ago(50 - id), update_time: ago(50 - id) });

const immutableRule = (id: number, tags: string, expires_at: number) => ({
  id, priority: 0, disabled: false, action: 'immutable', template: 'immutable_template', duration: expires_at < 0 ? 0 : 30, allow_delete: false, expires_at,
  tag_selectors: [{ kind: 'doublestar', decoration: 'matches', pattern: tags }],
  scope_selectors: { repository: [{ kind: 'doublestar', decoration: 'repoMatches', pattern: '**' }] },
  creation_time: ago(31), update_time: ago(31),
});

export const world = {
  isSignedIn: true,
  users: [user(1, 'maria', 'Maria Lopez', true), user(2, 'paul', 'Paul Martin'), user(3, 'aiko', 'Aiko Tanaka'), user(4, 'ben', 'Ben Osei')],
  groups: [{ id: 1, group_name: 'developers', group_type: 3, provider: 'primary', provider_name: 'Staff' }, { id: 2, group_name: 'night shift', group_type: 4, provider: null, provider_name: null }],
  projects: [
    project(1, 'platform', false, 12.4 * GIB, 20 * GIB, 3), project(2, 'shop', false, 3.1 * GIB, -1, 1), project(3, 'library', true, 640 * MIB, -1, 1),
    ...Array.from({ length: 40 }, (_, at) => project(10 + at, `team-${String(at + 1).padStart(2, '0')}`, at % 5 === 0, at * 17 * MIB, -1, 0)),
  ],
  repositories: [repository(1, 1, 'platform/gateway', 3, 5120), repository(2, 1, 'platform/charts/shop', 1, 77), repository(3, 1, 'platform/worker', 1, 903), repository(4, 2, 'shop/web', 1, 20_444), repository(5, 3, 'library/base', 1, 9)],
  artifacts: [
    indexOf(20, 'platform/gateway', ['v2.3.0', 'latest']), image(21, 'platform/gateway', ['v2.2.9'], 101 * MIB), image(22, 'platform/gateway', [], 99 * MIB),
    chart, image(30, 'platform/worker', ['v1'], 64 * MIB), image(31, 'shop/web', ['2026-11'], 180 * MIB), image(32, 'library/base', ['bookworm'], 29 * MIB),
  ],
  /** The images of the index: no list has them, as they have no tags, but each can be opened. */
  children: ['amd64', 'arm64'].map((architecture, at) => ({
    ...image(50 + at, 'platform/gateway', [], 105 * MIB), digest: digestOf(`platform/gateway${architecture}`),
    extra_attrs: { os: 'linux', architecture, author: 'team platform', created: ago(10), config: { Cmd: ['/app'], Env: ['PATH=/usr/bin'] } },
  })),
  members: [
    { id: 1, project_id: 1, entity_id: 1, entity_name: 'maria', entity_type: 'u', role_id: 1, role_name: 'projectAdmin', repository_pattern: null, provider: null, provider_name: null },
    { id: 2, project_id: 1, entity_id: 2, entity_name: 'paul', entity_type: 'u', role_id: 2, role_name: 'developer', repository_pattern: 'gateway*', provider: null, provider_name: null },
    { id: 3, project_id: 1, entity_id: 1, entity_name: 'developers', entity_type: 'g', role_id: 3, role_name: 'guest', repository_pattern: null, provider: 'primary', provider_name: 'Staff' },
  ],
  labels: [label(1, 'checked', '#3e8635'), label(2, 'end of life', '#c9190b'), { ...label(3, 'shipped', '#0066cc'), scope: 'p', project_id: 1 }],
  immutableRules: [immutableRule(1, 'release-*', -1), immutableRule(2, '{v,}[0-9]*.[0-9]*.[0-9]*', Math.floor(now / 1000) - 86_400), { ...immutableRule(3, '**', -1), disabled: true, allow_delete: true }],
  retentions: [retentionPolicy(1, 'project', 1), retentionPolicy(2, 'system', 0)],
  retentionRuns: [retentionRun(1, 'Success', false), retentionRun(2, 'Error', false), retentionRun(3, 'Success', true)],
  jobs: [job(1, 'RETENTION', 'Running'), job(2, 'GARBAGE_COLLECTION', 'Success'), job(3, 'RETENTION', 'Stopped')],
  queues: [
    { job_type: 'GARBAGE_COLLECTION', count: 1, latency: 4, paused: true }, { job_type: 'PURGE_AUDIT_LOG', count: 0, latency: 0, paused: false },
    { job_type: 'RETENTION', count: 0, latency: 0, paused: false }, { job_type: 'SCHEDULER', count: 0, latency: 0, paused: false },
  ],
  schedules: [
    { id: 1, vendor_type: 'GARBAGE_COLLECTION', vendor_id: -1, cron: '0 0 0 * * *', update_time: ago(3), type: 'Daily', next_scheduled_time: ago(-0.3) },
    { id: 2, vendor_type: 'RETENTION', vendor_id: 1, cron: '0 0 0 * * *', update_time: ago(3), type: 'Schedule', next_scheduled_time: ago(-0.3) },
  ],
  robots: [robot(1, 'system', 'robot$mirror', -1), robot(2, 'project', 'robot$platform+ci', Math.floor(now / 1000) + 3 * 86_400)],
  webhooks: [
    { id: 1, name: 'chat', description: 'The team’s channel', project_id: 1, targets: [{ type: 'slack', address: 'https://hooks.example/services/T0?key=1' }], event_types: ['PUSH_ARTIFACT', 'QUOTA_WARNING'], creation_time: ago(30), update_time: ago(3), enabled: true, signed: true },
    {
      id: 2, name: 'deploy', project_id: 1, targets: [{ type: 'http', address: 'https://deploy.example/hook', payload_format: 'CloudEvents' }], event_types: ['PUSH_ARTIFACT'], creation_time: ago(20), update_time: ago(20), enabled: true,
      failing: { failures: 7, since: ago(0.2), next_attempt: ago(-0.01), problem: 'deploy.example:443 refused the connection' },
    },
  ],
  deliveries: Array.from({ length: 40 }, (_, at) => ({
    id: 400 - at, vendor_type: 'WEBHOOK', vendor_id: 2, status: at < 2 ? 'Pending' : at === 2 ? 'Running' : at % 9 === 3 ? 'Error' : 'Success', trigger: 'EVENT',
    ...(at % 9 < 4 && at > 1 && at % 9 > 1 && { status_message: 'the receiver answered 503' }),
    metrics: { task_count: 1 }, extra_attrs: { event_type: 'PUSH_ARTIFACT', payload: '{"type":"PUSH_ARTIFACT"}' }, start_time: ago(at / 10), end_time: ago(at / 10),
  })),
  trash: Array.from({ length: 24 }, (_, at) => {
    const kind = at % 7 === 3 ? 'repository' : at % 3 === 1 ? 'tag' : 'artifact';
    return {
      id: 90 - at, project_id: 1, repository: at % 7 === 3 ? 'platform/old-service' : 'platform/gateway', kind, ...(kind !== 'repository' && { digest: digestOf(`trash${at}`) }),
      artifacts: kind === 'repository' ? 12 : kind === 'tag' ? 0 : 3, tags: kind === 'tag' ? 1 : 2, some_tags: kind === 'repository' ? [] : kind === 'tag' ? [`dev-${at}`] : [`v1.${at}.0`, `v1.${at}`],
      size: (at + 1) * 9 * MIB, reason: at % 4 === 0 ? 'retention' : 'request', deleted_by: at % 4 === 0 ? 'schedule' : 'paul', deletion_time: ago(at / 4), expiration_time: ago(at / 4 - 7),
    };
  }),
  roles: [role(1, 'projectAdmin'), role(4, 'maintainer'), role(2, 'developer'), role(3, 'guest'), role(5, 'limitedGuest'), role(101, 'release manager', false)],
  permissions: { system: ofTheSystem, project: ofProjects },
  audit: Array.from({ length: 130 }, (_, at) =>
    at % 3 === 0 ? entry(at + 1, 'create', 'artifact', 'platform/gateway:v2.3.0', 'robot$platform+ci') : entry(at + 1, 'pull', 'artifact', 'shop/web:2026-11', 'paul')),
  signIns: Array.from({ length: 12 }, (_, at) => ({
    id: 100 - at, time: ago(at / 4), way: 'oidc', outcome: at === 3 ? 'refused' : 'succeeded', reason: at === 3 ? 'the ID token has expired' : null,
    provider: 'primary', username: at === 3 ? null : 'paul', address: '192.0.2.9', agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0',
  })),
  tokens: [{ id: 1, name: 'laptop', level: 'push', projects: ['platform'], creation_time: ago(12), expires_at: ago(-60), last_used_time: ago(1) }],
  sessions: [
    { id: 'a', current: true, way: 'oidc', address: '192.0.2.9', agent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0', creation_time: ago(0.2), last_seen_time: ago(0) },
    { id: 'b', current: false, way: 'password', address: '2001:db8::7', agent: 'Mozilla/5.0 (iPhone) Safari/605.1', creation_time: ago(2), last_seen_time: ago(1) },
  ],
  identities: [{ id: 1, issuer: 'https://login.example.com/realms/staff', subject: '7f6d', groups: ['developers'], confirmed_time: ago(0.1), refused_since: null, refused_reason: null, notice: null }],
  providers: [{
    alias: 'primary', name: 'Staff', endpoint: 'https://login.example.com/realms/staff', client_id: 'berth', scope: 'openid,profile,email,offline_access', groups_claim: 'groups',
    group_filter: '', admin_group: 'registry-admins', user_claim: 'preferred_username', verify_cert: true, auto_onboard: true,
    options: { allowed_groups: [], admin_groups: [], authorization_parameters: {}, certificates: '', end_session: true, former_issuers: [] },
    redirect_uri: `/c/oidc/callback`, backchannel_logout_uri: `/c/oidc/backchannel-logout`,
  }],
  auditTargets: [
    { id: 1, name: 'log server', kind: 'syslog-tls', address: 'logs.example.org:6514', skip_cert_verify: false, authorized: false, enabled: true, queue: { waiting: 0, limit: 20_000, given_up: 0, last_taken: ago(0.01) }, creation_time: ago(30), update_time: ago(30) },
    {
      id: 2, name: 'SIEM', kind: 'http', address: 'https://siem.example.org/in?key=1', skip_cert_verify: false, authorized: true, enabled: true, creation_time: ago(9), update_time: ago(9),
      queue: { waiting: 1840, limit: 20_000, oldest: ago(0.6), given_up: 3, last_taken: ago(0.6), failing: { failures: 9, since: ago(0.6), next_attempt: ago(-0.02), problem: 'siem.example.org cannot be reached: Connection refused' } },
    },
  ],
  purges: Array.from({ length: 4 }, (_, at) => ({
    id: 40 - at, job_name: 'PURGE_AUDIT_LOG', job_kind: at % 2 === 0 ? 'SCHEDULE' : 'MANUAL', job_status: at === 3 ? 'Stopped' : 'Success', deleted: false, creation_time: ago(at * 7), update_time: ago(at * 7),
    schedule: { type: 'SCHEDULE', cron: '', next_scheduled_time: '0001-01-01T00:00:00.000Z' },
    job_parameters: JSON.stringify({ audit_retention_hour: 2160, include_event_types: 'pull_artifact', dry_run: at === 1, purged_entries: 41_230 - at * 900 }),
  })),
  purgeSchedule: { job_kind: '0 0 0 * * 0', job_status: 'Running', schedule: { type: 'Weekly', cron: '0 0 0 * * 0', next_scheduled_time: ago(-3) }, job_parameters: JSON.stringify({ audit_retention_hour: 2160, include_event_types: 'pull_artifact', dry_run: false }) },
  gc: [run(1, 'Success', 3.2 * GIB), run(2, 'Success', 240 * MIB), run(3, 'Success', 3.2 * GIB), run(4, 'Stopped', 0)],
  gcSchedule: { schedule: { type: 'Daily', cron: '0 0 0 * * *' }, job_parameters: JSON.stringify({ delete_untagged: true, untagged_hours: 24, workers: 1 }) },
  keptSettings: [
    { name: 'auto_scan', owner: 'project', protection: false, usual: 'false' },
    { name: 'prevent_vul', owner: 'project', protection: true, usual: 'false' },
  ],
  configuration: {
    project_creation_restriction: setting('everyone'), robot_name_prefix: setting('robot$'), robot_token_duration: setting(30), token_expiration: setting(30),
    notification_enable: setting(false), read_only: setting(false), banner_message: setting(''), storage_per_project: setting(-1), auth_mode: setting('oidc_auth', false),
  } as Record<string, { value: string | number | boolean; editable: boolean }>,
  days: Array.from({ length: 90 }, (_, at) => ({
    date: ago(89 - at).slice(0, 10), pulls: Math.round(400 + 300 * Math.sin(at / 5)), pushes: Math.round(20 + 15 * Math.cos(at / 3)), storage: (8 + at / 11) * GIB,
  })),
};
