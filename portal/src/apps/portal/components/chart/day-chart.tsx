import './chart.css';
import { Button } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useLayoutEffect, useRef, useState, type PointerEvent } from 'react';
import { useTexts } from '@portal/i18n';
import { bytes, count } from '@shared/lib/format';
import { labelled, marks, runs } from './scale';

export interface Series {
  name: string;
  /** A value for each day; null where nobody knows it. */
  values: readonly (number | null)[];
}

const HEIGHT = 200;
const TOP = 8;
const BOTTOM = 22;
const LEFT = 72;
const RIGHT = 8;
const LABEL = 110;

/** A day of UTC as people write it. */
export function dayText(date: string, language: string): string {
  return new Date(`${date}T00:00:00Z`).toLocaleDateString(language, { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

/**
 * Values by day: as a line over time, or as bars beside each other. The same figures can be read as
 * a table.
 */
export function DayChart(props: {
  label: string;
  dates: readonly string[];
  series: readonly Series[];
  unit: 'count' | 'bytes';
  shape: 'line' | 'bars';
}) {
  const { t, language } = useTexts();
  const [isTable, setTable] = useState(false);
  const format = (value: number) => (props.unit === 'bytes' ? bytes(value, language) : count(value, language));
  return (
    <>
      {props.series.length > 1 && (
        <ul className="chart-legend">
          {props.series.map((one, index) => (
            <li key={one.name} className={`series-${index}`}>
              <i />
              {one.name}
            </li>
          ))}
        </ul>
      )}
      {isTable ? <Figures {...props} format={format} /> : <Drawing {...props} format={format} />}
      <Button variant="link" size="sm" isInline onClick={() => setTable(!isTable)} aria-label={`${t(isTable ? 'chart.asChart' : 'chart.asTable')}: ${props.label}`}>
        {t(isTable ? 'chart.asChart' : 'chart.asTable')}
      </Button>
    </>
  );
}

interface Drawn {
  label: string;
  dates: readonly string[];
  series: readonly Series[];
  unit: 'count' | 'bytes';
  shape: 'line' | 'bars';
  format: (value: number) => string;
}

function Figures({ label, dates, series, format }: Drawn) {
  const { t, language } = useTexts();
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={label}>
      <Table aria-label={label} variant="compact" gridBreakPoint="">
        <Thead>
          <Tr>
            <Th>{t('chart.day')}</Th>
            {series.map((one) => (
              <Th key={one.name}>{one.name}</Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {dates.map((date, day) => (
            <Tr key={date}>
              <Td>{dayText(date, language)}</Td>
              {series.map((one) => (
                <Td key={one.name}>{format(one.values[day] ?? 0)}</Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}

function useWidth() {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) {
      return;
    }
    const watch = new ResizeObserver(() => setWidth(Math.max(240, element.clientWidth)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}

function Drawing({ label, dates, series, unit, shape, format }: Drawn) {
  const { t, language } = useTexts();
  const { box, width } = useWidth();
  const [at, setAt] = useState<number | null>(null);
  const largest = Math.max(0, ...series.flatMap((one) => one.values.map((value) => value ?? 0)));
  const axis = marks(largest, unit);
  const top = axis.at(-1) ?? 1;
  const inner = width - LEFT - RIGHT;
  const slot = inner / dates.length;
  const x = (day: number) => (shape === 'bars' ? LEFT + slot * (day + 0.5) : LEFT + (inner * day) / Math.max(1, dates.length - 1));
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const named = labelled(dates.length, Math.floor(inner / LABEL));
  const point = (event: PointerEvent) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left - LEFT;
    const day = shape === 'bars' ? Math.floor(left / slot) : Math.round((left / inner) * (dates.length - 1));
    setAt(day >= 0 && day < dates.length ? day : null);
  };
  const values = series.map((one) => one.values.filter((value) => value !== null).at(-1) ?? 0);
  const summary = t('chart.summary', {
    label,
    days: dates.length,
    last: series.map((one, index) => `${one.name} ${format(values[index] ?? 0)}`).join(', '),
    most: format(largest),
  });
  return (
    <figure className="chart" ref={box}>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={summary} onPointerMove={point} onPointerLeave={() => setAt(null)}>
        {axis.map((mark) => (
          <g key={mark}>
            <line className="grid" x1={LEFT} x2={width - RIGHT} y1={y(mark)} y2={y(mark)} />
            <text x={LEFT - 8} y={y(mark) + 4} textAnchor="end">
              {format(mark)}
            </text>
          </g>
        ))}
        {named.map((day, index) => (
          <text key={day} x={x(day)} y={HEIGHT - 5} textAnchor={index === 0 ? 'start' : index === named.length - 1 ? 'end' : 'middle'}>
            {dayText(dates[day] ?? '', language)}
          </text>
        ))}
        {at !== null && <line className="at" x1={x(at)} x2={x(at)} y1={TOP} y2={HEIGHT - BOTTOM} />}
        {series.map((one, index) => (
          <g key={one.name} className={`series-${index}`}>
            {shape === 'line' ? <Line values={one.values} x={x} y={y} /> : <Bars values={one.values} index={index} of={series.length} slot={slot} x={x} y={y} />}
          </g>
        ))}
      </svg>
      {at !== null && (
        <div className="chart-tip" style={x(at) > width / 2 ? { right: width - x(at) + 8 } : { left: x(at) + 8 }}>
          <strong>{dayText(dates[at] ?? '', language)}</strong>
          {series.map((one) => (
            <div key={one.name}>
              {one.name}: {one.values[at] === null ? '–' : format(one.values[at] ?? 0)}
            </div>
          ))}
        </div>
      )}
    </figure>
  );
}

type Place = (value: number) => number;

function Line({ values, x, y }: { values: readonly (number | null)[]; x: Place; y: Place }) {
  return runs(values).map(({ from, to }) => {
    const points = values.slice(from, to + 1).map((value, i) => `${x(from + i)},${y(value ?? 0)}`);
    if (from === to) {
      return <circle key={from} className="dot" cx={x(from)} cy={y(values[from] ?? 0)} r={4} />;
    }
    return (
      <g key={from}>
        <polygon className="area" points={`${x(from)},${y(0)} ${points.join(' ')} ${x(to)},${y(0)}`} />
        <polyline className="line" points={points.join(' ')} />
      </g>
    );
  });
}

function Bars(props: { values: readonly (number | null)[]; index: number; of: number; slot: number; x: Place; y: Place }) {
  const { values, index, of, slot, x, y } = props;
  const thick = Math.max(1, Math.min(18, (slot * 0.75) / of));
  return values.map((value, day) =>
    value === null || value === 0 ? null : (
      <rect
        key={day}
        className="bar"
        x={x(day) + thick * (index - of / 2)}
        y={Math.min(y(value), y(0) - 1)}
        width={thick}
        height={Math.max(1, y(0) - y(value))}
      />
    ),
  );
}
