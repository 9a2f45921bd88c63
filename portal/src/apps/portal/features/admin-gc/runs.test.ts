import { expect, test } from 'vitest';
import { isOpen, parametersOf, progress, seconds, type Run } from './runs';

const run = (id: number, status: Run['job_status'], parameters: object): Run => ({
  id,
  job_name: 'GARBAGE_COLLECTION',
  job_kind: 'MANUAL',
  schedule: { type: 'Manual', cron: '', next_scheduled_time: '0001-01-01T00:00:00.000Z' },
  deleted: false,
  job_parameters: JSON.stringify(parameters),
  job_status: status,
  creation_time: '2026-11-25T10:00:00.000Z',
  update_time: '2026-11-25T10:01:05.000Z',
});

test('progress is what was looked at, of all that there is', () => {
  expect(progress(run(2, 'Running', { done: 25, total: 100 }))).toBe(25);
  expect(progress(run(2, 'Running', { done: 101, total: 100 }))).toBe(100);
  expect(progress(run(2, 'Running', {}))).toBeNull();
});

test('parameters that cannot be read are none', () => {
  expect(parametersOf({ job_parameters: 'x' }).freed_space).toBe(0);
});

test('a run is open while it waits or works', () => {
  expect(isOpen(run(1, 'Pending', {}))).toBe(true);
  expect(isOpen(run(1, 'Stopped', {}))).toBe(false);
  expect(seconds(run(1, 'Success', {}))).toBe(65);
});
