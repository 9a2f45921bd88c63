/** Every path of the portal; they are bookmarked, so they stay. */
export const paths = {
  signIn: '/account/sign-in',
  onboard: '/oidc-onboard',
  projects: '/harbor/projects',
  repositories: '/harbor/projects/:projectName/repositories',
  artifacts: '/harbor/projects/:projectName/repositories/:repositoryName',
  users: '/harbor/users',
  profile: '/harbor/profile',
} as const;
