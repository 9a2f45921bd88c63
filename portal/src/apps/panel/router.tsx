import { createBrowserRouter, Outlet, type RouteObject } from 'react-router';
import { Loading } from '@shared/components/states';
import { Crash } from '@shared/components/crash';
import { paths } from '@panel/lib/paths';
import { sessionQuery } from '@panel/lib/api';
import { SessionLoader } from '@shared/session/session';

async function notFound() {
  const { NotFound } = await import('@shared/components/not-found');
  return { element: <NotFound home={paths.projects} /> };
}

function Root() {
  return (
    <SessionLoader query={sessionQuery}>
      <Outlet />
    </SessionLoader>
  );
}

const project = '/panel/projects/:project';

const registryRoutes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./features/registry/overview-page')).OverviewPage }) },
  { path: 'openid-connect', lazy: async () => ({ Component: (await import('./features/oidc/oidc-page')).OidcPage }) },
  { path: 'openid-connect/set-up', lazy: async () => ({ Component: (await import('./features/oidc/set-up-page')).OidcSetUpPage }) },
  { path: 'openid-connect/edit', lazy: async () => ({ Component: (await import('./features/oidc/edit-page')).OidcEditPage }) },
  { path: 'users', lazy: async () => ({ Component: (await import('./features/users/users-page')).UsersPage }) },
  { path: 'access', lazy: async () => ({ Component: (await import('./features/access/access-page')).AccessPage }) },
  { path: 'activity', lazy: async () => ({ Component: (await import('./features/activity/activity-pages')).RegistryActivity }) },
];

/** The routes; each page is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    element: <Root />,
    errorElement: <Crash />,
    hydrateFallbackElement: <Loading rows={3} />,
    children: [
      { path: '/panel/sign-in', lazy: async () => ({ Component: (await import('./features/sign-in/sign-in-page')).SignInPage }) },
      {
        lazy: async () => ({ Component: (await import('./whole-texts')).WholeTexts }),
        children: [
          {
            // Not with the first page: the sign-in needs none of the frame.
            lazy: async () => ({ Component: (await import('./shell')).Shell }),
            errorElement: <Crash />,
            children: [
              { path: '/', lazy: async () => ({ Component: (await import('./features/projects/home')).Home }) },
              { path: '/panel', lazy: async () => ({ Component: (await import('./features/projects/home')).Home }) },
              { path: '/panel/projects', lazy: async () => ({ Component: (await import('./features/projects/projects-page')).ProjectsPage }) },
              { path: project, lazy: async () => ({ Component: (await import('./features/projects/home')).ToRegistries }) },
              { path: `${project}/registries`, lazy: async () => ({ Component: (await import('./features/registries/registries-page')).RegistriesPage }) },
              { path: `${project}/registries/new`, lazy: async () => ({ Component: (await import('./features/registries/new-registry-page')).NewRegistryPage }) },
              {
                path: `${project}/registries/:registry`,
                lazy: async () => ({ Component: (await import('./features/registry/registry-frame')).RegistryFrame }),
                children: registryRoutes,
              },
              { path: `${project}/members`, lazy: async () => ({ Component: (await import('./features/members/members-page')).MembersPage }) },
              { path: `${project}/activity`, lazy: async () => ({ Component: (await import('./features/activity/activity-pages')).ProjectActivity }) },
              { path: '/panel/account', lazy: async () => ({ Component: (await import('./features/account/security-page')).SecurityPage }) },
              { path: '/panel/account/api-keys', lazy: async () => ({ Component: (await import('./features/account/keys-page')).KeysPage }) },
              { path: '/panel/account/service-accounts', lazy: async () => ({ Component: (await import('./features/account/clients-page')).ClientsPage }) },
              { path: '/panel/account/activity', lazy: async () => ({ Component: (await import('./features/activity/activity-pages')).OwnActivity }) },
              { path: '*', lazy: notFound },
            ],
          },
        ],
      },
    ],
  },
]);
