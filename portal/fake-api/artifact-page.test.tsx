import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ArtifactPage } from '@portal/features/artifacts/artifact-page';
import { en } from '@portal/i18n/en';
import { fr } from '@portal/i18n/fr';
import { paths } from '@portal/lib/paths';
import type { Language } from '@shared/lib/language';
import { bytes, shortDigest } from '@shared/lib/format';
import { inTheProject } from './project-stage.tsx';
import { fail, onTheFakeServer, write } from './stage.tsx';
import { world } from './world.ts';

const sent = onTheFakeServer();

const api = (digest: string) => `/api/v2.0/projects/platform/repositories/gateway/artifacts/${digest}`;
/** An artifact of the gateway, by a tag of it. */
const tagged = (tag: string) => {
  const artifact = world.artifacts.find((one) => one.tags.some(({ name }) => name === tag));
  if (artifact === undefined) throw new Error(tag);
  return artifact;
};
const tagsOf = (digest: string) => world.artifacts.find((one) => one.digest === digest)?.tags.map(({ name }) => name);

/** The page of an artifact of the gateway; what it links to is its repository's list. */
async function artifactPage(digest: string, language: Language = 'en') {
  const person = inTheProject([
    { path: '/harbor/projects/:project/repositories/:repository/artifacts/:digest', element: <ArtifactPage /> },
    { path: '/harbor/projects/:project/repositories/:repository', element: <p>the repository</p> },
  ], paths.artifact('platform', 'gateway', digest), language);
  await screen.findByRole('heading', { name: (language === 'en' ? en : fr)['artifacts.overview'] });
  return person;
}

test('an index shows its platforms, and each leads to the image that runs there', { timeout: 60_000 }, async () => {
  const index = tagged('latest');
  const person = await artifactPage(index.digest);
  const rows = within(screen.getByRole('grid', { name: 'Platforms' })).getAllByRole('row').slice(1);
  expect(rows.map((row) => row.textContent)).toEqual(world.children.map((child) => `linux/${child.extra_attrs.architecture}${shortDigest(child.digest)}`));

  const arm = world.children[1];
  await person.click(screen.getByRole('link', { name: shortDigest(arm?.digest ?? '') }));
  await screen.findByRole('heading', { name: shortDigest(arm?.digest ?? ''), level: 1 });
  await screen.findByText('linux/arm64');
  expect(screen.queryByRole('grid', { name: 'Platforms' })).toBeNull();
  expect(screen.getByText('untagged')).toBeDefined();
  // Without a tag it is pulled by its digest.
  expect(screen.getByDisplayValue(`docker pull r.example/platform/gateway@${arm?.digest ?? ''}`)).toBeDefined();
  await person.click(screen.getByRole('link', { name: 'platform/gateway' }));
  await screen.findByText('the repository');
});

test('a tag is added and shown; one that another artifact has is refused in the server\'s words', { timeout: 60_000 }, async () => {
  const artifact = tagged('v2.2.9');
  const person = await artifactPage(artifact.digest);
  await person.click(screen.getByRole('button', { name: 'Change tags' }));
  const dialog = within(await screen.findByRole('dialog'));
  const add = dialog.getByRole<HTMLButtonElement>('button', { name: 'Add' });
  const field = dialog.getByRole<HTMLInputElement>('textbox', { name: 'New tag' });
  expect(add.disabled).toBe(true);
  for (const wrong of ['-x', 'a b', 'ä', 'x'.repeat(129)]) {
    await write(person, field, wrong);
    expect(add.disabled, wrong).toBe(true);
    expect(field.getAttribute('aria-invalid'), wrong).toBe('true');
  }

  await write(person, field, 'latest');
  await person.click(add);
  await dialog.findByText('The tag latest is attached to another artifact already');
  expect(field.value).toBe('latest');
  expect(tagsOf(artifact.digest)).toEqual(['v2.2.9']);

  await write(person, field, 'stable');
  await person.keyboard('{Enter}');
  await dialog.findByText('stable');
  expect(field.value).toBe('');
  expect(dialog.queryByText(/attached to another/)).toBeNull();
  expect(sent.filter(({ call }) => call === `POST ${api(artifact.digest)}/tags`).map(({ body }) => body)).toEqual([{ name: 'latest' }, { name: 'stable' }]);

  await person.click(within(screen.getByRole('contentinfo', { hidden: true })).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByText('stable')).toBeDefined();
});

