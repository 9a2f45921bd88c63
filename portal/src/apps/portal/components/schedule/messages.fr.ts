import type { scheduleEn } from './messages.en';

export const scheduleFr: Record<keyof typeof scheduleEn, string> = {
  'schedule.when': 'Fréquence',
  'schedule.when.None': 'jamais',
  'schedule.when.Hourly': 'chaque heure',
  'schedule.when.Daily': 'chaque jour à minuit',
  'schedule.when.Weekly': 'chaque dimanche à minuit',
  'schedule.when.Custom': 'selon une expression cron',
  'schedule.next': 'Prochaine fois : {time}',
  'schedule.cron': 'Expression cron',
  'schedule.cronHelp': 'Seconde, minute, heure, jour, mois, jour de semaine, en UTC.',
  'schedule.saved': 'La planification est enregistrée.',
};
