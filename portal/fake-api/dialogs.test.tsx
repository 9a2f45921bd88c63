import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RolesPage } from '@portal/features/admin-roles/roles-page';
import { ArtifactsPage } from '@portal/features/artifacts/artifacts-page';
import { Translations } from '@shared/i18n';
import { MoreTexts } from '@shared/i18n/more-texts';
import { en } from '@portal/i18n/en';
import { fr } from '@portal/i18n/fr';
import type { Session } from '@portal/lib/session';
import { SessionContext } from '@shared/session/session';
import { answer, fakeFetch } from './server.ts';
import { world } from './world.ts';

// A busy machine is no failure.
configure({ asyncUtilTimeout: 20_000 });
const texts = { en, fr };
const calls: { call: string; body: unknown }[] = [];

beforeEach(() => {
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    calls.push({ call: `${init?.method ?? 'GET'} ${path}`, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null });
    return fakeFetch(path, init);
  });
  vi.stubGlobal('ResizeObserver', class { observe() { /* nothing is measured here */ } unobserve() { /* as above */ } disconnect() { /* as above */ } });
});

afterEach(() => {
  cleanup();
  answer('POST', '/fake-api/faults', []);
  vi.unstubAllGlobals();
  calls.length = 0;
});

function open(page: ReactNode, path: string, at: string) {
  const room = { project: world.projects[0], ref: 'platform', may: () => true };
  const router = createMemoryRouter([{ element: <Outlet context={room} />, children: [{ path, element: page }] }], { initialEntries: [at] });
  const session = { info: { auth_mode: 'db_auth', registry_url: 'r.example' }, user: world.users[0] } as unknown as Session;
  render(
    <Translations texts={texts}>
      <MoreTexts texts={texts}>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <SessionContext value={session}>
          <RouterProvider router={router} />
        </SessionContext>
      </QueryClientProvider>
      </MoreTexts>
    </Translations>,
  );
  return userEvent.setup();
}

test('several chosen artifacts are deleted one after the other; what is refused is named and stays', { timeout: 60_000 }, async () => {
  const digests = world.artifacts.filter((one) => one.repository_name === 'platform/gateway').map((one) => one.digest);
  expect(digests.length).toBeGreaterThan(1);
  const person = open(<ArtifactsPage />, '/p/:repository', '/p/gateway');
  await person.click(await screen.findByRole('checkbox', { name: 'Choose all on this page' }));
  await person.click(screen.getByRole('button', { name: `Delete chosen (${digests.length})` }));
  answer('POST', '/fake-api/faults', [{ path: `/api/v2.0/projects/platform/repositories/gateway/artifacts/${digests[0] ?? ''}`, status: 403 }]);
  await person.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete' }));

  const dialog = within(screen.getByRole('dialog'));
  await dialog.findByText(`Could not be deleted: 1 of ${digests.length}`, { exact: false });
  expect(dialog.getByText(/a fault that was asked for/)).toBeDefined();
  expect(calls.filter(({ call }) => call.startsWith('DELETE '))).toHaveLength(digests.length);
  expect(world.artifacts.filter((one) => one.repository_name === 'platform/gateway').map((one) => one.digest)).toEqual(digests.slice(0, 1));

  // Once more, when nothing is in the way: then the dialog is done.
  answer('POST', '/fake-api/faults', []);
  await person.click(dialog.getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(world.artifacts.some((one) => one.repository_name === 'platform/gateway')).toBe(false);
});

test('a role of one\'s own is saved with its name and the rights that were chosen', { timeout: 60_000 }, async () => {
  const person = open(<RolesPage />, '/', '/');
  await person.click(await screen.findByRole('button', { name: 'New role' }));
  const dialog = within(screen.getByRole('dialog'));
  const create = dialog.getByRole<HTMLButtonElement>('button', { name: 'Create' });
  expect(create.disabled).toBe(true);
  await person.click(dialog.getByRole('textbox', { name: /Name/ }));
  await person.paste('web');
  await person.click(dialog.getByRole('checkbox', { name: 'repository pull' }));
  await person.click(create);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  const sent = calls.find(({ call }) => call === 'POST /api/v2.0/roles')?.body as { role_name: string; permissions: { resource: string; action: string }[] };
  expect(sent.role_name).toBe('web');
  expect(sent.permissions).toEqual([{ resource: 'repository', action: 'pull' }]);
  await screen.findByText('web');
});
