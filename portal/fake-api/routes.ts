import { ago, world } from './world.ts';

/** A request as a route sees it: what the path's `:names` stood for, the query and the JSON body. */
export interface Ask {
  at: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A call: its path with a `:name` for what the caller puts in. */
export type Route = [method: string, template: string, handler: (ask: Ask) => Reply];
type Thing = Record<string, unknown>;

const ok = (body?: unknown): Reply => ({ status: 200, body });
const created = (id: unknown): Reply => ({ status: 201, headers: { Location: `/${String(id)}` } });
const missing = (what: string): Reply => ({ status: 404, body: { errors: [{ code: 'NOT_FOUND', message: `${what} not found` }] } });
const found = (thing: unknown, what: string): Reply => (thing === undefined ? missing(what) : ok(thing));

/** A page of a list, cut as the real server cuts it. */
function list(items: readonly unknown[], { query }: Ask): Reply {
  const asked = Number(query.get('page_size') ?? 10);
  const size = asked < 1 ? items.length : Math.min(100, asked);
  const from = (Number(query.get('page') ?? 1) - 1) * size;
  return { status: 200, body: items.slice(from, from + size), headers: { 'X-Total-Count': String(items.length) } };
}

/** Items whose field holds a text. */
function holding<T extends Thing>(items: readonly T[], field: string, part: string | null): T[] {
  return items.filter((item) => String(item[field]).toLowerCase().includes((part ?? '').toLowerCase()));
}

/** The text that `q` wants in a field; empty for any. */
function wanted(ask: Ask, field: string): string {
  return decodeURIComponent(new RegExp(`${field}=~?([^,]*)`).exec(ask.query.get('q') ?? '')?.[1] ?? '');
}

function sorted<T extends Thing>(items: readonly T[], { query }: Ask): T[] {
  const by = query.get('sort') ?? '';
  const field = by.replace(/^-/, '');
  const way = by.startsWith('-') ? -1 : 1;
  const value = (item: T): unknown => (field === 'used.storage' || field === 'storage' ? (item['used'] as Thing)['storage'] : item[field]);
  return by === '' ? [...items] : [...items].sort((a, b) => way * String(value(a)).localeCompare(String(value(b)), 'en', { numeric: true }));
}

function remove(items: Thing[], field: string, value: string): Reply {
  const at = items.findIndex((item) => String(item[field]) === value);
  if (at < 0) {
    return missing(value);
  }
  items.splice(at, 1);
  return ok();
}

function change(item: Thing | undefined, body: Thing): Reply {
  if (item === undefined) {
    return missing('it');
  }
  Object.assign(item, body);
  return ok();
}

const nextId = (items: readonly Thing[], field: string) => Math.max(0, ...items.map((item) => Number(item[field]))) + 1;
const projectOf = (ref: string | undefined) => world.projects.find((one) => one.name === ref || String(one.project_id) === ref);
const userOf = (id: string | undefined) => world.users.find((one) => String(one.user_id) === id);
const quotas = () => world.projects.map((one) => ({ id: one.project_id, ref: { id: one.project_id, name: one.name, owner_name: one.owner_name }, ...one.quota }));
const repositoryName = ({ at }: Ask) => `${projectOf(at['project'])?.name ?? ''}/${decodeURIComponent(decodeURIComponent(at['repository'] ?? ''))}`;
const artifactOf = (ask: Ask) =>
  [...world.artifacts, ...world.children].find((one) => one.repository_name === repositoryName(ask) && (one.digest === ask.at['reference'] || one.tags.some((tag) => tag.name === ask.at['reference'])));

const API = '/api/v2.0';
const REPOSITORY = `${API}/projects/:project/repositories/:repository`;

/** Every call that the pages make. What is not listed here is answered 501, so that it is noticed. */
export const routes: Route[] = [
  // Who is there
  ['GET', `${API}/systeminfo`, () => ok({
    auth_mode: 'oidc_auth', oidc_provider_name: 'Staff', registry_name: 'demo', read_only: world.configuration['read_only']?.value, banner_message: world.configuration['banner_message']?.value,
    ...(world.isSignedIn && { external_url: 'https://demo.registry.example', registry_url: 'demo.registry.example', harbor_version: 'v2.14.0' }),
  })],
  ['GET', `${API}/systeminfo/volumes`, () => ok({ storage: [{ total: 500e9, free: 310e9 }] })],
  ['POST', '/c/login', () => { world.isSignedIn = true; return ok(); }],
  ['GET', '/c/log_out', () => { world.isSignedIn = false; return ok(); }],
  ['GET', '/c/oidc/login', () => { world.isSignedIn = true; return { status: 302, headers: { Location: '/harbor/projects' } }; }],
  ['GET', '/c/oidc/providers', () => ok([{ alias: 'primary', name: 'Staff', available: true, problem: null }])],
  ['POST', '/c/device', () => ok({
    client: 'docker', device: 'laptop', level: 'push', projects: null, lifetime_days: 90, address: '192.0.2.9', same_address: true, agent: 'berth login', expires_at: ago(-0.01),
  })],
  ['POST', '/c/device/answer', () => ok()],
  ['GET', `${API}/users/current`, () => ok(world.users[0])],
  ['GET', `${API}/users/current/permissions`, () => ok(world.permissions.project.map((one) => ({ ...one, resource: one.resource === 'project' ? '.' : one.resource })))],
  ['GET', `${API}/users/current/access-tokens`, (ask) => list(world.tokens, ask)],
  ['POST', `${API}/users/current/access-tokens`, ({ body }) => {
    const token = { id: nextId(world.tokens, 'id'), name: String(body['name']), level: String(body['level']), projects: [], creation_time: ago(0), expires_at: ago(-90), last_used_time: ago(0) };
    world.tokens.push(token);
    return { status: 201, body: { ...token, token: 'berth_pat_fake' } };
  }],
  ['DELETE', `${API}/users/current/access-tokens/:id`, ({ at }) => remove(world.tokens, 'id', at['id'] ?? '')],
  ['GET', `${API}/users/current/sessions`, () => ok(world.sessions)],
  ['DELETE', `${API}/users/current/sessions/:id`, ({ at }) => remove(world.sessions, 'id', at['id'] ?? '')],
  ['GET', `${API}/users/current/identities`, () => ok(world.identities)],

  // Projects and what is in them
  ['GET', `${API}/projects`, (ask) => {
    const isPublic = ask.query.get('public');
    const named = holding(world.projects, 'name', ask.query.get('name'));
    return list(sorted(named.filter((one) => isPublic === null || isPublic === '' || one.metadata.public === isPublic), ask), ask);
  }],
  ['POST', `${API}/projects`, ({ body }) => {
    const name = String(body['project_name']);
    if (projectOf(name) !== undefined) {
      return { status: 409, body: { errors: [{ code: 'CONFLICT', message: `The project named ${name} already exists` }] } };
    }
    const made = structuredClone(world.projects[0]);
    if (made !== undefined) {
      world.projects.unshift({ ...made, project_id: nextId(world.projects, 'project_id'), name, repo_count: 0, quota: { hard: { storage: -1 }, used: { storage: 0 } } });
    }
    return created(name);
  }],
  ['GET', `${API}/projects/:project`, ({ at }) => found(projectOf(at['project']), 'project')],
  ['PUT', `${API}/projects/:project`, ({ at, body }) => change(projectOf(at['project']), body)],
  ['DELETE', `${API}/projects/:project`, ({ at }) => remove(world.projects, 'name', projectOf(at['project'])?.name ?? '')],
  ['GET', `${API}/projects/:project/_deletable`, ({ at }) => ok({ deletable: projectOf(at['project'])?.repo_count === 0, message: '' })],
  ['GET', `${API}/projects/:project/summary`, ({ at }) => {
    const project = projectOf(at['project']);
    return ok({ repo_count: project?.repo_count, project_admin_count: 1, maintainer_count: 0, developer_count: 1, guest_count: 1, limited_guest_count: 0, quota: project?.quota });
  }],
  ['GET', `${API}/projects/:project/statistics/days`, ({ query }) => ok(world.days.slice(-Number(query.get('days') ?? 30)))],
  ['GET', `${API}/projects/:project/statistics/repositories`, ({ at }) => ok(sizes(projectOf(at['project'])?.name))],
  ['GET', `${API}/projects/:project/members`, (ask) => list(holding(world.members, 'entity_name', ask.query.get('entityname')), ask)],
  ['PUT', `${API}/projects/:project/members/:id`, ({ at, body }) => change(world.members.find((one) => String(one.id) === at['id']), body)],
  ['DELETE', `${API}/projects/:project/members/:id`, ({ at }) => remove(world.members, 'id', at['id'] ?? '')],
  ['GET', `${API}/projects/:project/immutabletagrules`, (ask) => list(world.immutableRules, ask)],
  ['POST', `${API}/projects/:project/immutabletagrules`, ({ body }) => {
    const id = nextId(world.immutableRules, 'id');
    world.immutableRules.push({ ...body, id, expires_at: -1, creation_time: ago(0), update_time: ago(0) } as unknown as (typeof world.immutableRules)[number]);
    return created(id);
  }],
  ['PUT', `${API}/projects/:project/immutabletagrules/:id`, ({ at, body }) => change(world.immutableRules.find((one) => String(one.id) === at['id']), body)],
  ['DELETE', `${API}/projects/:project/immutabletagrules/:id`, ({ at }) => remove(world.immutableRules, 'id', at['id'] ?? '')],
  ['GET', `${API}/projects/:project/logs`, (ask) => list(world.audit, ask)],
  ['GET', `${API}/projects/:project/auditlogs`, (ask) => list(world.audit, ask)],
  ['GET', `${API}/projects/:project/auditlog-exts`, (ask) => list(world.audit, ask)],
  ['GET', `${API}/projects/:project/metadatas`, ({ at }) => ok(projectOf(at['project'])?.metadata)],
  ['GET', `${API}/projects/:project/repositories`, (ask) => {
    const own = world.repositories.filter((one) => one.name.startsWith(`${projectOf(ask.at['project'])?.name ?? ''}/`));
    return list(holding(own, 'name', wanted(ask, 'name')), ask);
  }],
  ['GET', REPOSITORY, (ask) => found(world.repositories.find((one) => one.name === repositoryName(ask)), 'repository')],
  ['DELETE', REPOSITORY, (ask) => remove(world.repositories, 'name', repositoryName(ask))],
  ['GET', `${REPOSITORY}/artifacts`, (ask) => list(world.artifacts.filter((one) => one.repository_name === repositoryName(ask)), ask)],
  ['GET', `${REPOSITORY}/artifacts/:reference`, (ask) => found(artifactOf(ask), 'artifact')],
  ['DELETE', `${REPOSITORY}/artifacts/:reference`, (ask) => remove(world.artifacts, 'digest', artifactOf(ask)?.digest ?? '')],
  ['GET', `${REPOSITORY}/artifacts/:reference/accessories`, (ask) => list(artifactOf(ask)?.accessories ?? [], ask)],
  ['GET', `${REPOSITORY}/artifacts/:reference/tags`, (ask) => list(artifactOf(ask)?.tags ?? [], ask)],
  ['POST', `${REPOSITORY}/artifacts/:reference/tags`, (ask) => {
    const name = String(ask.body['name']);
    if (world.artifacts.some((one) => one.repository_name === repositoryName(ask) && one.tags.some((tag) => tag.name === name))) {
      return { status: 409, body: { errors: [{ code: 'CONFLICT', message: `The tag ${name} is attached to another artifact already` }] } };
    }
    artifactOf(ask)?.tags.push({ name, push_time: ago(0), immutable: false });
    return created(name);
  }],
  ['DELETE', `${REPOSITORY}/artifacts/:reference/tags/:tag`, (ask) => remove(artifactOf(ask)?.tags ?? [], 'name', ask.at['tag'] ?? '')],
  ['GET', `${REPOSITORY}/artifacts/:reference/additions/build_history`, () => ok([
    { created: ago(9), created_by: 'ADD rootfs.tar / # buildkit' }, { created: ago(9), created_by: 'COPY app /app', empty_layer: false }, { created: ago(9), created_by: 'CMD ["/app"]', empty_layer: true },
  ])],
  ['GET', `${REPOSITORY}/artifacts/:reference/additions/readme.md`, () => ok('# Shop\n\nInstalls the **shop**.\n\n| value | meaning |\n|---|---|\n| `replicas` | how many |\n')],
  ['GET', `${REPOSITORY}/artifacts/:reference/additions/values.yaml`, () => ok('replicas: 2\nimage:\n  tag: "2026-11"\n')],
  ['GET', `${REPOSITORY}/artifacts/:reference/additions/dependencies`, () => ok([{ name: 'postgresql', version: '16.4.1', repository: 'oci://registry.example/charts' }])],

  // Labels
  ['GET', `${API}/labels`, (ask) => list(holding(world.labels.filter((one) => one.scope === ask.query.get('scope')), 'name', ask.query.get('name')), ask)],
  ['POST', `${API}/labels`, ({ body }) => {
    const id = nextId(world.labels, 'id');
    world.labels.push({ description: '', ...body, id, creation_time: ago(0), update_time: ago(0) } as unknown as (typeof world.labels)[number]);
    return created(id);
  }],
  ['PUT', `${API}/labels/:id`, ({ at, body }) => change(world.labels.find((one) => String(one.id) === at['id']), body)],
  ['DELETE', `${API}/labels/:id`, ({ at }) => remove(world.labels, 'id', at['id'] ?? '')],
  ['POST', `${REPOSITORY}/artifacts/:reference/labels`, (ask) => {
    artifactOf(ask)?.labels.push(world.labels.find((one) => one.id === ask.body['id']) ?? {});
    return ok();
  }],
  ['DELETE', `${REPOSITORY}/artifacts/:reference/labels/:id`, (ask) => remove((artifactOf(ask)?.labels ?? []) as Thing[], 'id', ask.at['id'] ?? '')],
  // Webhooks of a project and of the registry
  ...[`${API}/projects/:project`, API].flatMap((place): Route[] => [
    ['GET', `${place}/webhook/policies`, (ask) => list(holding(world.webhooks, 'name', wanted(ask, 'name')), ask)],
    ['POST', `${place}/webhook/policies`, ({ body }) => {
      const id = nextId(world.webhooks, 'id');
      const first = world.webhooks[0];
      if (first !== undefined) {
        world.webhooks.push({ ...first, ...body, id });
      }
      return created(id);
    }],
    ['PUT', `${place}/webhook/policies/:id`, ({ at, body }) => change(world.webhooks.find((one) => String(one.id) === at['id']), body)],
    ['DELETE', `${place}/webhook/policies/:id`, ({ at }) => remove(world.webhooks, 'id', at['id'] ?? '')],
    ['PUT', `${place}/webhook/policies/:id/secret`, () => ok({ secret: 'fake-webhook-secret' })],
    ['POST', `${place}/webhook/policies/:id/test`, () => ok([{ address: 'https://deploy.example/hook', headers: { 'Content-Type': 'application/json' }, body: '{"type":"PUSH_ARTIFACT"}', answer: { status: 200, headers: {}, body: 'ok' }, problem: null }])],
    ['POST', `${place}/webhook/policies/:id/replay`, () => ({ status: 202, body: { messages: 4 } })],
    ['GET', `${place}/webhook/policies/:id/executions`, (ask) => list(world.deliveries, ask)],
    ['POST', `${place}/webhook/policies/:id/executions/:execution/replay`, () => ({ status: 202, body: { messages: 1 } })],
  ]),
  // What was deleted, in a project and in the registry
  ...[`${API}/projects/:project/trash`, `${API}/trash`].flatMap((place): Route[] => [
    ['GET', place, (ask) => list(holding(world.trash, 'repository', wanted(ask, 'repository')), ask)],
    ['DELETE', place, () => ok({ purged: world.trash.splice(0).length })],
    ['DELETE', `${place}/:id`, ({ at }) => remove(world.trash, 'id', at['id'] ?? '')],
    ['POST', `${place}/:id/restore`, ({ at }) => {
      remove(world.trash, 'id', at['id'] ?? '');
      return ok({ artifacts: 1, tags: 2, tags_taken: 1 });
    }],
  ]),

  // Robots, roles, people
  ['GET', `${API}/robots`, (ask) => list(world.robots.filter((one) => one.level === (/Level=project/i.test(ask.query.get('q') ?? '') ? 'project' : 'system')), ask)],
  ['GET', `${API}/robots/:id`, ({ at }) => found(world.robots.find((one) => String(one.id) === at['id']), 'robot')],
  ['POST', `${API}/robots`, ({ body }) => {
    const id = nextId(world.robots, 'id');
    const first = world.robots[0];
    if (first !== undefined) {
      world.robots.push({ ...first, ...body, id, name: `robot$${String(body['name'])}` });
    }
    return { status: 201, body: { id, name: `robot$${String(body['name'])}`, secret: 'fake-robot-secret', creation_time: ago(0), expires_at: -1 } };
  }],
  ['PUT', `${API}/robots/:id`, ({ at, body }) => change(world.robots.find((one) => String(one.id) === at['id']), body)],
  ['PATCH', `${API}/robots/:id`, () => ok({ secret: 'fake-robot-secret' })],
  ['DELETE', `${API}/robots/:id`, ({ at }) => remove(world.robots, 'id', at['id'] ?? '')],
  ['GET', `${API}/permissions`, () => ok(world.permissions)],
  ['GET', `${API}/roles`, (ask) => list(world.roles, ask)],
  ['GET', `${API}/roles/:id`, ({ at }) => found(world.roles.find((one) => String(one.role_id) === at['id']), 'role')],
  ['POST', `${API}/roles`, ({ body }) => {
    const role_id = nextId(world.roles, 'role_id');
    world.roles.push({ role_id, built_in: false, creation_time: null, update_time: null, permissions: [], description: '', ...body, role_name: String(body['role_name']) });
    return created(role_id);
  }],
  ['PUT', `${API}/roles/:id`, ({ at, body }) => change(world.roles.find((one) => String(one.role_id) === at['id']), body)],
  ['DELETE', `${API}/roles/:id`, ({ at }) => remove(world.roles, 'role_id', at['id'] ?? '')],
  ['GET', `${API}/users`, (ask) => list(holding(world.users, 'username', ask.query.get('username')), ask)],
  ['GET', `${API}/users/search`, (ask) => list(holding(world.users, 'username', ask.query.get('username')), ask)],
  ['GET', `${API}/users/:id`, ({ at }) => found(userOf(at['id']), 'user')],
  ['DELETE', `${API}/users/:id`, ({ at }) => remove(world.users, 'user_id', at['id'] ?? '')],
  ['PUT', `${API}/users/:id/sysadmin`, ({ at, body }) => change(userOf(at['id']), body)],
  ['GET', `${API}/users/:id/rights`, ({ at }) => ok({
    active: true, administrator_by_flag: userOf(at['id'])?.sysadmin_flag, administrator_by_group: false, groups: ['developers'],
    memberships: [{ project_id: 1, project_name: 'platform', role_id: 2, role_name: 'developer', group_name: null, group_type: 0, repository_pattern: 'gateway*' }],
  })],
  ['GET', `${API}/users/:id/disabled`, () => ok({ disabled: false })],
  ['GET', `${API}/users/:id/identities`, () => ok(world.identities)],
  ['GET', `${API}/users/:id/sessions`, () => ok(world.sessions)],
  ['GET', `${API}/users/:id/access-tokens`, (ask) => list(world.tokens, ask)],
  ['GET', `${API}/usergroups`, (ask) => list(holding(world.groups, 'group_name', ask.query.get('group_name')), ask)],
  ['GET', `${API}/usergroups/search`, (ask) => list(holding(world.groups, 'group_name', ask.query.get('groupname')), ask)],
  ['GET', `${API}/usergroups/:id`, ({ at }) => found(world.groups.find((one) => String(one.id) === at['id']), 'group')],
  ['GET', `${API}/usergroups/:id/members`, (ask) => list(world.users.slice(1, 3), ask)],
  ['DELETE', `${API}/usergroups/:id`, ({ at }) => remove(world.groups, 'id', at['id'] ?? '')],

  // Administration
  ['GET', `${API}/statistics`, () => ok({
    private_project_count: 34, public_project_count: 9, total_project_count: world.projects.length, private_repo_count: 4, public_repo_count: 1, total_repo_count: 5, total_storage_consumption: 17.2e9,
  })],
  ['GET', `${API}/statistics/days`, ({ query }) => ok(world.days.slice(-Number(query.get('days') ?? 30)))],
  ['GET', `${API}/statistics/repositories`, () => ok(sizes(undefined))],
  ['GET', `${API}/quotas`, (ask) => list(sorted(quotas(), ask), ask)],
  ['PUT', `${API}/quotas/:id`, ({ at, body }) => change(projectOf(at['id'])?.quota, body)],
  ['GET', `${API}/oidc-providers`, () => ok(world.providers)],
  ['GET', `${API}/oidc-providers/:alias`, ({ at }) => found(world.providers.find((one) => one.alias === at['alias']), 'provider')],
  ['PUT', `${API}/oidc-providers/:alias`, ({ at, body }) => change(world.providers.find((one) => one.alias === at['alias']), body)],
  ['GET', `${API}/sign-ins`, ({ query }) => ok(query.has('before') ? [] : world.signIns)],
  ['GET', `${API}/auditlogs`, (ask) => list(world.audit, ask)],
  ['GET', `${API}/auditlog-exts`, (ask) => list(world.audit, ask)],
  ['GET', `${API}/auditlog-exts/events`, () => ok([{ event_type: 'create_artifact' }, { event_type: 'pull_artifact' }])],
  ['GET', `${API}/audit-log-targets`, (ask) => list(world.auditTargets, ask)],
  ['POST', `${API}/audit-log-targets`, ({ body }) => {
    const id = nextId(world.auditTargets, 'id');
    world.auditTargets.push({ id, authorized: false, skip_cert_verify: false, queue: { waiting: 0, limit: 20_000, given_up: 0 }, ...body } as (typeof world.auditTargets)[number]);
    return created(id);
  }],
  ['PUT', `${API}/audit-log-targets/:id`, ({ at, body }) => change(world.auditTargets.find((one) => String(one.id) === at['id']), body)],
  ['DELETE', `${API}/audit-log-targets/:id`, ({ at }) => remove(world.auditTargets, 'id', at['id'] ?? '')],
  ['POST', `${API}/audit-log-targets/:id/test`, ({ at }) => ok(at['id'] === '2' ? { place: 'POST https://siem.example', taken: false, problem: 'siem.example cannot be reached: Connection refused' } : { place: 'syslog-tls logs.example:6514', taken: true, problem: null })],
  ['POST', `${API}/audit-log-targets/:id/replay`, () => ({ status: 202, body: { messages: 3 } })],
  ['GET', `${API}/system/purgeaudit`, (ask) => list(world.purges, ask)],
  ['GET', `${API}/system/purgeaudit/schedule`, () => ok(world.purgeSchedule)],
  ['POST', `${API}/system/purgeaudit/schedule`, () => created(9)],
  ['PUT', `${API}/system/purgeaudit/schedule`, () => ok()],
  ['GET', `${API}/search/all`, ({ query }) => ok(search(query.get('q') ?? ''))],
  ['GET', `${API}/system/gc`, (ask) => list(world.gc, ask)],
  ['GET', `${API}/system/gc/schedule`, () => ok(world.gcSchedule)],
  ['GET', `${API}/jobservice/executions`, (ask) => list(world.jobs, ask)],
  ['GET', `${API}/jobservice/queues`, () => ok(world.queues)],
  ['PUT', `${API}/jobservice/queues/:queue`, ({ at, body }) => change(world.queues.find((one) => one.job_type === at['queue']), { paused: body['action'] === 'pause' })],
  ['PUT', `${API}/jobservice/jobs/:id`, ({ at }) => change(world.jobs.find((one) => String(one.id) === at['id']), { status: 'Stopped' })],
  ['GET', `${API}/schedules`, (ask) => list(world.schedules, ask)],
  ['GET', `${API}/retentions/registry`, () => found(world.retentions[1], 'policy')],
  ['POST', `${API}/retentions/preview`, () => ok({
    complete: true,
    repositories: [{ repository: 'platform/gateway', total: 2, retained: 1, deleted: 1, freed_bytes: 4.2e8, problem: '', artifacts: [
      { digest: `sha256:${'a'.repeat(64)}`, tags: ['v1.2.0'], media_type: '', retention: 'RETAIN', rule: 2, reason: '', push_time: ago(4), pull_time: ago(1), size: 1 },
      { digest: `sha256:${'b'.repeat(64)}`, tags: ['dev-7'], media_type: '', retention: 'DEL', rule: null, reason: '', push_time: ago(40), pull_time: '0001-01-01T00:00:00.000Z', size: 1 },
    ] }],
  })],
  ['POST', `${API}/retentions`, () => created(1)],
  ['GET', `${API}/retentions/:id`, ({ at }) => found(world.retentions.find((one) => String(one.id) === at['id']), 'policy')],
  ['PUT', `${API}/retentions/:id`, ({ at, body }) => change(world.retentions.find((one) => String(one.id) === at['id']), body)],
  ['DELETE', `${API}/retentions/:id`, ({ at }) => remove(world.retentions, 'id', at['id'] ?? '')],
  ['GET', `${API}/retentions/:id/executions`, (ask) => list(world.retentionRuns, ask)],
  ['POST', `${API}/retentions/:id/executions`, () => created(4)],
  ['PATCH', `${API}/retentions/:id/executions/:run`, () => ok()],
  ['GET', `${API}/retentions/:id/executions/:run/tasks`, (ask) => list([{ id: 1, execution_id: 1, repository: 'gateway', job_id: '1-1', status: 'Success', status_code: 3, start_time: ago(1), end_time: ago(1), total: 120, retained: 96, deleted: 24, freed_bytes: 0 }], ask)],
  ['GET', `${API}/kept-settings`, () => ok(world.keptSettings)],
  ['GET', `${API}/configurations`, () => ok(world.configuration)],
  ['PUT', `${API}/configurations`, ({ body }) => {
    for (const [name, value] of Object.entries(body)) {
      world.configuration[name] = { value: value as string, editable: true };
    }
    return ok();
  }],
];

/** What the search box asks: the first ten of each. */
function search(text: string): unknown {
  const part = text.toLowerCase();
  const cut = <T,>(items: readonly T[]) => ({ items: items.slice(0, 10), more: items.length > 10 });
  const tagged = world.artifacts.flatMap((one) => one.tags.map((tag) => ({ project_name: one.repository_name.split('/')[0], repository_name: one.repository_name, digest: one.digest, tag: tag.name, push_time: one.push_time })));
  return {
    projects: cut(world.projects.filter((one) => one.name.includes(part)).map((one) => ({ project_id: one.project_id, name: one.name, public: false }))),
    repositories: cut(world.repositories.filter((one) => one.name.includes(part)).map((one) => ({ project_name: one.name.split('/')[0], name: one.name }))),
    artifacts: cut(tagged.filter((one) => one.tag.startsWith(text) || one.digest.includes(part))),
    labels: cut(world.labels.filter((one) => one.name.includes(part)).map((one) => ({ id: one.id, name: one.name, color: one.color, scope: one.scope, project_name: one.scope === 'p' ? 'platform' : null }))),
  };
}

function sizes(project: string | undefined): unknown[] {
  return world.repositories
    .filter((one) => project === undefined || one.name.startsWith(`${project}/`))
    .map((one, at) => ({ name: one.name, project_name: one.name.split('/')[0], size: 9e9 / (at + 1), pull_count: one.pull_count }));
}
