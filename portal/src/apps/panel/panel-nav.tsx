import { Nav, NavGroup, NavItem, NavList } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, matchPath, useLocation } from 'react-router';
import { useTexts } from './i18n';
import { paths } from './lib/paths';
import { } from './lib/registry';
import { projectQuery } from '@panel/lib/api';

/** The panel's menu: the projects, what is in the one of the address, and the account's own pages. */
export function PanelNav() {
  const { t } = useTexts();
  const { pathname } = useLocation();
  const project = matchPath('/panel/projects/:project/*', pathname)?.params.project;
  const entries = [paths.projects, paths.account, paths.keys, paths.clients, paths.ownActivity];
  const item = (to: string, text: string) => {
    const isActive = entries.includes(to) ? pathname === to : pathname.startsWith(to);
    return (
      <NavItem isActive={isActive} key={to}>
        <Link to={to} {...(isActive && { 'aria-current': 'page' as const })}>
          {text}
        </Link>
      </NavItem>
    );
  };
  return (
    <Nav aria-label={t('nav.main')}>
      <NavList>{item(paths.projects, t('nav.projects'))}</NavList>
      {project !== undefined && (
        <ProjectGroup project={project}>
          {item(paths.registries(project), t('panel.registries.title'))}
          {item(paths.members(project), t('panel.members.title'))}
          {item(paths.projectActivity(project), t('panel.activity.title'))}
        </ProjectGroup>
      )}
      <NavGroup title={t('panel.nav.account')}>
        {item(paths.account, t('panel.account.title'))}
        {item(paths.keys, t('panel.keys.title'))}
        {item(paths.clients, t('panel.clients.title'))}
        {item(paths.ownActivity, t('panel.activity.own'))}
      </NavGroup>
    </Nav>
  );
}

function ProjectGroup({ project, children }: { project: string; children: ReactNode }) {
  const { data } = useQuery(projectQuery(project));
  const { t } = useTexts();
  return <NavGroup title={data?.description || t('panel.nav.project')}>{children}</NavGroup>;
}
