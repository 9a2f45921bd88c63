import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { BLANK } from '@portal/features/admin-providers/provider';
import { ProviderForm } from '@portal/features/admin-providers/provider-form';
import { en } from '@portal/i18n/en';
import { fr } from '@portal/i18n/fr';
import { onTheFakeServer, open, write } from './stage.tsx';

const sent = onTheFakeServer(() => Promise.resolve(new Response(null, { status: 201 })));

function form(known: string | null) {
  const start = known === null ? BLANK : { ...BLANK, endpoint: 'https://id.example.org', clientId: 'harbor' };
  return open({ texts: { en, fr }, routes: [{ path: '/', element: <ProviderForm start={start} known={known} /> }, { path: '*', element: <p>the list</p> }] });
}

const field = (label: RegExp) => screen.getByLabelText(label);
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

test('a new provider needs all that a sign-in needs, and is sent in the words of the API', { timeout: 60_000 }, async () => {
  const person = form(null);
  await write(person, field(/^Alias/), 'corp');
  await write(person, field(/^Endpoint/), ' https://id.example.org ');
  await write(person, field(/^Client ID/), 'harbor');
  expect(button('Add').disabled).toBe(true);
  await write(person, field(/^Client secret/), 's3cret');
  expect(button('Add').disabled).toBe(false);

  // Nobody is asked for a username: then a claim has to say it.
  await person.click(screen.getByLabelText('It is taken from a claim'));
  expect(button('Add').disabled).toBe(true);
  await write(person, field(/^Claim with the username/), 'email');
  await person.click(button('Add'));
  await screen.findByText('the list');
  expect(sent.find(({ call }) => call.startsWith('POST'))).toMatchObject({
    call: 'POST /api/v2.0/oidc-providers',
    body: { alias: 'corp', endpoint: 'https://id.example.org', client_id: 'harbor', client_secret: 's3cret', user_claim: 'email', auto_onboard: true, verify_cert: true },
  });
});

test('a change keeps the secret that was not typed', { timeout: 60_000 }, async () => {
  const person = form('corp');
  expect(screen.queryByLabelText(/^Alias/)).toBeNull();
  await person.click(screen.getByLabelText('Verify the provider’s certificate'));
  await person.click(button('Save'));
  await waitFor(() => expect(sent.some(({ call }) => call === 'PUT /api/v2.0/oidc-providers/corp')).toBe(true));
  const body = sent.find(({ call }) => call.startsWith('PUT'))?.body;
  expect(body).toMatchObject({ client_id: 'harbor', verify_cert: false });
  expect(body).not.toHaveProperty('client_secret');
});
