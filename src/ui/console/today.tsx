import { type ComponentType, lazy, Suspense, useMemo } from "react";
import { Waiting } from "./empty.tsx";
import { Page } from "./page.tsx";
import { allowed, type ConsoleRoutes } from "./routes.ts";
import { useMe } from "./session.tsx";

/** 今日: the worklists that modules give, in order; what is late first. */
export function TodayPage({ routes }: { routes: readonly ConsoleRoutes[] }) {
  const me = useMe();
  const parts = useMemo(() => {
    const given = allowed(
      routes.flatMap((one) => one.today ?? []),
      me.permissions,
    );
    return given
      .sort((a, b) => (a.order ?? 50) - (b.order ?? 50))
      .map((one) => ({ key: one.key, Part: lazy(async () => ({ default: (await one.lazy()) as ComponentType })) }));
  }, [routes, me.permissions]);
  return (
    <Page title="今日">
      <Suspense fallback={<Waiting lines={8} />}>
        <div className="lc-today">
          {parts.map(({ key, Part }) => (
            <Part key={key} />
          ))}
          <p className="lc-today-none">眼下没有到期的，也没有人在等。这很正常。</p>
        </div>
      </Suspense>
    </Page>
  );
}
