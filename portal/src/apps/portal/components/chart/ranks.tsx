import './chart.css';
import type { ReactNode } from 'react';

export interface Rank {
  key: string;
  name: ReactNode;
  value: number;
  text: string;
}

/** Things by size, each with a bar as long as its share of the largest. */
export function Ranks({ rows, label }: { rows: readonly Rank[]; label: string }) {
  const largest = Math.max(1, ...rows.map((row) => row.value));
  return (
    <ol className="ranks series-0" aria-label={label}>
      {rows.map((row) => (
        <li key={row.key}>
          {row.name}
          <span>{row.text}</span>
          <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect className="track" width={100} height={4} />
            <rect className="bar" width={(row.value / largest) * 100} height={4} />
          </svg>
        </li>
      ))}
    </ol>
  );
}
