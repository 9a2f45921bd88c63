import { Nav, NavItem, NavList, Page, PageSidebar, PageSidebarBody } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { PageMasthead } from '@shared/components/masthead';
import { useTexts } from './i18n';
import { signOut } from '@portal/lib/api';
import { ApiError } from '@shared/http/client';
import { paths, signInAndReturn } from './lib/paths';
import { endSigningOut, startSigningOut } from '@shared/http/queries';
import { isAdministrator, useSession } from './lib/session';
import { SessionEnded } from './session-ended';
import { AdminNav } from './admin-nav';
import { Banners } from './banners';
import { SearchBox } from './features/search/search-box';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const { info, user } = useSession();
  const location = useLocation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { t } = useTexts();
  if (user === null) {
    return <Navigate to={signInAndReturn(location.pathname + location.search)} replace />;
  }
  const isAt = (path: string) => location.pathname.startsWith(path);
  const item = (path: string, text: string) => (
    <NavItem isActive={isAt(path)} key={path}>
      <Link to={path}>{text}</Link>
    </NavItem>
  );
  const logOut = async () => {
    startSigningOut();
    try {
      await signOut();
    } catch (error) {
      // Whoever came through a provider is sent there to sign out.
      if (error instanceof ApiError && error.goTo !== '') {
        window.location.assign(error.goTo);
        return;
      }
    }
    await navigate(paths.signIn);
    await queries.resetQueries();
    endSigningOut();
  };
  const masthead = (
    <PageMasthead
      home={paths.projects}
      place={info.registry_name}
      search={<SearchBox />}
      username={user.username}
      menu={[
        { text: t('menu.profile'), onClick: () => void navigate(paths.profile) },
        { text: t('menu.logOut'), onClick: () => void logOut() },
      ]}
    />
  );
  const sidebar = (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label={t('nav.main')}>
          <NavList>
            {item(paths.projects, t('nav.projects'))}
            {isAdministrator(user) && <AdminNav />}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
  return (
    <Page masthead={masthead} sidebar={sidebar} isManagedSidebar isContentFilled banner={<Banners info={info} />}>
      <Outlet />
      <SessionEnded />
    </Page>
  );
}
