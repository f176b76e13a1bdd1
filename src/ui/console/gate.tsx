import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Failed, Waiting } from "./empty.tsx";
import { isUnauthenticated, queryClient } from "./query.ts";
import type { Me, Session } from "./session.tsx";

/** Where the session comes from: `/api/me`, or the preview's invented person. */
export interface Load {
  me: () => Promise<Me | null>;
  signOut: () => Promise<void>;
  switchGrant: (grantId: string) => Promise<void>;
}

async function call(method: "GET" | "POST", path: string, body?: unknown): Promise<Response> {
  const response = await fetch(`/api${path}`, {
    method,
    credentials: "same-origin",
    headers: { accept: "application/json", ...(method === "POST" ? { "content-type": "application/json" } : {}) },
    body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
  });
  if (!response.ok && response.status !== 401) throw Object.assign(new Error(path), { status: response.status });
  return response;
}

const server: Load = {
  me: async () => {
    const response = await call("GET", "/me");
    if (response.status === 401) return null;
    const me = (await response.json()) as Me;
    // A resident who is signed in on the portal is nobody here.
    return me.kind === "staff" ? me : null;
  },
  signOut: async () => void (await call("POST", "/sign-out")),
  switchGrant: async (grantId) => void (await call("POST", `/grants/${encodeURIComponent(grantId)}/use`)),
};

/** Told by the sign-in page when it worked, and by anything that finds the session gone. */
export const sessionChanged = (): void => void window.dispatchEvent(new Event("lc-session"));

/** Asks who is here, then builds the console for them; again after signing in, out, or changing the grant. */
export function SessionGate({
  load = server,
  children,
}: {
  load?: Load;
  children: (session: Session | null) => ReactNode;
}) {
  const [state, setState] = useState<{ turn: number; me: Me | null } | { error: unknown } | null>(null);
  const ask = useCallback(async () => {
    try {
      const me = await load.me();
      setState((before) => ({ turn: before && "turn" in before ? before.turn + 1 : 1, me }));
    } catch (error) {
      setState({ error });
    }
  }, [load]);
  useEffect(() => {
    void ask();
    const again = () => {
      queryClient.clear();
      void ask();
    };
    window.addEventListener("lc-session", again);
    const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error" && isUnauthenticated(event.action.error)) again();
    });
    return () => {
      window.removeEventListener("lc-session", again);
      unsubscribe();
    };
  }, [ask]);
  if (state === null) return <Waiting lines={8} />;
  if ("error" in state) return <Failed error={state.error} retry={ask} />;
  if (state.me === null) return <div key={state.turn}>{children(null)}</div>;
  const session: Session = {
    me: state.me,
    signOut: async () => {
      await load.signOut();
      sessionChanged();
    },
    switchGrant: async (grantId) => {
      await load.switchGrant(grantId);
      sessionChanged();
    },
  };
  return <div key={state.turn}>{children(session)}</div>;
}
