import type { components, paths } from '@api/control';
import type { AnswerOf, BodyOf } from '@shared/http/api-types';
import { ApiError, client, type Method } from '@shared/http/client';
import { tokenOfSession } from '@shared/http/csrf';

const csrf = tokenOfSession('X-CSRF-Token', async () => (await json<{ csrfToken: string } | null>('GET', '/v1/auth/session')).data?.csrfToken ?? '');

const { json } = client(csrf, (response, body) => {
  const { message } = body as { message?: string };
  return new ApiError(response.status, message ?? '', response.headers.get('X-OVH-QUERYID') ?? '');
});

/** Told the token of the session, empty when nobody is signed in. */
export const keepCsrfToken = csrf.keep;

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
  return (await json<Answered<AnswerOf<paths, M, Path>>>(method, `/v1${path}`, body)).data;
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
