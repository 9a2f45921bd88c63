/** How a change shows that it comes from our own page: a token that only this host's pages can read. */
export interface Csrf {
  header: string;
  /** The token to send; empty while none is known. */
  token: () => string;
  /** Is told each answer. */
  hear: (response: Response) => void;
  /** Whether there is another token now than the one that was refused. */
  isRenewed: (refusal: Response, used: string) => Promise<boolean>;
}

/** Each answer carries the token in the same header: Harbor's way. A refused one was followed by a fresh one. */
export function tokenOfAnswers(header: string): Csrf {
  let token = '';
  return {
    header,
    token: () => token,
    hear: (response) => {
      token = response.headers.get(header) ?? token;
    },
    isRenewed: async (refusal) => (await refusal.text()).includes('CSRF token'),
  };
}

/** The session tells its token: the control API's way. Another tab may have signed in anew, then it has another. */
export interface SessionToken extends Csrf {
  /** Told the token of the session; empty when nobody is signed in. */
  keep: (token: string) => void;
}

/** @param session reads the session's token, empty when nobody is signed in */
export function tokenOfSession(header: string, session: () => Promise<string>): SessionToken {
  let token = '';
  return {
    header,
    token: () => token,
    keep: (told) => {
      token = told;
    },
    hear: () => undefined,
    isRenewed: async (_, used) => {
      // When the session cannot be read the refusal stands.
      token = await session().catch(() => token);
      return token !== used;
    },
  };
}
