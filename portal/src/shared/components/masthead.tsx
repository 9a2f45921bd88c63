import {
  Dropdown, DropdownGroup, DropdownItem, DropdownList, Masthead, MastheadBrand, MastheadContent, MastheadLogo, MastheadMain, MastheadToggle,
  MenuToggle, PageToggleButton, Toolbar, ToolbarContent, ToolbarItem,
} from '@patternfly/react-core';
import { BarsIcon, UserIcon } from '@patternfly/react-icons';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useTexts } from '@shared/i18n';

export interface MenuEntry {
  text: string;
  onClick: () => void;
}

/** The bar over every page behind a sign-in: where this is, and who is signed in. */
export function PageMasthead(props: {
  home: string;
  /** Beside the product's name. */
  place: string | undefined;
  /** Takes the room in the middle. */
  search?: ReactNode;
  /** Stands before the menu. */
  link?: ReactNode;
  username: string;
  menu: readonly MenuEntry[];
}) {
  const { t } = useTexts();
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton variant="plain" aria-label={t('nav.toggle')}>
            <BarsIcon />
          </PageToggleButton>
        </MastheadToggle>
        <MastheadBrand>
          <MastheadLogo component={(link) => <Link {...link} to={props.home} />}>
            <span className="brand">
              <img src="/favicon.svg" alt="" />
              {t('app.name')} <small>{props.place}</small>
            </span>
          </MastheadLogo>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight isStatic>
          <ToolbarContent>
            {props.search !== undefined && <ToolbarItem className="masthead-search">{props.search}</ToolbarItem>}
            {props.link !== undefined && <ToolbarItem align={{ default: 'alignEnd' }}>{props.link}</ToolbarItem>}
            <ToolbarItem {...(props.link === undefined && { align: { default: 'alignEnd' } })}>
              <PersonMenu name={props.username} entries={props.menu} />
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}

function PersonMenu({ name, entries }: { name: string; entries: readonly MenuEntry[] }) {
  const [isOpen, setOpen] = useState(false);
  const { t, language, choose } = useTexts();
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
        {entries.map((entry) => <DropdownItem key={entry.text} onClick={entry.onClick}>{entry.text}</DropdownItem>)}
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
