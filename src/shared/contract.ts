import { type ContractProcedure, oc } from "@orpc/contract";
import { z } from "zod";
import type { Permission } from "./permissions.ts";

/** What the platform has to know of an endpoint besides its shapes. */
export interface EndpointMeta {
  permission: Permission;
  /** A read of personal or case data: audited like a write. */
  sensitive: boolean;
  /** The input itself carries the proof (one-time token, number + phone): runs with the whole reach, the handler checks. */
  proof: boolean;
  refusals: readonly string[];
  write: boolean;
}

interface EndpointSpec<In extends z.ZodType, Out extends z.ZodType> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: `/${string}`;
  summary: string;
  permission: Permission;
  input: In;
  output: Out;
  refusals?: readonly string[];
  status?: number;
  sensitive?: boolean;
  proof?: boolean;
}

export type Endpoint<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = ContractProcedure<
  In,
  Out,
  Record<never, never>,
  Partial<EndpointMeta>
>;

/** A contract is a plain object of endpoints; its keys are the verbs of the module. */
// biome-ignore lint/suspicious/noExplicitAny: a contract holds endpoints of every shape
export type Contract = Record<string, Endpoint<any, any>>;

/** Declares one endpoint of the published contract. Path parameters `{id}` are fields of the input. */
export function endpoint<In extends z.ZodType, Out extends z.ZodType>(spec: EndpointSpec<In, Out>): Endpoint<In, Out> {
  const meta: Partial<EndpointMeta> = {
    permission: spec.permission,
    sensitive: spec.sensitive ?? false,
    proof: spec.proof ?? false,
    refusals: spec.refusals ?? [],
    write: spec.method !== "GET",
  };
  const refusals = (spec.refusals ?? []).join(", ");
  return oc
    .$meta<Partial<EndpointMeta>>({})
    .route({
      method: spec.method,
      path: spec.path,
      summary: spec.summary,
      successStatus: spec.status ?? 200,
      description: refusals ? `May be refused with 409: ${refusals}.` : undefined,
      tags: [spec.path.split("/")[1] ?? ""],
    })
    .meta(meta)
    .input(spec.input)
    .output(spec.output) as unknown as Endpoint<In, Out>;
}

/** The declared facts of an endpoint. */
// biome-ignore lint/suspicious/noExplicitAny: facts do not depend on the shapes
export function metaOf(value: Endpoint<any, any>): EndpointMeta & { method: string; path: string; status: number } {
  const def = value["~orpc"];
  const meta = def.meta as EndpointMeta;
  return {
    ...meta,
    method: def.route.method ?? "POST",
    path: def.route.path ?? "/",
    status: def.route.successStatus ?? 200,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: inference over endpoints of every shape
export type InputOf<E> = E extends ContractProcedure<infer In, any, any, any> ? z.output<In & z.ZodType> : never;
// biome-ignore lint/suspicious/noExplicitAny: inference over endpoints of every shape
export type SentInputOf<E> = E extends ContractProcedure<infer In, any, any, any> ? z.input<In & z.ZodType> : never;
// biome-ignore lint/suspicious/noExplicitAny: inference over endpoints of every shape
export type OutputOf<E> = E extends ContractProcedure<any, infer Out, any, any> ? z.output<Out & z.ZodType> : never;

/** UUID (version 7, made by the app). */
export const Id = z.uuid();
/** ISO 8601 instant with zone. Aborts, so that rules over several fields never meet a date that is none. */
export const Instant = z.iso.datetime({ offset: true, abort: true });
/** Civil date YYYY-MM-DD in the city's zone. */
export const CivilDate = z.iso.date({ abort: true });
/** Clock time HH:mm. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "时间请写成 09:30 这样");
/** Short text a person types: trimmed, without NUL. */
export const line = (max: number, min = 0) =>
  z
    .string()
    .transform(clean)
    .pipe(
      z
        .string()
        .min(min, min > 0 ? "请填写" : "")
        .max(max, `最多 ${max} 个字`),
    );
/** Long text a person types. */
export const prose = (max: number, min = 0) => line(max, min);

function clean(text: string): string {
  // Control characters but tab and newline never carry meaning, and PostgreSQL refuses NUL.
  return text
    .normalize("NFC")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "")
    .trim();
}

/** Whole number from a query string. */
export const queryInt = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
/** `true|1|on` or `false|0` from a query string. */
export const queryFlag = z
  .union([z.boolean(), z.enum(["true", "1", "on", "false", "0", ""])])
  .transform((value) => value === true || value === "true" || value === "1" || value === "on");
/** One or more values from a query string: `a`, `a,b` or repeated. */
export const queryList = <T extends z.ZodType>(item: T) =>
  z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : value.split(",")).filter((part) => part !== ""))
    .pipe(z.array(item).max(50) as unknown as z.ZodType<z.output<T>[], string[]>);

/** Paging fields of every list: page from 1, size up to 200. */
export const paging = {
  page: queryInt(1, 100_000).default(1),
  size: queryInt(1, 200).default(20),
};

/** The answer of every list. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), total: z.number().int() });

/** Answer of verbs that have nothing to say. */
export const Done = z.object({ ok: z.literal(true) });
export const done = { ok: true as const };
