export const chartEn = {
  'chart.storage': 'Storage over time',
  'chart.traffic': 'Pulls and pushes per day',
  'chart.largest': 'Largest repositories',
  'chart.used': 'Storage used',
  'chart.pulls': 'Pulls',
  'chart.pushes': 'Pushes',
  'chart.nothing': 'Nothing was pushed yet.',
  'chart.day': 'Day',
  'chart.asTable': 'Show as table',
  'chart.asChart': 'Show as chart',
  'chart.summary': '{label}, {days, plural, one {# day} other {# days}}; last: {last}; most: {most}',
} as const;
