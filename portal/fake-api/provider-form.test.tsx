import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BLANK } from '@portal/features/admin-providers/provider';
import { ProviderForm } from '@portal/features/admin-providers/provider-form';
import { en } from '@portal/i18n/en';
import { fr } from '@portal/i18n/fr';
import { Translations } from '@shared/i18n';
import { MoreTexts } from '@shared/i18n/more-texts';

// A busy machine is no failure.
configure({ asyncUtilTimeout: 20_000 });
const texts = { en, fr };
const sent: { call: string; body: unknown }[] = [];

beforeEach(() => {
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
    sent.push({ call: `${init?.method ?? 'GET'} ${path}`, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null });
    return Promise.resolve(new Response(null, { status: 201 }));
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  sent.length = 0;
});

function open(known: string | null) {
  const start = known === null ? BLANK : { ...BLANK, endpoint: 'https://id.example.org', clientId: 'harbor' };
  const router = createMemoryRouter([{ path: '/', element: <ProviderForm start={start} known={known} /> }, { path: '*', element: <p>the list</p> }]);
  render(
    <Translations texts={texts}>
      <MoreTexts texts={texts}>
        <QueryClientProvider client={new QueryClient()}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MoreTexts>
    </Translations>,
  );
  const person = userEvent.setup();
  const write = async (label: RegExp, text: string) => {
    await person.click(screen.getByLabelText(label));
    await person.paste(text);
  };
  return { person, write, button: (name: string) => screen.getByRole<HTMLButtonElement>('button', { name }) };
}

test('a new provider needs all that a sign-in needs, and is sent in the words of the API', { timeout: 60_000 }, async () => {
  const { person, write, button } = open(null);
  await write(/^Alias/, 'corp');
  await write(/^Endpoint/, ' https://id.example.org ');
  await write(/^Client ID/, 'harbor');
  expect(button('Add').disabled).toBe(true);
  await write(/^Client secret/, 's3cret');
  expect(button('Add').disabled).toBe(false);

  // Nobody is asked for a username: then a claim has to say it.
  await person.click(screen.getByLabelText('It is taken from a claim'));
  expect(button('Add').disabled).toBe(true);
  await write(/^Claim with the username/, 'email');
  await person.click(button('Add'));
  await screen.findByText('the list');
  expect(sent.find(({ call }) => call.startsWith('POST'))).toMatchObject({
    call: 'POST /api/v2.0/oidc-providers',
    body: { alias: 'corp', endpoint: 'https://id.example.org', client_id: 'harbor', client_secret: 's3cret', user_claim: 'email', auto_onboard: true, verify_cert: true },
  });
});

test('a change keeps the secret that was not typed', { timeout: 60_000 }, async () => {
  const { person, button } = open('corp');
  expect(screen.queryByLabelText(/^Alias/)).toBeNull();
  await person.click(screen.getByLabelText('Verify the provider’s certificate'));
  await person.click(button('Save'));
  await waitFor(() => expect(sent.some(({ call }) => call === 'PUT /api/v2.0/oidc-providers/corp')).toBe(true));
  const body = sent.find(({ call }) => call.startsWith('PUT'))?.body;
  expect(body).toMatchObject({ client_id: 'harbor', verify_cert: false });
  expect(body).not.toHaveProperty('client_secret');
});
