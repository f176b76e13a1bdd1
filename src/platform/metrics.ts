import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { layerTimesText } from "./layer-times.ts";

export interface Metrics {
  observe(method: string, path: string, status: number, seconds: number): void;
  text(): Promise<string>;
}

/** Prometheus metrics. Labels hold routes and codes, never ids or personal data. */
export function createMetrics(poolState: () => { total: number; waiting: number }): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.5, 1, 3],
    registers: [registry],
  });
  new Gauge({
    name: "database_pool_connections",
    help: "Connections of the pool",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      const state = poolState();
      this.set({ state: "total" }, state.total);
      this.set({ state: "waiting" }, state.waiting);
    },
  });
  return {
    observe: (method, path, status, seconds) =>
      duration.observe({ method, route: routeOf(path), status: String(status) }, seconds),
    text: async () => (await registry.metrics()) + layerTimesText(),
  };
}

/** A path with its ids replaced and cut to three parts, so that the number of series stays small. */
export function routeOf(path: string): string {
  return path
    .split("/")
    .slice(0, 5)
    .map((part) => (/^[a-z][a-z-]{0,30}$/.test(part) || part === "" ? part : ":id"))
    .join("/");
}
