import { createContext, type ReactNode, use } from "react";
import type { Permission } from "../../shared/permissions.ts";

/** A role at a unit. A staff member acts under one at a time. */
export interface Grant {
  id: string;
  role: string;
  roleLabel: string;
  unitName: string;
  unitPath: string;
  clinicId: string | null;
  practitionerId: string | null;
}

/** The answer of `GET /api/me`: the identity contract's `Me` as the kit, which knows no module, reads it. */
export interface Me {
  kind: "staff" | "resident";
  name: string;
  role: string;
  permissions: readonly string[];
  grant: Grant | null;
  grants: readonly Grant[];
  mustSetPassword: boolean;
  demo: boolean;
}

export interface Session {
  me: Me;
  signOut: () => Promise<void>;
  switchGrant: (grantId: string) => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession is for pages inside the shell");
  return session;
}

/** Who is at the keyboard. */
export const useMe = (): Me => useSession().me;

/** For showing or hiding what is not governed by an answer's `can`. The server decides in any case. */
export const useCan = (permission: Permission): boolean => useSession().me.permissions.includes(permission);
