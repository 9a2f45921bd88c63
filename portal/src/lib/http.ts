/** What the API refused, in its own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly body: unknown,
  ) {
    super(message);
  }
}

const CSRF = 'X-Harbor-CSRF-Token';
let csrfToken = '';

interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  json?: unknown;
  form?: Record<string, string>;
}

/** An answer with its headers, for lists that count their rows there. */
export interface Answer<T> {
  value: T;
  headers: Headers;
}

async function once(path: string, call: Call): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  const init: RequestInit = { method: call.method ?? 'GET', headers, credentials: 'same-origin' };
  if (call.json !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(call.json);
  }
  if (call.form !== undefined) {
    init.body = new URLSearchParams(call.form);
  }
  if (init.method !== 'GET' && csrfToken !== '') {
    headers.set(CSRF, csrfToken);
  }
  const response = await fetch(path, init);
  csrfToken = response.headers.get(CSRF) ?? csrfToken;
  return response;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, body: unknown): ApiError {
  const first = (body as { errors?: { code?: string; message?: string }[] } | undefined)?.errors?.[0];
  return new ApiError(status, first?.code ?? 'UNKNOWN', first?.message ?? `The server answered ${status}.`, body);
}

/** Calls the API; a stale CSRF token is renewed and the call repeated once. */
export async function call<T>(path: string, options: Call = {}): Promise<Answer<T>> {
  const unsafe = options.method !== undefined && options.method !== 'GET';
  if (unsafe && csrfToken === '') {
    await once('/api/v2.0/systeminfo', {});
  }
  let response = await once(path, options);
  let body = parse(await response.text());
  if (response.status === 403 && unsafe && refusal(403, body).message.includes('CSRF')) {
    response = await once(path, options);
    body = parse(await response.text());
  }
  if (!response.ok) {
    throw refusal(response.status, body);
  }
  return { value: body as T, headers: response.headers };
}

/** Where the server sends a caller who is in the wrong place: people of a provider, to the provider. */
export function redirectOf(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.status !== 403) {
    return undefined;
  }
  return (error.body as { redirect_location?: string } | undefined)?.redirect_location;
}

export async function get<T>(path: string): Promise<T> {
  return (await call<T>(path)).value;
}

/** A repository's name within its project, encoded as the API wants it: slashes twice. */
export function encodeRepository(name: string): string {
  return encodeURIComponent(encodeURIComponent(name));
}
