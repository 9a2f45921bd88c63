import {
  Dropdown, DropdownGroup, DropdownItem, DropdownList, Masthead, MastheadBrand, MastheadContent, MastheadLogo, MastheadMain, MastheadToggle,
  MenuToggle, Nav, NavItem, NavList, Page, PageSidebar, PageSidebarBody, PageToggleButton, Toolbar, ToolbarContent, ToolbarItem,
} from '@patternfly/react-core';
import { BarsIcon, UserIcon } from '@patternfly/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { useTexts } from '../i18n';
import { ApiError, call } from '../lib/http';
import { paths, signInAndReturn } from '../lib/paths';
import { isAdministrator, useSession } from '../lib/session';
import { SessionEnded } from './session-ended';
import { AdminNav } from './admin-nav';
import { Banners } from './banners';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const { info, user } = useSession();
  const location = useLocation();
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
              {t('app.name')} <small>{info.registry_name}</small>
            </span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight isStatic>
          <ToolbarContent>
            <ToolbarItem align={{ default: 'alignEnd' }}>
              <UserMenu name={user.username} />
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
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

function UserMenu({ name }: { name: string }) {
  const [isOpen, setOpen] = useState(false);
  const { t, language, choose } = useTexts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const logOut = async () => {
    try {
      await call('GET', '/c/log_out');
    } catch (error) {
      // Whoever came through a provider is sent there to sign out.
      if (error instanceof ApiError && error.goTo !== '') {
        window.location.assign(error.goTo);
        return;
      }
    }
    await navigate(paths.signIn);
    await queries.resetQueries();
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
        <DropdownItem onClick={() => void navigate(paths.profile)}>{t('menu.profile')}</DropdownItem>
        <DropdownItem onClick={() => void logOut()}>{t('menu.logOut')}</DropdownItem>
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
