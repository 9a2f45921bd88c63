export const scheduleEn = {
  'schedule.when': 'Runs',
  'schedule.when.None': 'never by itself',
  'schedule.when.Hourly': 'every hour',
  'schedule.when.Daily': 'every day at midnight',
  'schedule.when.Weekly': 'every Sunday at midnight',
  'schedule.when.Custom': 'by a cron expression',
  'schedule.next': 'Next time: {time}',
  'schedule.cron': 'Cron expression',
  'schedule.cronHelp': 'Second, minute, hour, day, month, weekday, in UTC.',
  'schedule.saved': 'The schedule is saved.',
} as const;
