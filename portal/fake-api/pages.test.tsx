import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, waitFor } from '@testing-library/react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { router } from '../src/app/router';
import { Translations } from '../src/i18n';
import { en } from '../src/i18n/en';
import { fr } from '../src/i18n/fr';
import { answer, fakeFetch } from './server.ts';
import { world } from './world.ts';

const gateway = world.artifacts[0]?.digest ?? '';

/** Every room of the portal. */
const PAGES = [
  '/harbor/projects', '/harbor/projects?search=team&page=2',
  ...['summary', 'repositories', 'members', 'robot-account', 'logs', 'configs'].map((tab) => `/harbor/projects/platform/${tab}`),
  '/harbor/projects/platform/repositories/gateway', `/harbor/projects/platform/repositories/gateway/artifacts/${gateway}`,
  `/harbor/projects/platform/repositories/charts%2Fshop/artifacts/${world.artifacts[3]?.digest ?? ''}`,
  '/harbor/profile', '/harbor/dashboard', '/harbor/users', '/harbor/users/2', '/harbor/groups', '/harbor/groups/1', '/harbor/roles', '/harbor/robot-accounts',
  '/harbor/robot-accounts/new', '/harbor/robot-accounts/1', '/harbor/project-quotas', '/harbor/configs/auth', '/harbor/configs/auth/primary',
  '/harbor/clearing-job/gc', '/harbor/logs', '/harbor/logs/sign-ins', '/harbor/configs/setting', '/account/device', '/harbor/nowhere',
];

/** Words of the API, such as a permission's, are shown as the server says them. */
const SENT = JSON.stringify(world);

/** Whole texts that are the same in both languages are no sign of a page left in English. */
const ENGLISH_ONLY: ReadonlySet<string> = new Set<string>(Object.entries(en)
  .filter(([key, text]) => !(Object.values(fr) as string[]).includes(text) && fr[key as keyof typeof fr] !== text && !SENT.includes(JSON.stringify(text)))
  .map(([, text]) => text));

describe('the portal on the fake server, in French', () => {
  const root = document.createElement('div');
  const asked: string[] = [];
  const pages = createRoot(root);

  beforeAll(async () => {
    vi.stubGlobal('fetch', (...call: Parameters<typeof fetch>) => {
      asked.push(`${call[1]?.method ?? 'GET'} ${String(call[0])}`);
      return fakeFetch(...call);
    });
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined, addListener: () => undefined, removeListener: () => undefined }));
    vi.stubGlobal('ResizeObserver', class { observe() { /* nothing is measured here */ } unobserve() { /* as above */ } disconnect() { /* as above */ } });
    window.localStorage.setItem('language', 'fr');
    document.body.append(root);
    // Loaded beforehand: what is waited for below is the page, not the machine.
    await Promise.all(Object.values(import.meta.glob('../src/features/**/*-page.tsx')).map((load) => load()));
    const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    await act(async () => {
      pages.render(
        <Translations texts={{ en, fr }}>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Translations>,
      );
      await Promise.resolve();
    });
  }, 120_000);

  afterAll(() => {
    act(() => pages.unmount());
    vi.unstubAllGlobals();
    window.localStorage.clear();
  });

  it.each(PAGES)('%s is shown, with no call refused and no English left', { timeout: 30_000 }, async (path) => {
    asked.length = 0;
    await act(() => router.navigate(path));
    await waitFor(() => expect(root.querySelector('h1')).not.toBeNull(), { timeout: 15_000 });
    await waitFor(() => expect(root.querySelector('[aria-busy=true], .pf-v6-c-skeleton')).toBeNull(), { timeout: 15_000 });
    await settled(root);
    const unknown = asked.filter((call) => answer(call.split(' ')[0] ?? '', call.split(' ')[1] ?? '', undefined).status === 501);
    expect(unknown).toEqual([]);
    expect(root.querySelector('.pf-m-danger.pf-v6-c-alert')?.textContent ?? '').toBe('');
    expect(textsOf(root).filter((text) => ENGLISH_ONLY.has(text))).toEqual([]);
  });
});

/** Until the page stayed as it is for a while: the one before stands until the next one's code has come. */
async function settled(element: Element): Promise<void> {
  let calm = 0;
  for (let before = ''; calm < 4;) {
    await new Promise((later) => setTimeout(later, 25));
    const now = element.innerHTML;
    calm = now === before && element.querySelector('[aria-busy=true], .pf-v6-c-skeleton') === null ? calm + 1 : 0;
    before = now;
  }
}

/** Each piece of text, and each label that is heard instead of one. */
function textsOf(element: Element): string[] {
  const texts: string[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() !== null) {
    texts.push((walker.currentNode.textContent ?? '').trim());
  }
  for (const labelled of element.querySelectorAll('[aria-label], [placeholder], [title]')) {
    texts.push(...['aria-label', 'placeholder', 'title'].map((name) => labelled.getAttribute(name) ?? ''));
  }
  return texts.filter((text) => text !== '');
}
