/** What a username must not contain (it would break the clients' credential files and URLs). */
const FORBIDDEN = /[,"~#%$\s]/;

/** Why this cannot be a username, or undefined. */
export function usernameProblem(username: string): string | undefined {
  if (username === '') {
    return 'A username is needed.';
  }
  if (username.length > 255) {
    return 'At most 255 characters.';
  }
  return FORBIDDEN.test(username) ? 'No blanks and none of , " ~ # % $' : undefined;
}