test('a tag is taken away where it stands; what is refused stays and says why', { timeout: 60_000 }, async () => {
  const index = tagged('latest');
  const person = await artifactPage(index.digest);
  await person.click(screen.getByRole('button', { name: 'Change tags' }));
  const dialog = within(await screen.findByRole('dialog'));
  fail([{ path: `${api(index.digest)}/tags/latest`, status: 412 }]);
  await person.click(await dialog.findByRole('button', { name: 'Remove tag latest' }));
  await dialog.findByText('a fault that was asked for');
  expect(dialog.getByText('latest')).toBeDefined();

  fail([]);
  await person.click(dialog.getByRole('button', { name: 'Remove tag latest' }));
  await waitFor(() => expect(dialog.queryByText('latest')).toBeNull());
  expect(tagsOf(index.digest)).toEqual(['v2.3.0']);
  expect(sent.filter(({ call }) => call.startsWith('DELETE ')).map(({ call }) => call)).toEqual(Array(2).fill(`DELETE ${api(index.digest)}/tags/latest`));

  await person.click(dialog.getByRole('button', { name: 'Remove tag v2.3.0' }));
  await dialog.findByText('untagged');
  expect(tagsOf(index.digest)).toEqual([]);
});

test.each([['en', en], ['fr', fr]] as const)('before an artifact is deleted it is said what goes with it, in %s; then the repository is shown', { timeout: 60_000 }, async (language, texts) => {
  const index = tagged('latest');
  const person = await artifactPage(index.digest, language);
  await person.click(screen.getByRole('button', { name: texts['action.delete'] }));
  const dialog = within(screen.getByRole('dialog', { name: new RegExp(texts['artifacts.deleteTitle'].replace('?', '\\?')) }));
  const items = dialog.getAllByRole('listitem').map((item) => item.textContent);
  expect(items[0]).toBe(`${shortDigest(index.digest)}, ${bytes(index.size, language)}`);
  expect(items[1]).toBe(texts['artifacts.deleteText'].replace('{tags}', 'v2.3.0, latest'));
  expect(items[2]).toBe(language === 'en' ? '1 signature or other referrer of it' : '1 signature ou autre référent');

  fail([{ path: api(index.digest), status: 412 }]);
  await person.click(dialog.getByRole('button', { name: texts['action.delete'] }));
  await dialog.findByText('a fault that was asked for');
  expect(world.artifacts.some(({ digest }) => digest === index.digest)).toBe(true);

  fail([]);
  await person.click(dialog.getByRole('button', { name: texts['action.delete'] }));
  await screen.findByText('the repository');
  expect(world.artifacts.some(({ digest }) => digest === index.digest)).toBe(false);
  expect(sent.filter(({ call }) => call === `DELETE ${api(index.digest)}`)).toHaveLength(2);
});

test('who thinks better of it has deleted nothing', { timeout: 60_000 }, async () => {
  const artifact = tagged('v2.2.9');
  const person = await artifactPage(artifact.digest);
  await person.click(screen.getByRole('button', { name: 'Delete' }));
  await person.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(sent.some(({ call }) => call.startsWith('DELETE '))).toBe(false);
});

test('an artifact that is not there is said not to be there, and cannot be deleted', { timeout: 60_000 }, async () => {
  const gone = `sha256:${'0'.repeat(64)}`;
  inTheProject([{ path: '/harbor/projects/:project/repositories/:repository/artifacts/:digest', element: <ArtifactPage /> }], paths.artifact('platform', 'gateway', gone));
  await screen.findByText('artifact not found');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Delete' }).disabled).toBe(true);
});
