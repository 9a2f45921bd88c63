import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SearchBox } from '@portal/features/search/search-box';
import { inTheProject } from './project-stage.tsx';
import { fail, onTheFakeServer } from './stage.tsx';

const sent = onTheFakeServer();

// Nothing is laid out here, so nothing has to be brought into view.
Element.prototype.scrollIntoView = () => undefined;

const stage = () =>
  inTheProject(
    [
      { path: '/', element: <><SearchBox /><textarea aria-label="elsewhere" /></> },
      { path: '/harbor/projects/:project/repositories', element: <h1>the project’s repositories</h1> },
      { path: '/harbor/projects/:project/repositories/:repository', element: <h1>the repository</h1> },
    ],
    '/',
  );

const box = async () => screen.findByRole('combobox', { name: 'Search the registry' });

test('the slash leads to the box, the arrows to a hit and Enter to its page', { timeout: 60_000 }, async () => {
  const person = stage();
  const input = await box();
  await person.keyboard('/');
  expect(document.activeElement).toBe(input);
  await person.keyboard('plat');
  const hits = within(await screen.findByRole('listbox'));
  await hits.findByRole('option', { name: 'platform' });
  expect(hits.getByRole('group', { name: 'Repositories found' })).toBeDefined();
  await person.keyboard('{ArrowDown}{ArrowDown}');
  const marked = hits.getByRole('option', { selected: true });
  expect(marked.textContent).toBe('platform/gateway');
  expect(input.getAttribute('aria-activedescendant')).toBe(marked.id);
  await person.keyboard('{Enter}');
  await screen.findByText('the repository');
});

test('it asks once for what was typed, and not at every letter', { timeout: 60_000 }, async () => {
  const person = stage();
  await person.type(await box(), 'plat');
  await screen.findByRole('option', { name: 'platform' });
  expect(sent.filter(({ call }) => call.includes('/search/all')).map(({ call }) => call)).toEqual(['GET /api/v2.0/search/all?q=plat']);
});

test('a slash that is typed elsewhere stays there', { timeout: 60_000 }, async () => {
  const person = stage();
  await box();
  const other = screen.getByLabelText('elsewhere');
  await person.type(other, 'a/b');
  expect((other as HTMLTextAreaElement).value).toBe('a/b');
});

test('Escape closes what was found, and then empties the box', { timeout: 60_000 }, async () => {
  const person = stage();
  const input = await box();
  await person.type(input, 'plat');
  await screen.findByRole('option', { name: 'platform' });
  await person.keyboard('{Escape}');
  expect(screen.queryByRole('listbox')).toBeNull();
  await person.keyboard('{Escape}');
  expect((input as HTMLInputElement).value).toBe('');
});

test('nothing found and a failure are said', { timeout: 60_000 }, async () => {
  const person = stage();
  const input = await box();
  await person.type(input, 'zzz');
  await screen.findByText(/^Nothing of that name/);
  fail([{ path: '/api/v2.0/search/all', status: 403 }]);
  await person.type(input, 'y');
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('The search failed.'));
});

test('many hits say that there are more', { timeout: 60_000 }, async () => {
  const person = stage();
  await person.type(await box(), 'team');
  expect(await screen.findAllByRole('option')).toHaveLength(10);
  await screen.findByText('There are more: type a few letters more.');
});
