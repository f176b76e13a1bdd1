/** Where a request's time goes. Off unless a bench asks, then a counter per layer in microseconds. */
const spent = new Map<string, { calls: number; micros: number }>();
let on = false;

/** Starts counting from nothing. */
export function startLayerTimes(): void {
  spent.clear();
  on = true;
}

/** What was spent since the start, per layer. */
export function layerTimes(): Record<string, { calls: number; micros: number }> {
  return Object.fromEntries(spent);
}

export function addLayerTime(layer: string, micros: number): void {
  if (!on) return;
  const entry = spent.get(layer) ?? { calls: 0, micros: 0 };
  entry.calls += 1;
  entry.micros += micros;
  spent.set(layer, entry);
}

/** Runs synchronous work and counts it to a layer. */
export function timed<T>(layer: string, work: () => T): T {
  if (!on) return work();
  const start = process.hrtime.bigint();
  try {
    return work();
  } finally {
    addLayerTime(layer, Number(process.hrtime.bigint() - start) / 1000);
  }
}
