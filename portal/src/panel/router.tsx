import { createBrowserRouter, type RouteObject } from 'react-router';
import { Loading } from '../components/states';
import { Crash, NotFound } from './not-found';
import { SessionLoader } from './session-loader';
import { Shell } from './shell';

const project = '/panel/projects/:project';

const registryRoutes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./features/registry/overview-page')).OverviewPage }) },
];

/** The routes; each page is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    element: <SessionLoader />,
    errorElement: <Crash />,
    hydrateFallbackElement: <Loading rows={3} />,
    children: [
      { path: '/panel/sign-in', lazy: async () => ({ Component: (await import('./features/sign-in/sign-in-page')).SignInPage }) },
      {
        element: <Shell />,
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
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
