import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { JobsPage } from '@portal/features/admin-jobs/jobs-page';
import { RetentionPage } from '@portal/features/retention/retention-page';
import { inTheProject } from './project-stage.tsx';
import { fail, onTheFakeServer, write } from './stage.tsx';
import { world } from './world.ts';

const sent = onTheFakeServer();

const bodyOf = (call: string) => sent.findLast((one) => one.call === call)?.body;

test('a rule is added to those that are there, and what it would do is shown', { timeout: 60_000 }, async () => {
  const person = inTheProject([{ path: '/', element: <RetentionPage /> }], '/');
  await person.click(await screen.findByRole('button', { name: 'New rule' }));
  const dialog = within(screen.getByRole('dialog'));
  await person.selectOptions(dialog.getByRole('combobox', { name: 'Keep' }), 'nDaysSinceLastPull');
  await write(person, dialog.getByRole('spinbutton', { name: /Days/ }), '7');
  await person.click(dialog.getByRole('checkbox', { name: /without a tag/ }));
  await person.click(dialog.getByRole('button', { name: 'Create' }));
  await screen.findByText('what was pulled within the last days: 7 days');
  const rules = (bodyOf('PUT /api/v2.0/retentions/1') as { rules: unknown[] }).rules;
  expect(rules).toHaveLength(4);
  expect(rules[3]).toMatchObject({
    template: 'nDaysSinceLastPull',
    params: { nDaysSinceLastPull: 7 },
    tag_selectors: [{ decoration: 'matches', pattern: '**', extras: '{"untagged":false}' }],
  });

  await person.click(screen.getByRole('button', { name: 'Show what would go' }));
  await screen.findByText(/platform\/gateway: 1 kept, 1 would go/);
  await screen.findByText('Rule 2');
  await screen.findByText('No rule keeps it');
});

test('before anything is deleted it is asked for, a dry run is not', { timeout: 60_000 }, async () => {
  const person = inTheProject([{ path: '/', element: <RetentionPage /> }], '/');
  await person.click(await screen.findByRole('button', { name: 'Dry run' }));
  expect(bodyOf('POST /api/v2.0/retentions/1/executions')).toEqual({ dry_run: true });
  await person.click(screen.getByRole('button', { name: 'Run now' }));
  expect(bodyOf('POST /api/v2.0/retentions/1/executions')).toEqual({ dry_run: true });
  fail([{ path: '/api/v2.0/retentions/1/executions', status: 409 }]);
  await person.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Run now' }));
  await screen.findByText(/a fault that was asked for/);
  fail([]);
});

test('a queue is held up and goes on', { timeout: 60_000 }, async () => {
  const person = inTheProject([{ path: '/', element: <JobsPage /> }], '/');
  const queues = within(await screen.findByRole('grid', { name: 'Queues' }));
  const row = within(queues.getByRole('row', { name: /All schedules/ }));
  await person.click(row.getByRole('button', { name: 'Actions' }));
  await person.click(screen.getByRole('menuitem', { name: 'Pause' }));
  await row.findByText('Paused');
  expect(bodyOf('PUT /api/v2.0/jobservice/queues/SCHEDULER')).toEqual({ action: 'pause' });
  expect(world.queues.find((one) => one.job_type === 'SCHEDULER')?.paused).toBe(true);
});
