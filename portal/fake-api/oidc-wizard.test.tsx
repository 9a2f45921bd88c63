import { screen, waitFor } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { Outlet } from 'react-router';
import { expect, test } from 'vitest';
import { OidcSetUpPage } from '@panel/features/oidc/set-up-page';
import { en } from '@panel/i18n/en';
import { fr } from '@panel/i18n/fr';
import type { RegistryRoom } from '@panel/lib/room';
import type { Language } from '@shared/lib/language';
import { panelWorld, WITHOUT_PROVIDER } from './panel-world.ts';
import { fail, onTheFakeServer, open, write } from './stage.tsx';

const project = panelWorld.projects[0]?.project_id ?? '';
const REGISTRY = `/v1/cloud/project/${project}/containerRegistry/${WITHOUT_PROVIDER}`;
const sent = onTheFakeServer();

/** The wizard of a registry with two local users. */
async function wizard(language: Language = 'en') {
  const room = { project, registry: panelWorld.registries.find((one) => one.id === WITHOUT_PROVIDER) } as RegistryRoom;
  const person = open({
    texts: { en, fr },
    language,
    routes: [{
      element: <Outlet context={room} />,
      children: [{ path: '/', element: <OidcSetUpPage /> }, { path: '*', element: <p>the provider&apos;s page</p> }],
    }],
  });
  await screen.findByRole('radio', { name: 'Keycloak' });
  return person;
}

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const next = () => button('Next');
const field = (label: string) => screen.getByRole<HTMLInputElement>('textbox', { name: new RegExp(`^${label}`) });
const secret = () => document.querySelector<HTMLInputElement>('input[type=password]');
const applied = () => sent.find(({ call }) => call === `POST ${REGISTRY}/openIdConnect`);

test('a provider that does not answer blocks the way on, one that does opens it', { timeout: 60_000 }, async () => {
  const person = await wizard();
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
  expect(sent.filter(({ call }) => call === `POST ${REGISTRY}/openIdConnect/check`)).toHaveLength(2);
});

test('from the preset to applying: back keeps what was typed, and the last step says what will happen', { timeout: 60_000 }, async () => {
  const person = await wizard();
  await person.click(screen.getByRole('radio', { name: 'Okta' }));
  await person.click(next());
  await write(person, field('Endpoint'), 'https://id.example.com');
  await screen.findByText('The provider answers as it should');
  await person.click(next());

  expect(next().disabled).toBe(true);
  await write(person, field('Client ID'), 'harbor');
  await write(person, secret(), 's3cret');
  await person.click(button('Back'));
  expect(field('Endpoint').value).toBe('https://id.example.com');
  await person.click(next());
  expect(field('Client ID').value).toBe('harbor');
  expect(secret()?.value).toBe('s3cret');
  await person.click(next());

  // What is usual at Okta, to be changed.
  expect(field('Scopes').value).toBe('openid,profile,email,groups,offline_access');
  await write(person, field('Administrators’ group'), 'harbor-admin');
  await person.click(button('Try these claims'));
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
  expect(applied()).toBeUndefined();
  await person.click(button('Apply'));
  await screen.findByText('the provider\'s page');
  await waitFor(() => expect(applied()?.body).toMatchObject({
    deleteUsers: true,
    provider: { endpoint: 'https://id.example.com', clientId: 'harbor', clientSecret: 's3cret', adminGroup: 'harbor-admin', verifyCert: true },
  }));
});

test('what the server refuses at the end is said there, nothing typed is lost, and it can be tried again', { timeout: 60_000 }, async () => {
  const person = await wizard();
  await toTheReview(person, en);
  fail([{ path: `${REGISTRY}/openIdConnect`, status: 409 }]);
  await person.click(button('Apply'));
  await screen.findByText('a fault that was asked for');
  expect(panelWorld.providers.has(WITHOUT_PROVIDER)).toBe(false);
  expect(panelWorld.users.get(WITHOUT_PROVIDER)).toHaveLength(2);

  await person.click(button('Back'));
  await person.click(button('Back'));
  await person.click(button('Back'));
  expect(field('Client ID').value).toBe('harbor');
  expect(secret()?.value).toBe('s3cret');
  fail([]);
  for (const _ of ['claims', 'people', 'review']) await person.click(next());
  await person.click(button('Apply'));
  await screen.findByText('the provider\'s page');
  expect(panelWorld.providers.get(WITHOUT_PROVIDER)?.clientId).toBe('harbor');
});

test('what was decided early is taken back when it no longer holds: another address closes the steps after it', { timeout: 60_000 }, async () => {
  const person = await wizard();
  await toTheReview(person, en);
  const step = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name, description: '' });
  await person.click(step('Endpoint'));
  await write(person, field('Endpoint'), 'https://broken.example.com');
  await screen.findByText('This is no provider that people could sign in with');
  expect(next().disabled).toBe(true);
  for (const later of ['Client', 'Claims', 'Existing users', 'Review']) expect(step(later).disabled).toBe(true);

  // Whoever goes away has changed nothing.
  await person.click(button('Cancel'));
  await screen.findByText('the provider\'s page');
  expect(applied()).toBeUndefined();
});

test('when the check itself cannot be made that is said, and asked again it goes on', { timeout: 60_000 }, async () => {
  const person = await wizard();
  await person.click(next());
  fail([{ path: `${REGISTRY}/openIdConnect/check`, status: 503 }]);
  await write(person, field('Endpoint'), 'https://id.example.com');
  await screen.findByText('a fault that was asked for');
  expect(next().disabled).toBe(true);
  fail([]);
  await person.click(button('Ask again'));
  await screen.findByText('The provider answers as it should');
  expect(next().disabled).toBe(false);
});

test('in French the whole way is French, and sends the same', { timeout: 60_000 }, async () => {
  const person = await wizard('fr');
  expect(screen.getByRole('navigation', { name: 'Étapes' }).textContent).toContain('Utilisateurs existants');
  await toTheReview(person, fr);
  expect(screen.getByText('2 seront supprimés')).toBeDefined();
  await person.click(button('Appliquer'));
  await screen.findByText('the provider\'s page');
  expect(applied()?.body).toMatchObject({ deleteUsers: true, provider: { endpoint: 'https://id.example.com', clientId: 'harbor', clientSecret: 's3cret', verifyCert: true } });
});

/** Through all steps with what is usual at Keycloak, up to where it would be applied. */
async function toTheReview(person: UserEvent, texts: Readonly<Record<'panel.next' | 'provider.endpoint' | 'provider.clientId' | 'panel.oidc.check.OK', string>>) {
  const on = () => person.click(button(texts['panel.next']));
  await on();
  await write(person, field(texts['provider.endpoint']), 'https://id.example.com');
  await screen.findByText(texts['panel.oidc.check.OK']);
  await on();
  await write(person, field(texts['provider.clientId']), 'harbor');
  await write(person, secret(), 's3cret');
  await on();
  await on();
  await person.click(screen.getByRole('checkbox'));
  await on();
}
