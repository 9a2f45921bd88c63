import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ArtifactsPage } from '@portal/features/artifacts/artifacts-page';
import { ImmutableTagsPage } from '@portal/features/immutable-tags/immutable-tags-page';
import { ProjectLabelsPage } from '@portal/features/labels/project-labels-page';
import { inTheProject } from './project-stage.tsx';
import { fail, onTheFakeServer, write } from './stage.tsx';
import { world } from './world.ts';

const sent = onTheFakeServer();

const bodyOf = (call: string) => sent.findLast((one) => one.call === call)?.body;

test('a rule begins with a pattern that many want, and is disabled without losing anything', { timeout: 60_000 }, async () => {
  world.immutableRules.splice(0);
  const person = inTheProject([{ path: '/', element: <ImmutableTagsPage /> }], '/');
  await screen.findByText('No rules');
  await person.click(screen.getByRole('button', { name: 'New rule' }));
  const dialog = within(screen.getByRole('dialog'));
  await person.selectOptions(dialog.getByRole('combobox', { name: 'Tags to begin with' }), 'version');
  await person.selectOptions(dialog.getByRole('combobox', { name: 'The rule ends' }), '30');
  await person.click(dialog.getByRole('checkbox', { name: /may still be deleted/ }));
  await person.click(dialog.getByRole('button', { name: 'Create' }));
  await screen.findByText('matching {v,}[0-9]*.[0-9]*.[0-9]*');
  expect(bodyOf('POST /api/v2.0/projects/platform/immutabletagrules')).toMatchObject({
    scope_selectors: { repository: [{ decoration: 'repoMatches', pattern: '**' }] },
    tag_selectors: [{ kind: 'doublestar', decoration: 'matches', pattern: '{v,}[0-9]*.[0-9]*.[0-9]*' }],
    allow_delete: true,
    duration: 30,
    disabled: false,
  });

  await person.click(screen.getByRole('button', { name: 'Actions' }));
  await person.click(screen.getByRole('menuitem', { name: 'Disable' }));
  await screen.findByText('Disabled');
  const id = world.immutableRules[0]?.id ?? 0;
  expect(bodyOf(`PUT /api/v2.0/projects/platform/immutabletagrules/${id}`)).toMatchObject({ id, disabled: true, allow_delete: true, duration: 30 });
});

test('a refused rule says why and keeps what was typed', { timeout: 60_000 }, async () => {
  world.immutableRules.splice(0);
  const person = inTheProject([{ path: '/', element: <ImmutableTagsPage /> }], '/');
  await screen.findByText('No rules');
  await person.click(screen.getByRole('button', { name: 'New rule' }));
  const dialog = within(screen.getByRole('dialog'));
  await write(person, dialog.getByRole('textbox', { name: /Pattern of tags/ }), 'x');
  fail([{ path: '/api/v2.0/projects/platform/immutabletagrules', status: 409 }]);
  await person.click(dialog.getByRole('button', { name: 'Create' }));
  await dialog.findByText(/a fault that was asked for/);
  expect(dialog.getByRole<HTMLInputElement>('textbox', { name: /Pattern of tags/ }).value).toContain('x');
  fail([]);
});

test('a label is made with a colour, and one that is none is not taken', { timeout: 60_000 }, async () => {
  const person = inTheProject([{ path: '/', element: <ProjectLabelsPage /> }], '/');
  await person.click(await screen.findByRole('button', { name: 'New label' }));
  const dialog = within(screen.getByRole('dialog'));
  await write(person, dialog.getByRole('textbox', { name: /Name/ }), 'tested');
  const color = dialog.getByRole('textbox', { name: /Colour/ });
  const create = dialog.getByRole<HTMLButtonElement>('button', { name: 'Create' });
  await person.clear(color);
  await write(person, color, 'red');
  expect(create.disabled).toBe(true);
  await person.clear(color);
  await write(person, color, '#00aa00');
  await person.click(create);
  await screen.findByText('tested');
  expect(bodyOf('POST /api/v2.0/labels')).toMatchObject({ name: 'tested', color: '#00aa00', scope: 'p', project_id: 1 });
});

test('an artifact is marked, and found by the label', { timeout: 60_000 }, async () => {
  const person = inTheProject([{ path: '/p/:repository', element: <ArtifactsPage /> }], '/p/worker');
  await person.click(await screen.findByRole('button', { name: 'Actions' }));
  await person.click(screen.getByRole('menuitem', { name: 'Change labels' }));
  const dialog = within(screen.getByRole('dialog'));
  await person.selectOptions(await dialog.findByRole('combobox', { name: 'Label to add' }), 'shipped');
  await dialog.findByRole('button', { name: 'Take shipped away' });
  await person.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await person.selectOptions(screen.getByRole('combobox', { name: 'Labels' }), 'shipped');
  await waitFor(() => expect(sent.some(({ call }) => decodeURIComponent(call).includes('labels=(3)'))).toBe(true));
});
