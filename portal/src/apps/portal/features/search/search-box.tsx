import { Button, TextInputGroup, TextInputGroupMain, TextInputGroupUtilities } from '@patternfly/react-core';
import { SearchIcon, TimesIcon } from '@patternfly/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '@portal/i18n';
import { isAdministrator, useUser } from '@portal/lib/session';
import { searchQuery } from './api';
import { groupsOf, stepped } from './hits';
import { SearchHits } from './search-hits';

/** Somebody who types is not asked about at every letter. */
const REST = 250;

/** What the server takes. */
const LONGEST = 255;

/** Whether a key that is pressed there is meant for what has the focus. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}

/** Finds projects, repositories, artifacts and labels from every page; the key "/" leads to it. */
export function SearchBox() {
  const { t } = useTexts();
  const user = useUser();
  const navigate = useNavigate();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const found = useQuery(searchQuery(asked));
  const groups = found.data === undefined || asked === '' ? [] : groupsOf(found.data, isAdministrator(user));
  const hits = groups.flatMap((group) => group.hits);
  const marked = hits[at];

  useEffect(() => {
    const rest = window.setTimeout(() => {
      setAsked(text.trim());
      setAt(-1);
    }, text.trim() === '' ? 0 : REST);
    return () => window.clearTimeout(rest);
  }, [text]);

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    const onClick = (event: MouseEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) setOpen(false);
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('mousedown', onClick);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('mousedown', onClick);
    };
  }, []);

  const clear = () => {
    setText('');
    setOpen(false);
  };
  const choose = () => {
    clear();
    input.current?.blur();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setAt(stepped(at, event.key === 'ArrowDown' ? 1 : -1, hits.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const target = marked ?? hits[0];
      // Not what was found for an earlier text.
      if (target !== undefined && asked === text.trim() && !found.isPlaceholderData) {
        choose();
        void navigate(target.to);
      }
    } else if (event.key === 'Escape') {
      if (isOpen) setOpen(false);
      else choose();
    }
  };
  const isShown = isOpen && asked !== '';
  return (
    <div
      className="search-box"
      role="search"
      ref={box}
      onBlur={(event) => {
        if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <TextInputGroup>
        <TextInputGroupMain
          innerRef={input}
          icon={<SearchIcon />}
          aria-label={t('search.label')}
          placeholder={t('search.hint')}
          value={text}
          onChange={(_, value) => {
            setText(value);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          role="combobox"
          isExpanded={isShown}
          aria-controls={`${id}-hits`}
          inputProps={{ autoComplete: 'off', 'aria-autocomplete': 'list', onKeyDown: onKey, maxLength: LONGEST }}
          {...(isShown && marked !== undefined && { 'aria-activedescendant': `${id}-hits-${marked.key}` })}
        />
        {text !== '' && (
          <TextInputGroupUtilities>
            <Button variant="plain" icon={<TimesIcon />} aria-label={t('search.clear')} onClick={clear} />
          </TextInputGroupUtilities>
        )}
      </TextInputGroup>
      {isShown && <SearchHits id={`${id}-hits`} query={found} groups={groups} marked={marked?.key} onChoose={choose} />}
    </div>
  );
}
