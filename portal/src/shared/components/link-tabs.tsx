import { Nav, NavItem, NavList } from '@patternfly/react-core';
import { Link, useLocation } from 'react-router';

export interface LinkTab {
  to: string;
  text: string;
}

/** On a narrow screen the tab of the page may be one of those that do not fit. */
function show(tab: HTMLElement | null) {
  tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Tabs that are pages: each has its own address, and the back button works. Links, not ARIA tabs. */
export function LinkTabs({ tabs, label }: { tabs: readonly LinkTab[]; label: string }) {
  const { pathname } = useLocation();
  // The longest that fits: one tab's address may be the beginning of another's.
  const active = tabs
    .filter((tab) => pathname === tab.to || pathname.startsWith(`${tab.to}/`))
    .reduce<string>((longest, tab) => (tab.to.length > longest.length ? tab.to : longest), '');
  return (
    <Nav variant="horizontal-subnav" aria-label={label}>
      <NavList>
        {tabs.map((tab) => (
          <NavItem key={tab.to} isActive={tab.to === active}>
            <Link to={tab.to} {...(tab.to === active && { 'aria-current': 'page' as const, ref: show })}>
              {tab.text}
            </Link>
          </NavItem>
        ))}
      </NavList>
    </Nav>
  );
}
