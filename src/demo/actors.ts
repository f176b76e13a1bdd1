import { serverModules } from "../compose.ts";
import { indexOperations } from "../platform/api.ts";
import type { Caller, Platform } from "../platform/context.ts";
import { invoke } from "../platform/operation.ts";
import type { Contract, OutputOf, SentInputOf } from "../shared/contract.ts";

const index = indexOperations(serverModules);

/** A contract as functions that run in this process as somebody, at an instant of the story. */
export type Acting = <C extends Contract>(
  contract: C,
) => { [K in keyof C]: (input: SentInputOf<C[K]>) => Promise<OutputOf<C[K]>> };

/** Acts as `caller` at `at` through the real operations: same permissions, walls, validation and audit. */
export function actAs(platform: Platform, caller: Caller, at: Date): Acting {
  const then: Platform = { ...platform, clock: () => at };
  return (<C extends Contract>(contract: C) =>
    new Proxy(
      {},
      {
        get: (_, verb: string) => async (input: unknown) => {
          const endpoint = contract[verb];
          if (!endpoint) throw new Error(`No verb ${verb}.`);
          return await invoke(index, endpoint, input, {
            platform: then,
            caller,
            request: { requestId: `simulation:${verb}`, ip: "127.0.0.1", userAgent: "simulation" },
            reply: {},
          });
        },
      },
    )) as Acting;
}

/** Runs `work` over the items, `width` at a time, in order of the list. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  work: (item: T, index: number) => Promise<void>,
) {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let i = next++; i < items.length; i = next++) await work(items[i] as T, i);
    }),
  );
}
