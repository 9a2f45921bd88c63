import { control } from '@panel/lib/control';

export const signIn = (account: string, password: string) => control('POST', '/auth/login', { account, password });

/** @param ticket what the password was answered with */
export const signInWithCode = (ticket: string, code: string) => control('POST', '/auth/login', { ticket, code: code.replaceAll(' ', '') });
