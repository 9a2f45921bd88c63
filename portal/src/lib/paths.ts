/** Every address of the portal; Harbor's, because people keep them as bookmarks. */
export const paths = {
  signIn: '/account/sign-in',
  onboard: '/oidc-onboard',
  projects: '/harbor/projects',
  users: '/harbor/users',
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
