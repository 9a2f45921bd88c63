export const signInEn = {
  'panel.signIn.submit': 'Sign in',
  'panel.signIn.startOver': 'Start over',
  'panel.signIn.help': 'With your account here. Whoever runs the server makes accounts and resets passwords.',
} as const;
