import type { QueryKey } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "./button.tsx";
import { useGo } from "./go.tsx";
import { type RefusalLabels, useAction } from "./query.ts";

/** One thing that may be done now. Either it happens at once (`run`), or it leads to a form (`href`, `open`). */
export interface Move {
  label: string;
  run?: () => Promise<unknown>;
  href?: string;
  open?: () => void;
  /** Said when it worked. */
  done?: string;
  /** Takes it back: then nobody is asked “are you sure”. */
  undo?: () => Promise<unknown>;
  hotkey?: string;
  danger?: boolean;
  /** Asked before a move that cannot be undone, as a second button in place. */
  sure?: string;
}

interface MovesProps<K extends string> {
  /** The answer's `can`: only these are shown. */
  can: readonly string[];
  /** Every move the page knows, the primary first. */
  moves: Readonly<Partial<Record<K, Move>>>;
  refusals?: RefusalLabels;
  invalidate?: readonly QueryKey[];
}

/** The allowed moves as buttons and nothing else. */
export function Moves<K extends string>({ can, moves, refusals, invalidate }: MovesProps<K>) {
  const [asking, setAsking] = useState<string | null>(null);
  const go = useGo();
  const act = useAction(({ move }: { key: string; move: Move }) => move.run?.() ?? Promise.resolve(), {
    refusals,
    invalidate,
    done: (_answer, { move }) => move.done ?? `${move.label}：已完成。`,
    undo: (_answer, { move }) => move.undo?.() ?? Promise.resolve(),
    undoable: ({ move }) => move.undo !== undefined,
    after: () => setAsking(null),
  });
  const shown = (Object.entries(moves) as [string, Move | undefined][]).flatMap(([key, move]) =>
    move && can.includes(key) ? [{ key, move }] : [],
  );
  if (shown.length === 0) return null;
  const busy = act.isPending ? act.variables.key : undefined;
  const press = (one: { key: string; move: Move }) => {
    if (one.move.href !== undefined) go(one.move.href);
    else if (one.move.open) one.move.open();
    else if (one.move.sure && asking !== one.key) setAsking(one.key);
    else act.mutate(one);
  };
  return (
    <div className="lc-moves">
      {shown.map((one, place) => (
        <Button
          key={one.key}
          kind={one.move.danger || asking === one.key ? "danger" : place === 0 ? "primary" : "plain"}
          hotkey={one.move.hotkey}
          busy={busy === one.key}
          disabled={busy !== undefined}
          onClick={() => press(one)}
        >
          {asking === one.key ? (one.move.sure ?? one.move.label) : one.move.label}
        </Button>
      ))}
      {asking && (
        <Button kind="quiet" onClick={() => setAsking(null)}>
          先不做
        </Button>
      )}
    </div>
  );
}
