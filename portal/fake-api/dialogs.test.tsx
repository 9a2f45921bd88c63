import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { RolesPage } from '@portal/features/admin-roles/roles-page';
import { ArtifactsPage } from '@portal/features/artifacts/artifacts-page';
import { inTheProject } from './project-stage.tsx';
import { fail, onTheFakeServer, write } from './stage.tsx';
import { world } from './world.ts';

const sent = onTheFakeServer();

test('several chosen artifacts are deleted one after the other; what is refused is named and stays', { timeout: 60_000 }, async () => {
  const digests = world.artifacts.filter((one) => one.repository_name === 'platform/gateway').map((one) => one.digest);
  expect(digests.length).toBeGreaterThan(1);
  const person = inTheProject([{ path: '/p/:repository', element: <ArtifactsPage /> }], '/p/gateway');
  await person.click(await screen.findByRole('checkbox', { name: 'Choose all on this page' }));
  await person.click(screen.getByRole('button', { name: `Delete chosen (${digests.length})` }));
  fail([{ path: `/api/v2.0/projects/platform/repositories/gateway/artifacts/${digests[0] ?? ''}`, status: 403 }]);
  await person.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));

  const dialog = within(screen.getByRole('dialog'));
  await dialog.findByText(`Could not be deleted: 1 of ${digests.length}`, { exact: false });
  expect(dialog.getByText(/a fault that was asked for/)).toBeDefined();
  expect(sent.filter(({ call }) => call.startsWith('DELETE '))).toHaveLength(digests.length);
  expect(world.artifacts.filter((one) => one.repository_name === 'platform/gateway').map((one) => one.digest)).toEqual(digests.slice(0, 1));

  // Once more, when nothing is in the way: then the dialog is done.
  fail([]);
  await person.click(dialog.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(world.artifacts.some((one) => one.repository_name === 'platform/gateway')).toBe(false);
});

test('a role of one\'s own is saved with its name and the rights that were chosen', { timeout: 60_000 }, async () => {
  const person = inTheProject([{ path: '/', element: <RolesPage /> }], '/');
  await person.click(await screen.findByRole('button', { name: 'New role' }));
  const dialog = within(screen.getByRole('dialog'));
  const create = dialog.getByRole<HTMLButtonElement>('button', { name: 'Create' });
  expect(create.disabled).toBe(true);
  await write(person, dialog.getByRole('textbox', { name: /Name/ }), 'web');
  await person.click(dialog.getByRole('checkbox', { name: 'repository pull' }));
  await person.click(create);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const body = sent.find(({ call }) => call === 'POST /api/v2.0/roles')?.body as { role_name: string; permissions: { resource: string; action: string }[] };
  expect(body.role_name).toBe('web');
  expect(body.permissions).toEqual([{ resource: 'repository', action: 'pull' }]);
  await screen.findByText('web');
});
