import type { components, paths } from '@api/harbor';
import type { AnswerOf, BodyOf } from '@shared/http/api-types';
import { ApiError, client, type Answer, type Method } from '@shared/http/client';
import { tokenOfAnswers } from '@shared/http/csrf';
import { ownPath } from '@shared/lib/own-path';

const { json, text } = client(tokenOfAnswers('X-Harbor-CSRF-Token'), (response, body) => {
  const { errors, redirect_location } = body as { errors?: { message?: string }[]; redirect_location?: string };
  return new ApiError(response.status, errors?.[0]?.message ?? '', response.headers.get('X-Request-Id') ?? '', ownPath(redirect_location));
});

/** A thing that the registry's API speaks of, by its name in the API's document. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What a call takes. */
export type Body<M extends Method, Path extends string> = NonNullable<BodyOf<paths, M, Path>[0]>;

/**
 * Calls the registry's API; the session cookie and the CSRF token go along. Its document says
 * which calls there are, what they take and what they answer.
 */
export async function call<M extends Method, Path extends string>(
  method: M,
  path: Path,
  ...[body]: BodyOf<paths, M, Path>
): Promise<Answer<AnswerOf<paths, M, Path>>> {
  return json(method, path, body);
}

/** The same for what is no part of the API: signing in and out in all its ways. */
export async function web<T = undefined>(method: Method, path: `/c/${string}`, body?: unknown): Promise<Answer<T>> {
  return json(method, path, body);
}

/** Reads JSON behind a link of the API's; what is in it the API does not say. */
export async function linked<T>(path: string): Promise<Answer<T>> {
  return json('GET', path);
}

/** Reads something behind a link that is no JSON. */
export const read = text;
