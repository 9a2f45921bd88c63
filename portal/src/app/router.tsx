import { createBrowserRouter, Navigate } from 'react-router-dom';
import { ArtifactsPage } from '../features/artifacts/artifacts-page';
import { OnboardPage } from '../features/onboarding/onboard-page';
import { ProfilePage } from '../features/profile/profile-page';
import { ProjectsPage } from '../features/projects/projects-page';
import { RepositoriesPage } from '../features/repositories/repositories-page';
import { SignInPage } from '../features/sign-in/sign-in-page';
import { UsersPage } from '../features/users/users-page';
import { CrashPage } from './crash-page';
import { NotFoundPage } from './not-found-page';
import { paths } from './paths';
import { Shell } from './shell';

export const router = createBrowserRouter([
  {
    errorElement: <CrashPage />,
    children: [
      { path: paths.signIn, element: <SignInPage /> },
      { path: paths.onboard, element: <OnboardPage /> },
      {
        element: <Shell />,
        children: [
          { path: '/', element: <Navigate to={paths.projects} replace /> },
          { path: '/harbor', element: <Navigate to={paths.projects} replace /> },
          { path: paths.projects, element: <ProjectsPage /> },
          { path: '/harbor/projects/:projectName', element: <Navigate to="repositories" replace relative="path" /> },
          { path: paths.repositories, element: <RepositoriesPage /> },
          { path: paths.artifacts, element: <ArtifactsPage /> },
          { path: paths.users, element: <UsersPage /> },
          { path: paths.profile, element: <ProfilePage /> },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
