import {
  Button,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  Nav,
  NavItem,
  NavList,
  Page,
  PageSidebar,
  PageSidebarBody,
  Spinner,
  Title,
  Toolbar,
  ToolbarContent,
  ToolbarGroup,
  ToolbarItem,
} from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router-dom';
import { Problem } from '../components/problem';
import { call, redirectOf } from '../lib/http';
import { type CurrentUser, isAdministrator, useCurrentUser } from '../lib/session';
import { paths } from './paths';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const user = useCurrentUser();
  const location = useLocation();
  if (user.isPending) {
    return <Spinner aria-label="Loading" />;
  }
  if (user.isError) {
    return <Problem error={user.error} />;
  }
  if (user.data === null) {
    const back = encodeURIComponent(location.pathname + location.search);
    return <Navigate to={`${paths.signIn}?redirect_url=${back}`} replace />;
  }
  return (
    <Page masthead={<Top user={user.data} />} sidebar={<Side user={user.data} />}>
      <Outlet />
    </Page>
  );
}

function Top({ user }: { user: CurrentUser }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signOut = async () => {
    try {
      await call('/c/log_out');
    } catch (error) {
      // People of a provider are sent there to be signed out.
      const target = redirectOf(error);
      if (target !== undefined) {
        window.location.assign(target);
        return;
      }
      throw error;
    }
    queries.clear();
    await navigate(paths.signIn);
  };
  return (
    <Masthead>
      <MastheadMain>
        <MastheadBrand>
          <Link to={paths.projects}>
            <Title headingLevel="h2">Berth</Title>
          </Link>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight>
          <ToolbarContent>
            <ToolbarGroup align={{ default: 'alignEnd' }}>
              <ToolbarItem alignSelf="center">
                <Link to={paths.profile}>{user.username}</Link>
              </ToolbarItem>
              <ToolbarItem>
                <Button variant="secondary" onClick={() => void signOut()}>
                  Log out
                </Button>
              </ToolbarItem>
            </ToolbarGroup>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

function Side({ user }: { user: CurrentUser }) {
  const { pathname } = useLocation();
  const items = [
    { path: paths.projects, title: 'Projects' },
    ...(isAdministrator(user) ? [{ path: paths.users, title: 'Users' }] : []),
    { path: paths.profile, title: 'Profile' },
  ];
  return (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label="Main">
          <NavList>
            {items.map((item) => (
              <NavItem key={item.path} isActive={pathname.startsWith(item.path)}>
                <Link to={item.path}>{item.title}</Link>
              </NavItem>
            ))}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  );
}
