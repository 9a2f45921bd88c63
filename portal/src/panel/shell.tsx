import {
  Button, Dropdown, DropdownGroup, DropdownItem, DropdownList, Masthead, MastheadBrand, MastheadContent, MastheadLogo, MastheadMain, MastheadToggle,
  MenuToggle, Page, PageSidebar, PageSidebarBody, PageToggleButton, Toolbar, ToolbarContent, ToolbarItem,
} from '@patternfly/react-core';
import { BarsIcon, UserIcon } from '@patternfly/react-icons';
import { use, useState } from 'react';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { usePanelTexts } from './i18n';
import { control } from './lib/control';
import { paths, signInAndReturn } from './lib/paths';
import { AccountContext } from './lib/session';
import { PanelNav } from './panel-nav';
import { SessionEnded } from './session-ended';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const account = use(AccountContext);
  const location = useLocation();
  const { t } = usePanelTexts();
  if (account === null) {
    return <Navigate to={signInAndReturn(location.pathname + location.search)} replace />;
  }
  const masthead = (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton variant="plain" aria-label={t('nav.toggle')}>
            <BarsIcon />
          </PageToggleButton>
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(props) => <Link {...props} to={paths.projects} />}>
            <span className="brand">
              <img src="/favicon.svg" alt="" />
              {t('app.name')} <small>{t('panel.title')}</small>
            </span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight isStatic>
          <ToolbarContent>
            <ToolbarItem align={{ default: 'alignEnd' }}>
              <Button variant="link" component="a" href="/console/">
                {t('panel.explorer')}
              </Button>
            </ToolbarItem>
            <ToolbarItem>
              <AccountMenu name={account.account} />
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
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

function AccountMenu({ name }: { name: string }) {
  const [isOpen, setOpen] = useState(false);
  const { t, language, choose } = usePanelTexts();
  const navigate = useNavigate();
  const signOut = async () => {
    await control('DELETE', '/auth/session').catch(() => null);
    // A new page: nothing of what was shown stays in memory.
    window.location.assign(paths.signIn);
  };
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: 'right' }}
      toggle={(ref) => (
        <MenuToggle ref={ref} isExpanded={isOpen} icon={<UserIcon />} onClick={() => setOpen(!isOpen)}>
          {name}
        </MenuToggle>
      )}
    >
      <DropdownList>
        <DropdownItem onClick={() => void navigate(paths.account)}>{t('panel.menu.account')}</DropdownItem>
        <DropdownItem onClick={() => void signOut()}>{t('panel.menu.signOut')}</DropdownItem>
      </DropdownList>
      <DropdownGroup label={t('language')}>
        <DropdownList>
          <DropdownItem isSelected={language === 'en'} onClick={() => choose('en')} lang="en">
            English
          </DropdownItem>
          <DropdownItem isSelected={language === 'fr'} onClick={() => choose('fr')} lang="fr">
            Français
          </DropdownItem>
        </DropdownList>
      </DropdownGroup>
    </Dropdown>
  );
}
