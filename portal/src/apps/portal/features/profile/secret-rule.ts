/** The server's rule for secrets, so that most mistakes are seen while typing. */
export function isGoodSecret(secret: string): boolean {
  return secret.length >= 8 && secret.length <= 128 && /[A-Z]/.test(secret) && /[a-z]/.test(secret) && /[0-9]/.test(secret);
}
