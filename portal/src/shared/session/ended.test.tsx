import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { ApiError } from '@shared/http/client';
import { noteEndedSession, useEndedSession } from './ended';

test('only that nobody is signed in ends a session, and who is back goes on with fresh answers', async () => {
  const queries = new QueryClient();
  queries.setQueryData(['shown'], 1);
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
  const { result } = renderHook(useEndedSession, { wrapper });
  act(() => {
    noteEndedSession(new ApiError(403, '', ''));
    noteEndedSession(new Error('a bug'));
  });
  expect(result.current.isEnded).toBe(false);
  act(() => noteEndedSession(new ApiError(401, '', '')));
  expect(result.current.isEnded).toBe(true);
  await act(() => result.current.goOn());
  expect(result.current.isEnded).toBe(false);
  expect(queries.getQueryState(['shown'])?.isInvalidated).toBe(true);
});
