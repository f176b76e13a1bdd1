import { createORPCClient, ORPCError } from "@orpc/client";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import type { Contract, OutputOf, SentInputOf } from "../shared/contract.ts";

/** A module's endpoints as functions: `client(mattersContract).get({ id })`. */
export type Client<C extends Contract> = { [K in keyof C]: (input: SentInputOf<C[K]>) => Promise<OutputOf<C[K]>> };

export interface ClientOptions {
  /** Address of the API, without slash at the end; default: this site's `/api`. */
  url?: string;
  fetch?: (request: Request) => Promise<Response>;
  headers?: () => Record<string, string>;
}

/** Makes the typed REST client of one contract. Errors are {@link ApiError}. */
export function client<C extends Contract>(contract: C, options: ClientOptions = {}): Client<C> {
  const url = options.url ?? `${globalThis.location?.origin ?? ""}/api`;
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const link = new OpenAPILink(contract, {
    url,
    headers: options.headers ?? (() => ({})),
    fetch: (request) => send(request),
  });
  return createORPCClient(link) as unknown as Client<C>;
}

export interface ApiError {
  /** UPPER_SNAKE: a refusal of the rules, or BAD_REQUEST, NOT_FOUND, UNAUTHENTICATED, FORBIDDEN … */
  code: string;
  status: number;
  data: unknown;
}

/** The error of an API call, or undefined where the network itself failed. */
export function apiError(error: unknown): ApiError | undefined {
  if (error instanceof ORPCError) return { code: String(error.code), status: error.status, data: error.data };
  return undefined;
}
