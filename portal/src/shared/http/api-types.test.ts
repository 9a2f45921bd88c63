import { expectTypeOf, test } from 'vitest';
import type { components, paths } from '@api/harbor';
import type { AnswerOf, BodyOf } from './api-types';

type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];
type Answer<M extends string, Path extends string> = AnswerOf<paths, M, Path>;
type Body<M extends string, Path extends string> = BodyOf<paths, M, Path>;

test('a call is found by its path, whatever the caller puts in', () => {
  expectTypeOf<Answer<'GET', '/api/v2.0/users/current'>>().toEqualTypeOf<Schema<'User'>>();
  expectTypeOf<Answer<'GET', `/api/v2.0/users/${number}/rights`>>().toEqualTypeOf<Schema<'UserRights'>>();
  expectTypeOf<Answer<'GET', `/api/v2.0/projects/${string}/members?${string}`>>().toEqualTypeOf<Schema<'Member'>[]>();
  expectTypeOf<Answer<'DELETE', `/api/v2.0/projects/${string}`>>().toEqualTypeOf<undefined>();
});

test('a call takes what the document says: a body, or none', () => {
  expectTypeOf<Body<'POST', '/api/v2.0/roles'>>().toEqualTypeOf<[body: Schema<'NewRole'>]>();
  expectTypeOf<Body<'DELETE', `/api/v2.0/roles/${number}`>>().toEqualTypeOf<[]>();
});

test('a call that the API does not have is an error', () => {
  expectTypeOf<Body<'POST', '/api/v2.0/users/current'>>().toEqualTypeOf<[never: 'the API has no such call']>();
  expectTypeOf<Body<'GET', '/api/v2.0/nowhere'>>().toEqualTypeOf<[never: 'the API has no such call']>();
  // A path that may be anything is none.
  expectTypeOf<Body<'GET', string>>().toEqualTypeOf<[never: 'the API has no such call']>();
});
