import { type ComponentType, createContext, lazy, type ReactNode, Suspense, use, useMemo } from "react";
import { Waiting } from "./empty.tsx";
import { allowed, type ConsoleRoutes, type SlotName, type SlotProps } from "./routes.ts";
import { useMe } from "./session.tsx";

interface Part {
  slot: SlotName;
  key: string;
  Part: ComponentType<SlotProps>;
}

const SlotsContext = createContext<readonly Part[]>([]);

/** Knows what higher modules add to the pages of lower ones. Once, around the shell's page. */
export function SlotsProvider({ routes, children }: { routes: readonly ConsoleRoutes[]; children: ReactNode }) {
  const me = useMe();
  const parts = useMemo(
    () =>
      allowed(
        routes.flatMap((one) => one.slots ?? []),
        me.permissions,
      )
        .toSorted((a, b) => (a.order ?? 50) - (b.order ?? 50))
        .map((one) => ({ slot: one.slot, key: one.key, Part: lazy(async () => ({ default: await one.lazy() })) })),
    [routes, me.permissions],
  );
  return <SlotsContext value={parts}>{children}</SlotsContext>;
}

/** Where a page of a lower module shows what higher ones know of the same thing. Nothing when nobody does. */
export function Slot({ name, ...props }: SlotProps & { name: SlotName }) {
  const parts = use(SlotsContext).filter((one) => one.slot === name);
  return parts.map(({ key, Part }) => (
    <Suspense key={key} fallback={<Waiting lines={2} />}>
      <Part {...props} />
    </Suspense>
  ));
}
