import { expect, test } from 'vitest';
import { deleteAll } from './delete-all';
import { ApiError } from '@shared/http/client';

const thing = (name: string, status?: number) => ({
  name,
  remove: () => (status === undefined ? Promise.resolve() : Promise.reject(new ApiError(status, 'no', ''))),
});

test('it goes on after a refusal and tells what is left; what somebody else deleted is gone', async () => {
  const seen: number[] = [];
  const left = await deleteAll([thing('a'), thing('b', 403), thing('c', 404), thing('d')], (done) => seen.push(done), () => false);
  expect(left.map(({ name }) => name)).toEqual(['b']);
  expect(seen).toEqual([1, 2, 3, 4]);
});

test('it stops after the one at work, and at once without a session', async () => {
  let done = 0;
  await deleteAll([thing('a'), thing('b'), thing('c')], (now) => (done = now), () => done === 1);
  expect(done).toBe(1);
  await expect(deleteAll([thing('a', 401), thing('b')], (now) => (done = now), () => false)).rejects.toBeInstanceOf(ApiError);
  expect(done).toBe(1);
});
