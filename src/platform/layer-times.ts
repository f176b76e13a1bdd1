/** Where a request's time goes. Off unless a bench asks (LAYER_TIMES=1), then a counter per layer in microseconds. */
const spent = new Map<string, { calls: number; micros: number }>();
const on = process.env.LAYER_TIMES === "1";

/** True when a bench started this process with LAYER_TIMES=1. */
export const layerTimesOn = (): boolean => on;

/** What was spent since the start, per layer, as Prometheus counters. */
export function layerTimesText(): string {
  return [...spent]
    .map(
      ([layer, { calls, micros }]) =>
        `layer_calls_total{layer="${layer}"} ${calls}\nlayer_micros_total{layer="${layer}"} ${micros.toFixed(0)}\n`,
    )
    .join("");
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
  const start = performance.now();
  try {
    return work();
  } finally {
    addLayerTime(layer, (performance.now() - start) * 1000);
  }
}
