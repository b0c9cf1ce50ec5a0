// Numbers, times and values as text.

const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const FEW = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

export function count(number) {
  return number === null || number === undefined ? '–' : COUNT.format(number);
}

/** Milliseconds as a length of time. */
export function millis(value) {
  if (value === null || value === undefined) {
    return '–';
  }
  if (value < 10) {
    return `${FEW.format(value)} ms`;
  }
  if (value < 1000) {
    return `${COUNT.format(value)} ms`;
  }
  if (value < 60_000) {
    return `${FEW.format(value / 1000)} s`;
  }
  const minutes = Math.floor(value / 60_000);
  if (minutes < 60) {
    return `${minutes} min ${Math.floor((value % 60_000) / 1000)} s`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

export function rate(perSecond) {
  if (perSecond === null || perSecond === undefined) {
    return '–';
  }
  return `${perSecond < 10 ? FEW.format(perSecond) : COUNT.format(perSecond)}/s`;
}

/** An instant in the reader's time zone. Fractions of a second only where wanted: order is told by the HLC. */
export function moment(iso, fine = false) {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return String(iso ?? '–');
  }
  const day = date.toDateString() === new Date().toDateString() ? '' : `${date.toLocaleDateString('sv-SE')} `;
  const time = date.toLocaleTimeString('en-GB');
  return day + time + (fine ? `.${String(date.getMilliseconds()).padStart(3, '0')}` : '');
}

/** How long ago, in words. */
export function ago(iso) {
  const passed = Date.now() - new Date(iso).getTime();
  return Number.isNaN(passed) ? '' : passed < 1000 ? 'just now' : `${millis(Math.round(passed / 1000) * 1000).replace(/ \d+ s$/, '')} ago`;
}

export function plural(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

const TYPES = { mysql: 'MySQL', mariadb: 'MariaDB', postgresql: 'PostgreSQL', redis: 'Redis', influxdb: 'InfluxDB', api: 'Query API' };

export function typeName(type) {
  return TYPES[type] ?? type;
}

/** A value of a record as text: numbers with all their digits, what is nested as JSON. */
export function valueText(value) {
  if (value === undefined) {
    return '';
  }
  return typeof value === 'string' || value instanceof Digits ? String(value) : JSON.stringify(value, bareDigits, 1);
}

function bareDigits(_, value) {
  return value instanceof Digits ? JSON.rawJSON(value.source) : value;
}

/** A number that JavaScript's own would round, as it was sent. */
export class Digits {
  constructor(source) {
    this.source = source;
  }

  toString() {
    return this.source;
  }
}

/** JSON text → value, in which no number has lost a digit. */
export function exactJson(text) {
  return JSON.parse(text, (_, value, context) =>
    typeof value === 'number' && context?.source && String(value) !== context.source ? new Digits(context.source) : value,
  );
}
