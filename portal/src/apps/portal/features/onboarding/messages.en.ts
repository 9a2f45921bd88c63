export const onboardingEn = {
  'onboard.title': 'Set OIDC Username',
  'onboard.text': 'This is your first sign-in here. Choose the username you will be known by in this registry; container clients use it too. It cannot be changed later.',
  'onboard.username': 'Username',
  'onboard.rule': '1 to 255 characters, without , " ~ # % $ and colon.',
  'onboard.taken': 'The name {name} is already used in this registry.',
  'onboard.save': 'Save',
  'onboard.cancel': 'Cancel',
} as const;
