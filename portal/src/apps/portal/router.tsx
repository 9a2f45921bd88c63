import { sessionQuery } from '@portal/lib/api';
import { createBrowserRouter, Navigate, Outlet, type RouteObject } from 'react-router';
import { Loading } from '@shared/components/states';
import { paths } from './lib/paths';
import { adminRoutes } from './admin-routes';
import { Crash } from '@shared/components/crash';
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

const projectRoutes: RouteObject[] = [
  {
    lazy: async () => ({ Component: (await import('./features/project/project-tabs')).ProjectTabs }),
    children: [
      { index: true, element: <Navigate to="repositories" replace /> },
      { path: 'summary', lazy: async () => ({ Component: (await import('./features/project/summary-page')).SummaryPage }) },
      { path: 'repositories', lazy: async () => ({ Component: (await import('./features/project/repositories-page')).RepositoriesPage }) },
      { path: 'members', lazy: async () => ({ Component: (await import('./features/members/members-page')).MembersPage }) },
      { path: 'labels', lazy: async () => ({ Component: (await import('./features/labels/project-labels-page')).ProjectLabelsPage }) },
      { path: 'tag-strategy/tag-retention', lazy: async () => ({ Component: (await import('./features/retention/retention-page')).RetentionPage }) },
      { path: 'tag-strategy/immutable-tag', lazy: async () => ({ Component: (await import('./features/immutable-tags/immutable-tags-page')).ImmutableTagsPage }) },
      { path: 'trash', lazy: async () => ({ Component: (await import('./features/trash/project-trash-page')).ProjectTrashPage }) },
      { path: 'robot-account', lazy: async () => ({ Component: (await import('./features/robots/robots-page')).RobotsPage }) },
      { path: 'webhook', lazy: async () => ({ Component: (await import('./features/webhooks/project-webhooks-page')).ProjectWebhooksPage }) },
      { path: 'logs', lazy: async () => ({ Component: (await import('./features/logs/logs-page')).LogsPage }) },
      { path: 'configs', lazy: async () => ({ Component: (await import('./features/project/configuration-page')).ConfigurationPage }) },
    ],
  },
  { path: 'repositories/:repository', lazy: async () => ({ Component: (await import('./features/artifacts/artifacts-page')).ArtifactsPage }) },
  { path: 'repositories/:repository/artifacts-tab', element: <Navigate to=".." relative="path" replace /> },
  {
    path: 'repositories/:repository/artifacts/:digest',
    lazy: async () => ({ Component: (await import('./features/artifacts/artifact-page')).ArtifactPage }),
  },
  // Harbor's address of the same page.
  {
    path: 'repositories/:repository/artifacts-tab/artifacts/:digest',
    lazy: async () => ({ Component: (await import('./features/artifacts/artifact-page')).ArtifactPage }),
  },
];

/** The routes; each page is loaded when it is first opened. */
export const router = createBrowserRouter([
  {
    element: <Root />,
    errorElement: <Crash />,
    hydrateFallbackElement: <Loading rows={3} />,
    children: [
      { path: '/', element: <Navigate to={paths.projects} replace /> },
      { path: '/harbor', element: <Navigate to={paths.projects} replace /> },
      { path: paths.signIn, lazy: async () => ({ Component: (await import('./features/sign-in/sign-in-page')).SignInPage }) },
      {
        lazy: async () => ({ Component: (await import('./whole-texts')).WholeTexts }),
        children: [
          { path: paths.signedIn, lazy: async () => ({ Component: (await import('./signed-in')).SignedIn }) },
          { path: paths.device, lazy: async () => ({ Component: (await import('./features/device/device-page')).DevicePage }) },
          { path: paths.onboard, lazy: async () => ({ Component: (await import('./features/onboarding/onboarding-page')).OnboardingPage }) },
          {
            // Not with the first page: the sign-in needs none of the frame.
            lazy: async () => ({ Component: (await import('./shell')).Shell }),
            errorElement: <Crash />,
            children: [
              { path: paths.projects, lazy: async () => ({ Component: (await import('./features/projects/projects-page')).ProjectsPage }) },
              {
                path: '/harbor/projects/:project',
                lazy: async () => ({ Component: (await import('./features/project/project-room')).ProjectRoomLoader }),
                children: projectRoutes,
              },
              adminRoutes,
              { path: paths.profile, lazy: async () => ({ Component: (await import('./features/profile/profile-page')).ProfilePage }) },
              { path: '*', lazy: notFound },
            ],
          },
        ],
      },
    ],
  },
]);
