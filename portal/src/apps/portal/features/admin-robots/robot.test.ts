import { expect, test } from 'vitest';
import { choiceOf, permissionsOf, type Permission } from './robot';

test('permissions come back from the form as they went in, each project with its own', () => {
  const permissions: Permission[] = [
    { kind: 'system', namespace: '/', access: [{ resource: 'quota', action: 'read' }] },
    { kind: 'project', namespace: 'team', access: [{ resource: 'repository', action: 'pull' }, { resource: 'repository', action: 'push' }] },
    { kind: 'project', namespace: '*', access: [{ resource: 'repository', action: 'pull' }] },
  ];
  expect(permissionsOf(choiceOf(permissions))).toEqual(permissions);
});

test('a project without any access is left out', () => {
  expect(permissionsOf({ system: new Set(), projects: new Map([['team', new Set<string>()]]) })).toEqual([]);
});
