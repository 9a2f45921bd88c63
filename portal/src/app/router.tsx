import { createBrowserRouter, Navigate, Outlet } from 'react-router';
import { Loading } from '../components/states';
import { paths } from '../lib/paths';
import { adminRoutes } from './admin-routes';
import { Crash, NotFound } from './not-found';
import { SessionLoader } from './session';
import { Shell } from './shell';

function Root() {
  return (
    <SessionLoader>
      <Outlet />
    </SessionLoader>
  );
}

/** The routes; each page is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    element: <Root />,
    errorElement: <Crash />,
    hydrateFallbackElement: <Loading rows={3} />,
    children: [
      { path: '/', element: <Navigate to={paths.projects} replace /> },
      { path: '/harbor', element: <Navigate to={paths.projects} replace /> },
      { path: paths.signIn, lazy: async () => ({ Component: (await import('../features/sign-in/sign-in-page')).SignInPage }) },
      { path: paths.onboard, lazy: async () => ({ Component: (await import('../features/onboarding/onboarding-page')).OnboardingPage }) },
      {
        element: <Shell />,
        errorElement: <Crash />,
        children: [
          { path: paths.projects, lazy: async () => ({ Component: (await import('../features/projects/projects-page')).ProjectsPage }) },
          {
            path: '/harbor/projects/:project/repositories?',
            lazy: async () => ({ Component: (await import('../features/repositories/repositories-page')).RepositoriesPage }),
          },
          {
            path: '/harbor/projects/:project/repositories/:repository',
            lazy: async () => ({ Component: (await import('../features/artifacts/artifacts-page')).ArtifactsPage }),
          },
          {
            path: '/harbor/projects/:project/repositories/:repository/artifacts/:digest',
            lazy: async () => ({ Component: (await import('../features/artifacts/artifact-page')).ArtifactPage }),
          },
          adminRoutes,
          { path: paths.profile, lazy: async () => ({ Component: (await import('../features/profile/profile-page')).ProfilePage }) },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);
