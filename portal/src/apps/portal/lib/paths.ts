/** Every address of the portal; Harbor's, because people keep them as bookmarks. */
export const paths = {
  signIn: '/account/sign-in',
  signedIn: '/account/signed-in',
  device: '/account/device',
  onboard: '/oidc-onboard',
  projects: '/harbor/projects',
  dashboard: '/harbor/dashboard',
  users: '/harbor/users',
  user: (id: number) => `/harbor/users/${id}`,
  groups: '/harbor/groups',
  group: (id: number) => `/harbor/groups/${id}`,
  roles: '/harbor/roles',
  robots: '/harbor/robot-accounts',
  newRobot: '/harbor/robot-accounts/new',
  robot: (id: number) => `/harbor/robot-accounts/${id}`,
  labels: '/harbor/labels',
  quotas: '/harbor/project-quotas',
  webhooksOfRegistry: '/harbor/webhooks',
  providers: '/harbor/configs/auth',
  newProvider: '/harbor/configs/auth/new',
  provider: (alias: string) => `/harbor/configs/auth/${encodeURIComponent(alias)}`,
  retention: '/harbor/retention',
  cleanUp: '/harbor/clearing-job/gc',
  trash: '/harbor/trash',
  jobs: '/harbor/job-service-dashboard',
  audit: '/harbor/logs',
  signIns: '/harbor/logs/sign-ins',
  forwarding: '/harbor/logs/forwarding',
  purge: '/harbor/clearing-job/audit-log-purge',
  configuration: '/harbor/configs/setting',
  profile: '/harbor/profile',
  summary: (project: string) => `${projectPath(project)}/summary`,
  repositories: (project: string) => `${projectPath(project)}/repositories`,
  members: (project: string) => `${projectPath(project)}/members`,
  projectLabels: (project: string) => `${projectPath(project)}/labels`,
  tagRetention: (project: string) => `${projectPath(project)}/tag-strategy/tag-retention`,
  immutableTags: (project: string) => `${projectPath(project)}/tag-strategy/immutable-tag`,
  projectTrash: (project: string) => `${projectPath(project)}/trash`,
  projectRobots: (project: string) => `${projectPath(project)}/robot-account`,
  webhooks: (project: string) => `${projectPath(project)}/webhook`,
  projectLogs: (project: string) => `${projectPath(project)}/logs`,
  projectConfiguration: (project: string) => `${projectPath(project)}/configs`,
  repository: (project: string, repository: string) => `${projectPath(project)}/repositories/${encodeURIComponent(repository)}`,
  artifact: (project: string, repository: string, digest: string) =>
    `${projectPath(project)}/repositories/${encodeURIComponent(repository)}/artifacts/${digest}`,
};

function projectPath(project: string): string {
  return `/harbor/projects/${encodeURIComponent(project)}`;
}

/** A repository's name from an address, also from Harbor's, which encodes its slashes twice. */
export function repositoryOf(parameter: string | undefined): string {
  return (parameter ?? '').replaceAll(/%2f/gi, '/');
}

/** Whether a path of this host is a page of the portal; others are documents of their own. */
export function isOfPortal(path: string): boolean {
  return !/^\/devcenter-api-2\.0(?![^?#/])/.test(path);
}

/** Where to go after sign-in. */
export function signInAndReturn(target: string): string {
  return target === '' || target === '/' ? paths.signIn : `${paths.signIn}?redirect_url=${encodeURIComponent(target)}`;
}
