import { afterEach, expect, test, vi } from 'vitest';
import { ApiError } from '@shared/http/client';
import { endSigningOut, queriesThat, startSigningOut } from './queries';

afterEach(endSigningOut);

function failing(error: Error) {
  const heard = vi.fn();
  const queries = queriesThat(heard);
  return { heard, ask: () => queries.query({ queryKey: ['any'], queryFn: () => Promise.reject(error), retry: false }).catch(() => null) };
}

test('that the session ended is heard of', async () => {
  const { heard, ask } = failing(new ApiError(401, '', ''));
  await ask();
  expect(heard).toHaveBeenCalledOnce();
});

test('whoever signs out is not told that the session ended', async () => {
  const { heard, ask } = failing(new ApiError(401, '', ''));
  startSigningOut();
  await ask();
  expect(heard).not.toHaveBeenCalled();
  endSigningOut();
  await ask();
  expect(heard).toHaveBeenCalledOnce();
});

test('other failures are heard of while somebody signs out', async () => {
  const { heard, ask } = failing(new ApiError(500, '', ''));
  startSigningOut();
  await ask();
  expect(heard).toHaveBeenCalledOnce();
});
