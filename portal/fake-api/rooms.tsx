import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, waitFor } from '@testing-library/react';
import { createRoot } from 'react-dom/client';
import { RouterProvider, type createBrowserRouter } from 'react-router';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Translations, type Dictionaries } from '@shared/i18n';
import type { Language } from '@shared/lib/language';
import { answer, fakeFetch } from './server.ts';

/**
 * Opens every room of some pages on the fake server: none lacks a call, shows a refusal, or says
 * something that it should not.
 */
export function openRooms(rooms: {
  name: string;
  language: Language;
  router: ReturnType<typeof createBrowserRouter>;
  texts: Dictionaries;
  pages: readonly string[];
  /** Loaded beforehand: what is waited for is the page, not the machine. */
  modules: Record<string, () => Promise<unknown>>;
  /** Whether a text has no place there. */
  isWrong: (text: string) => boolean;
}): void {
  describe(`${rooms.name} on the fake server, in ${rooms.language}`, () => {
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
      window.localStorage.setItem('language', rooms.language);
      document.body.append(root);
      await Promise.all(Object.values(rooms.modules).map((load) => load()));
      const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
      await act(async () => {
        pages.render(
          <Translations texts={rooms.texts}>
            <QueryClientProvider client={queries}>
              <RouterProvider router={rooms.router} />
            </QueryClientProvider>
          </Translations>,
        );
        await Promise.resolve();
      });
    }, 120_000);

    afterAll(() => {
      act(() => pages.unmount());
      root.remove();
      vi.unstubAllGlobals();
      window.localStorage.clear();
    });

    it.each(rooms.pages)('%s is shown', { timeout: 30_000 }, async (path) => {
      asked.length = 0;
      await act(() => rooms.router.navigate(path));
      await waitFor(() => expect(root.querySelector('h1')).not.toBeNull(), { timeout: 15_000 });
      await waitFor(() => expect(root.querySelector('[aria-busy=true], .pf-v6-c-skeleton')).toBeNull(), { timeout: 15_000 });
      await settled(root);
      const unknown = asked.filter((call) => answer(call.split(' ')[0] ?? '', call.split(' ')[1] ?? '', undefined).status === 501);
      expect(unknown).toEqual([]);
      expect(root.querySelector('.pf-m-danger.pf-v6-c-alert')?.textContent ?? '').toBe('');
      expect(textsOf(root).filter(rooms.isWrong)).toEqual([]);
    });
  });
}

/**
 * What shows that a page was left in English: whole texts that French has other words for. Words of
 * the API, such as a permission's, are shown as the server says them.
 */
export function englishOnly(en: Readonly<Record<string, string>>, fr: Readonly<Record<string, string>>, sent: unknown): (text: string) => boolean {
  const french = new Set(Object.values(fr));
  const words = JSON.stringify(sent);
  const texts = new Set(
    Object.entries(en)
      .filter(([key, text]) => !french.has(text) && fr[key] !== text && !words.includes(JSON.stringify(text)))
      .map(([, text]) => text),
  );
  return (text) => texts.has(text);
}

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
