import { Button, Page, PageSidebar, PageSidebarBody } from '@patternfly/react-core';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { PageMasthead } from '@shared/components/masthead';
import { startSigningOut } from '@shared/http/queries';
import { useTexts } from './i18n';
import { paths, signInAndReturn } from './lib/paths';
import { useSession } from './lib/session';
import { PanelNav } from './panel-nav';
import { SessionEnded } from './session-ended';
import { endSession } from '@panel/lib/api';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const account = useSession();
  const location = useLocation();
  const navigate = useNavigate();
  const { t } = useTexts();
  if (account === null) {
    return <Navigate to={signInAndReturn(location.pathname + location.search)} replace />;
  }
  const masthead = (
    <PageMasthead
      home={paths.projects}
      place={t('panel.title')}
      link={<Button variant="link" component="a" href="/console/">{t('panel.explorer')}</Button>}
      username={account.account}
      menu={[
        { text: t('panel.menu.account'), onClick: () => void navigate(paths.account) },
        { text: t('panel.menu.signOut'), onClick: () => void signOut() },
      ]}
    />
  );
  const sidebar = (
    <PageSidebar>
      <PageSidebarBody>
        <PanelNav />
      </PageSidebarBody>
    </PageSidebar>
  );
  return (
    <Page masthead={masthead} sidebar={sidebar} isManagedSidebar isContentFilled>
      <Outlet />
      <SessionEnded />
    </Page>
  );
}

async function signOut(): Promise<void> {
  startSigningOut();
  await endSession().catch(() => null);
  // A new page: nothing of what was shown stays in memory.
  window.location.assign(paths.signIn);
}
