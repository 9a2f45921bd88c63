/** Every address of the portal; Harbor's, because people keep them as bookmarks. */
export const paths = {
  signIn: '/account/sign-in',
  onboard: '/oidc-onboard',
  projects: '/harbor/projects',
  dashboard: '/harbor/dashboard',
  users: '/harbor/users',
  user: (id: number) => `/harbor/users/${id}`,
  groups: '/harbor/groups',
  group: (id: number) => `/harbor/groups/${id}`,
  robots: '/harbor/robot-accounts',
  newRobot: '/harbor/robot-accounts/new',
  robot: (id: number) => `/harbor/robot-accounts/${id}`,
  quotas: '/harbor/project-quotas',
  providers: '/harbor/configs/auth',
  newProvider: '/harbor/configs/auth/new',
  provider: (alias: string) => `/harbor/configs/auth/${encodeURIComponent(alias)}`,
  cleanUp: '/harbor/clearing-job/gc',
  audit: '/harbor/logs',
  signIns: '/harbor/logs/sign-ins',
  configuration: '/harbor/configs/setting',
  profile: '/harbor/profile',
  repositories: (project: string) => `/harbor/projects/${encodeURIComponent(project)}/repositories`,
  repository: (project: string, repository: string) =>
    `/harbor/projects/${encodeURIComponent(project)}/repositories/${encodeURIComponent(repository)}`,
  artifact: (project: string, repository: string, digest: string) =>
    `/harbor/projects/${encodeURIComponent(project)}/repositories/${encodeURIComponent(repository)}/artifacts/${digest}`,
};

/** Where to go after sign-in. */
export function signInAndReturn(target: string): string {
  return target === '' || target === '/' ? paths.signIn : `${paths.signIn}?redirect_url=${encodeURIComponent(target)}`;
}
