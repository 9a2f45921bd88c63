import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Translations } from '@shared/i18n';
import { MoreTexts } from '@shared/i18n/more-texts';
import { OidcSetUpPage } from '@panel/features/oidc/set-up-page';
import { en } from '@panel/i18n/en';
import { fr } from '@panel/i18n/fr';
import type { RegistryRoom } from '@panel/lib/room';
import { panelWorld, WITHOUT_PROVIDER } from './panel-world.ts';
import { fakeFetch } from './server.ts';

const project = panelWorld.projects[0]?.project_id ?? '';
// A busy machine is no failure.
configure({ asyncUtilTimeout: 20_000 });
const texts = { en, fr };
const calls: { call: string; body: unknown }[] = [];

beforeEach(() => {
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    calls.push({ call: `${init?.method ?? 'GET'} ${path.replace(/.*\/containerRegistry\/\w+/, '')}`, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null });
    return fakeFetch(path, init);
  });
  vi.stubGlobal('ResizeObserver', class { observe() { /* nothing is measured here */ } unobserve() { /* as above */ } disconnect() { /* as above */ } });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  calls.length = 0;
});

/** The wizard of a registry with two local users. */
async function open() {
  const registry = panelWorld.registries.find((one) => one.id === WITHOUT_PROVIDER);
  const room = { project, registry } as RegistryRoom;
  const router = createMemoryRouter([{
    element: <Outlet context={room} />,
    children: [{ path: '/', element: <OidcSetUpPage /> }, { path: '*', element: <p>the provider's page</p> }],
  }]);
  render(
    <Translations texts={texts}>
      <MoreTexts texts={texts}>
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      </MoreTexts>
    </Translations>,
  );
  await screen.findByRole('radio', { name: 'Keycloak' });
  return userEvent.setup();
}

const next = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Next' });
const field = (label: string) => screen.getByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${label}`) });
async function write(person: UserEvent, into: Element | null, text: string) {
  await person.clear(into as Element);
  await person.paste(text);
}
const secret = () => document.querySelector<HTMLInputElement>('input[type=password]');

test('a provider that does not answer blocks the way on, one that does opens it', { timeout: 60_000 }, async () => {
  const person = await open();
  await person.click(next());
  expect(next().disabled).toBe(true);

  await write(person, field('Endpoint'), 'https://broken.example.com');
  await screen.findByText('This is no provider that people could sign in with');
  expect(screen.getByText(/openid-configuration answered 404/)).toBeDefined();
  expect(next().disabled).toBe(true);

  await write(person, field('Endpoint'), 'https://id.example.com');
  await screen.findByText('The provider answers as it should');
  expect(next().disabled).toBe(false);
  // Asked once for each address, and before anybody typed a secret.
  expect(calls.filter(({ call }) => call === 'POST /openIdConnect/check')).toHaveLength(2);
});

test('from the preset to applying: back keeps what was typed, and the last step says what will happen', { timeout: 60_000 }, async () => {
  const person = await open();
  await person.click(screen.getByRole('radio', { name: 'Okta' }));
  await person.click(next());
  await write(person, field('Endpoint'), 'https://id.example.com');
  await screen.findByText('The provider answers as it should');
  await person.click(next());

  expect(next().disabled).toBe(true);
  await write(person, field('Client ID'), 'harbor');
  await write(person, secret(), 's3cret');
  await person.click(screen.getByRole('button', { name: 'Back' }));
  expect(field('Endpoint').value).toBe('https://id.example.com');
  await person.click(next());
  expect(field('Client ID').value).toBe('harbor');
  expect(secret()?.value).toBe('s3cret');
  await person.click(next());

  // What is usual at Okta, to be changed.
  expect(field('Scopes').value).toBe('openid,profile,email,groups,offline_access');
  await write(person, field('Administrators’ group'), 'harbor-admin');
  await person.click(screen.getByRole('button', { name: 'Try these claims' }));
  await screen.findByText('alice (suggested)');
  expect(screen.getByText('Administrator')).toBeDefined();
  await person.click(next());

  // The users in the way are named, and nothing goes on until somebody decides about them.
  expect(screen.getByText('alice')).toBeDefined();
  expect(next().disabled).toBe(true);
  await person.click(screen.getByRole('checkbox', { name: 'Delete all of them (2)' }));
  await person.click(next());

  expect(screen.getByText('2 are deleted')).toBeDefined();
  expect(screen.queryByText('s3cret')).toBeNull();
  expect(calls.some(({ call }) => call === 'POST /openIdConnect')).toBe(false);
  await person.click(screen.getByRole('button', { name: 'Apply' }));
  await screen.findByText('the provider\'s page');
  await waitFor(() => expect(calls.find(({ call }) => call === 'POST /openIdConnect')?.body).toMatchObject({
    deleteUsers: true,
    provider: { endpoint: 'https://id.example.com', clientId: 'harbor', clientSecret: 's3cret', adminGroup: 'harbor-admin', verifyCert: true },
  }));
});
