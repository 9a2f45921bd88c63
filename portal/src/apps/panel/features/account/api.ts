import { queryOptions } from '@tanstack/react-query';
import { control } from '@panel/lib/control';

const CLIENTS = '/me/api/oauth2/client';
const KEYS = '/me/api/credential';
const TOTP = '/me/accessRestriction/totp';

/** The browsers that are signed in. */
export const browsersQuery = queryOptions({
  queryKey: ['panel', 'browsers'],
  queryFn: () => control('GET', '/me/session'),
});

export const endBrowser = (id: number) => control('DELETE', `/me/session/${id}`);

export const changePassword = (password: string, newPassword: string) => control('POST', '/me/changePassword', { password, newPassword });

export const allClients = { queryKey: ['panel', 'clients'] } as const;

/** The ids of the account's OAuth2 clients. */
export const clientsQuery = queryOptions({
  queryKey: [...allClients.queryKey, 'list'],
  queryFn: () => control('GET', CLIENTS),
});

export const clientQuery = (id: string) =>
  queryOptions({
    queryKey: [...allClients.queryKey, 'one', id],
    queryFn: () => control('GET', `${CLIENTS}/${encodeURIComponent(id)}`),
  });

/** A client that acts for the account by itself. */
export const createServiceAccount = (name: string, description: string) =>
  control('POST', CLIENTS, { flow: 'CLIENT_CREDENTIALS', callbackUrls: [], name, description });

export const deleteClient = (id: string) => control('DELETE', `${CLIENTS}/${encodeURIComponent(id)}`);

export const allKeys = { queryKey: ['panel', 'keys'] } as const;

/** The ids of the account's API keys, the newest first. */
export const keysQuery = queryOptions({
  queryKey: [...allKeys.queryKey, 'list'],
  queryFn: async () => (await control('GET', KEYS)).sort((a, b) => b - a),
});

export const keyQuery = (id: number) =>
  queryOptions({
    queryKey: [...allKeys.queryKey, 'one', id],
    queryFn: () => control('GET', `${KEYS}/${id}`),
  });

/** The program that a key was made for. */
export const keyApplicationQuery = (id: number) =>
  queryOptions({
    queryKey: [...allKeys.queryKey, 'application', id],
    queryFn: () => control('GET', `${KEYS}/${id}/application`),
  });

export const deleteKey = (id: number) => control('DELETE', `${KEYS}/${id}`);

/** Whether codes are asked for at sign-in. */
export const totpQuery = queryOptions({
  queryKey: ['panel', 'totp'],
  queryFn: () => control('GET', TOTP),
});

export const enrolTotp = (password: string) => control('POST', TOTP, { password });

export const enableTotp = (code: string) => control('POST', `${TOTP}/enable`, { code: bare(code) });

export const disableTotp = (password: string, code: string) => control('POST', `${TOTP}/disable`, { password, code: bare(code) });

/** New recovery codes for those that are left. */
export const renewBackupCodes = (code: string) => control('POST', '/me/accessRestriction/backupCode', { code: bare(code) });

/** Authenticators show codes with a blank in the middle. */
function bare(code: string): string {
  return code.replaceAll(' ', '');
}
