import { Navigate, type RouteObject } from 'react-router';
import { paths } from './lib/paths';

/** The pages of administrators; each is loaded when it is first opened. */
export const adminRoutes: RouteObject = {
  lazy: async () => ({ Component: (await import('./administrators-only')).AdministratorsOnly }),
  children: [
    { path: paths.dashboard, lazy: async () => ({ Component: (await import('./features/admin-dashboard/dashboard-page')).DashboardPage }) },
    { path: paths.users, lazy: async () => ({ Component: (await import('./features/admin-users/users-page')).UsersPage }) },
    { path: `${paths.users}/:id`, lazy: async () => ({ Component: (await import('./features/admin-users/user-page')).UserPage }) },
    { path: paths.groups, lazy: async () => ({ Component: (await import('./features/admin-groups/groups-page')).GroupsPage }) },
    { path: `${paths.groups}/:id`, lazy: async () => ({ Component: (await import('./features/admin-groups/group-page')).GroupPage }) },
    { path: paths.roles, lazy: async () => ({ Component: (await import('./features/admin-roles/roles-page')).RolesPage }) },
    { path: paths.robots, lazy: async () => ({ Component: (await import('./features/admin-robots/robots-page')).RobotsPage }) },
    { path: paths.newRobot, lazy: async () => ({ Component: (await import('./features/admin-robots/robot-page')).RobotPage }) },
    { path: `${paths.robots}/:id`, lazy: async () => ({ Component: (await import('./features/admin-robots/robot-page')).RobotPage }) },
    { path: paths.labels, lazy: async () => ({ Component: (await import('./features/labels/labels-page')).LabelsPage }) },
    { path: paths.webhooksOfRegistry, lazy: async () => ({ Component: (await import('./features/webhooks/webhooks-page')).WebhooksPage }) },
    { path: paths.quotas, lazy: async () => ({ Component: (await import('./features/admin-quotas/quotas-page')).QuotasPage }) },
    { path: paths.providers, lazy: async () => ({ Component: (await import('./features/admin-providers/providers-page')).ProvidersPage }) },
    { path: paths.newProvider, lazy: async () => ({ Component: (await import('./features/admin-providers/provider-page')).ProviderPage }) },
    { path: `${paths.providers}/:alias`, lazy: async () => ({ Component: (await import('./features/admin-providers/provider-page')).ProviderPage }) },
    { path: paths.retention, lazy: async () => ({ Component: (await import('./features/retention/registry-retention-page')).RegistryRetentionPage }) },
    { path: paths.jobs, lazy: async () => ({ Component: (await import('./features/admin-jobs/jobs-page')).JobsPage }) },
    { path: '/harbor/clearing-job', element: <Navigate to={paths.cleanUp} replace /> },
    { path: paths.cleanUp, lazy: async () => ({ Component: (await import('./features/admin-gc/gc-page')).GcPage }) },
    { path: paths.trash, lazy: async () => ({ Component: (await import('./features/trash/trash-page')).TrashPage }) },
    { path: paths.audit, lazy: async () => ({ Component: (await import('./features/admin-audit/audit-page')).AuditPage }) },
    { path: paths.signIns, lazy: async () => ({ Component: (await import('./features/admin-audit/sign-ins-page')).SignInsPage }) },
    { path: paths.forwarding, lazy: async () => ({ Component: (await import('./features/admin-forwarding/forwarding-page')).ForwardingPage }) },
    { path: paths.purge, lazy: async () => ({ Component: (await import('./features/admin-purge/purge-page')).PurgePage }) },
    { path: '/harbor/configs', element: <Navigate to={paths.configuration} replace /> },
    { path: paths.configuration, lazy: async () => ({ Component: (await import('./features/admin-config/config-page')).ConfigPage }) },
  ],
};
