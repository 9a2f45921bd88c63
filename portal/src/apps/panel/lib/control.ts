import type { components, paths } from '@api/control';
import type { AnswerOf, BodyOf } from '@shared/http/api-types';
import { ApiError } from '@shared/http/http';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const CSRF = 'X-CSRF-Token';

/** Ties changes to the browser's session; the server tells it to whoever holds the session's cookie. */
let csrfToken = '';

export function keepCsrfToken(token: string): void {
  csrfToken = token;
}

/** An answer has all properties of its model; those that may be absent are what bodies may leave out. */
type Answered<T> = T extends readonly (infer Item)[] ? Answered<Item>[] : T extends object ? { [K in keyof T]-?: Answered<Exclude<T[K], undefined>> } : T;

/** A thing as the control API answers it, by its name in the API's document. */
export type Model<Name extends keyof components['schemas']> = Answered<components['schemas'][Name]>;

/**
 * Calls the control API with the session of the browser. Its document says which calls there are,
 * what they take and what they answer.
 */
export async function control<M extends Method, Path extends string>(
  method: M,
  path: Path,
  ...[body]: BodyOf<paths, M, Path>
): Promise<Answered<AnswerOf<paths, M, Path>>> {
  const used = csrfToken;
  let response = await send(method, path, body);
  // Another tab may have signed in anew: then the session has another token.
  if (response.status === 403 && method !== 'GET' && (await freshToken()) !== used) {
    response = await send(method, path, body);
  }
  const text = await response.text();
  if (!response.ok) {
    throw refusal(response, text);
  }
  return (text === '' ? null : JSON.parse(text)) as Answered<AnswerOf<paths, M, Path>>;
}

async function send(method: Method, path: string, body: unknown): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (method !== 'GET' && csrfToken !== '') {
    headers.set(CSRF, csrfToken);
  }
  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(body);
  }
  try {
    return await fetch(`/v1${path}`, init);
  } catch {
    throw new ApiError(0, '', '');
  }
}

async function freshToken(): Promise<string> {
  const response = await send('GET', '/auth/session', undefined);
  if (response.ok) {
    csrfToken = ((await response.json()) as { csrfToken: string } | null)?.csrfToken ?? '';
  }
  return csrfToken;
}

function refusal(response: Response, text: string): ApiError {
  const query = response.headers.get('X-OVH-QUERYID') ?? '';
  try {
    const body = JSON.parse(text) as { message?: string };
    return new ApiError(response.status, body.message ?? '', query);
  } catch {
    return new ApiError(response.status, '', query);
  }
}

/** The answer, or null where the API says that there is none. */
export async function found<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      return null;
    }
    throw error;
  }
}
