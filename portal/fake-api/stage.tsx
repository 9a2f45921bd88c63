import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router';
import { afterEach, beforeEach, vi } from 'vitest';
import { Translations, type Dictionaries } from '@shared/i18n';
import { MoreTexts } from '@shared/i18n/more-texts';
import { keepLanguage, type Language } from '@shared/lib/language';
import { panelWorld } from './panel-world.ts';
import { answer, fakeFetch } from './server.ts';
import { world } from './world.ts';

/** What a page sent. */
export interface Sent {
  /** The method and the path. */
  call: string;
  body: unknown;
}

// A busy machine is no failure.
configure({ asyncUtilTimeout: 20_000 });

/**
 * Each test of the file has the fake server as it is at its start, without faults; what was sent to
 * it during the test is in the list.
 *
 * @param asked what answers, the fake server unless said otherwise
 */
export function onTheFakeServer(asked: typeof fetch = fakeFetch): readonly Sent[] {
  const sent: Sent[] = [];
  const before = structuredClone({ world, panelWorld });
  beforeEach(() => {
    vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
      sent.push({ call: `${init?.method ?? 'GET'} ${path}`, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null });
      return asked(path, init);
    });
    vi.stubGlobal('ResizeObserver', class { observe() { /* nothing is measured here */ } unobserve() { /* as above */ } disconnect() { /* as above */ } });
  });
  afterEach(() => {
    cleanup();
    fail([]);
    vi.unstubAllGlobals();
    window.localStorage.clear();
    sent.length = 0;
    const fresh = structuredClone(before);
    Object.assign(world, fresh.world);
    Object.assign(panelWorld, fresh.panelWorld);
  });
  return sent;
}

/** Makes calls of the fake server fail from now on; none with an empty list. */
export function fail(faults: readonly { path: string; status: number }[]): void {
  answer('POST', '/fake-api/faults', faults);
}

/**
 * Opens a page, with what stands around every page of its app.
 *
 * @param around what is between the app and its pages
 * @return the person who uses it
 */
export function open(
  page: { texts: Dictionaries; routes: RouteObject[]; at?: string; language?: Language },
  around: (pages: ReactNode) => ReactNode = (pages) => pages,
): UserEvent {
  keepLanguage(page.language ?? 'en');
  const router = createMemoryRouter(page.routes, { initialEntries: [page.at ?? '/'] });
  render(
    <Translations texts={page.texts}>
      <MoreTexts texts={page.texts}>
        <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
          {around(<RouterProvider router={router} />)}
        </QueryClientProvider>
      </MoreTexts>
    </Translations>,
  );
  return userEvent.setup();
}

/** Puts a text into a field, instead of what is there. */
export async function write(person: UserEvent, into: Element | null, text: string): Promise<void> {
  await person.clear(into as Element);
  await person.paste(text);
}
