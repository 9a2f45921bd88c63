/** Every address of the control panel. */
export const paths = {
  home: '/',
  signIn: '/panel/sign-in',
  projects: '/panel/projects',
  registries: (project: string) => `${projectPath(project)}/registries`,
  newRegistry: (project: string) => `${projectPath(project)}/registries/new`,
  members: (project: string) => `${projectPath(project)}/members`,
  projectActivity: (project: string) => `${projectPath(project)}/activity`,
  registry: registryPath,
  oidc: (project: string, id: string) => `${registryPath(project, id)}/openid-connect`,
  oidcSetUp: (project: string, id: string) => `${registryPath(project, id)}/openid-connect/set-up`,
  oidcEdit: (project: string, id: string) => `${registryPath(project, id)}/openid-connect/edit`,
  users: (project: string, id: string) => `${registryPath(project, id)}/users`,
  access: (project: string, id: string) => `${registryPath(project, id)}/access`,
  activity: (project: string, id: string) => `${registryPath(project, id)}/activity`,
  account: '/panel/account',
  keys: '/panel/account/api-keys',
  clients: '/panel/account/service-accounts',
  ownActivity: '/panel/account/activity',
};

function projectPath(project: string): string {
  return `/panel/projects/${encodeURIComponent(project)}`;
}

function registryPath(project: string, id: string): string {
  return `${projectPath(project)}/registries/${encodeURIComponent(id)}`;
}

/** Where to sign in, to come back to an address of the panel. */
export function signInAndReturn(target: string): string {
  return target === '' || target === '/' ? paths.signIn : `${paths.signIn}?next=${encodeURIComponent(target)}`;
}

/** An address of the panel to go to after sign-in; anything else becomes the panel's door. */
export function returnAddress(next: string | null): string {
  return next !== null && /^\/panel(\/|$)/.test(next) && !next.includes('\\') ? next : paths.home;
}
