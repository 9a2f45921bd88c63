import { NavExpandable, NavItem } from '@patternfly/react-core';
import { Link, useLocation } from 'react-router';
import { useTexts, type Key } from './i18n';
import { paths } from './lib/paths';

const PAGES: readonly [path: string, text: Key][] = [
  [paths.dashboard, 'dashboard.title'],
  [paths.users, 'users.title'],
  [paths.groups, 'groups.title'],
  [paths.roles, 'roles.title'],
  [paths.robots, 'robots.title'],
  [paths.providers, 'providers.title'],
  [paths.labels, 'labels.title'],
  [paths.webhooksOfRegistry, 'webhooks.title'],
  [paths.quotas, 'quotas.title'],
  [paths.retention, 'retention.title'],
  [paths.cleanUp, 'gc.title'],
  [paths.trash, 'trash.title'],
  [paths.jobs, 'jobs.title'],
  [paths.audit, 'audit.title'],
  [paths.configuration, 'config.title'],
];

/** What administrators find in the menu besides. */
export function AdminNav() {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const isAt = (path: string) => pathname === path || pathname.startsWith(`${path}/`) || (path === paths.audit && pathname === paths.purge);
  return (
    <NavExpandable title={t('admin.title')} groupId="administration" isActive={PAGES.some(([path]) => isAt(path))} isExpanded>
      {PAGES.map(([path, text]) => (
        <NavItem key={path} isActive={isAt(path)}>
          <Link to={path}>{t(text)}</Link>
        </NavItem>
      ))}
    </NavExpandable>
  );
}
