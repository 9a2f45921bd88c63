import { Tab, Tabs, TabTitleText } from '@patternfly/react-core';
import { useLocation, useNavigate } from 'react-router';

export interface LinkTab {
  to: string;
  text: string;
}

/** Tabs that are pages: each has its own address, and the back button works. */
export function LinkTabs({ tabs, label }: { tabs: readonly LinkTab[]; label: string }) {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  // The longest that fits: one tab's address may be the beginning of another's.
  const active = tabs
    .filter((tab) => pathname === tab.to || pathname.startsWith(`${tab.to}/`))
    .reduce<string>((longest, tab) => (tab.to.length > longest.length ? tab.to : longest), '');
  return (
    <Tabs activeKey={active} component="nav" aria-label={label} usePageInsets={false}>
      {tabs.map((tab) => (
        <Tab
          key={tab.to}
          eventKey={tab.to}
          href={tab.to}
          title={<TabTitleText>{tab.text}</TabTitleText>}
          onClick={(event) => {
            if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
              event.preventDefault();
              void navigate(tab.to);
            }
          }}
        />
      ))}
    </Tabs>
  );
}
