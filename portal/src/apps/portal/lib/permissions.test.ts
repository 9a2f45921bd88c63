import { expect, test } from 'vitest';
import { accessOf, byResource, word } from './permissions';

test('a catalogue is shown by resource', () => {
  expect(byResource([{ resource: 'tag', action: 'list' }, { resource: 'log', action: 'list' }, { resource: 'tag', action: 'create' }])).toEqual([
    ['tag', ['list', 'create']],
    ['log', ['list']],
  ]);
});

test('a right comes back from its text as it was', () => {
  const access = { resource: 'artifact-addition', action: 'read' };
  expect(accessOf(word(access))).toEqual(access);
});
